"""The `dateline` command: one verb one file, each thin over a Python function."""
