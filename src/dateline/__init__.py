"""Dateline reads saved news reports and keeps a cited record of them."""

__version__ = "0.1.0"
