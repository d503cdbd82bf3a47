"""The record in the formats people carry away: `json_lines` streams the JSON export, `csv_table` a table."""

from dateline.export.csv import csv_table, csv_tables
from dateline.export.json import json_export

__all__ = ["csv_table", "csv_tables", "json_export"]
