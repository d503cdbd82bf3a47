"""Rows of an archive in the formats people carry away."""
