"""Reads tables with Python's csv and with SQLite and prints their rows as JSON. Usage: tables.py csv|tsv|sqlite FILE"""
import csv
import json
import sqlite3
import subprocess
import sys

csv.field_size_limit(1 << 30)
kind, path = sys.argv[1:]
if kind == "sqlite":
    commands = ".mode csv\n.import '" + path + "' t\n.mode json\nselect * from t;\n"
    sys.stdout.write(subprocess.run(["sqlite3", ":memory:"], input=commands, capture_output=True, text=True, check=True).stdout)
else:
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file, delimiter="\t" if kind == "tsv" else ",", strict=True))
    assert all(len(row) == len(rows[0]) for row in rows), "rows have different lengths"
    json.dump([dict(zip(rows[0], row)) for row in rows[1:]], sys.stdout)
