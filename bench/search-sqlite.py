"""Loads decisions into SQLite with FTS5 and times searches; a line of JSON in for each thing to do, one out."""

import json
import sqlite3
import statistics
import sys
import time

database = sqlite3.connect(sys.argv[1])
database.executescript(
    """
    pragma journal_mode = off;
    pragma synchronous = off;
    pragma cache_size = -262144;
    pragma mmap_size = 2000000000;
    create table if not exists incoming (
      authority integer, kind text, reference text, category text, subcategory text, outcome text,
      decided_on text, year integer, remedies text, summary text, body text);
    """
)


def load(path, start):
    """Rows in the order of their decisions, so that the newest first are the highest rowids first."""
    began = time.perf_counter()
    with open(path, "rb") as lines:
        lines.seek(start)
        database.executemany(
            "insert into incoming values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (json.loads(line) for line in lines)
        )
        end = lines.tell()
    database.executescript(
        """
        drop table if exists search;
        drop table if exists decision;
        create table decision as select * from incoming order by decided_on, reference;
        create index decision_by_date on decision (decided_on);
        create index decision_by_authority on decision (authority, decided_on);
        create virtual table search using fts5(
          summary, body, content = 'decision', tokenize = 'porter unicode61');
        insert into search (search) values ('rebuild');
        analyze;
        """
    )
    return {"seconds": time.perf_counter() - began, "end": end}


def measure(statements, runs):
    times = []
    busy = 0
    for run in range(runs + 1):
        began, worked = time.perf_counter(), time.process_time()
        for statement, values in statements:
            database.execute(statement, values).fetchall()
        if run > 0:
            times.append((time.perf_counter() - began) * 1000)
            busy += (time.process_time() - worked) * 1000
    return {"wall": statistics.median(times), "cpu": busy / runs}


for line in sys.stdin:
    asked = json.loads(line)
    answer = load(asked["path"], asked["start"]) if asked["do"] == "load" else measure(asked["statements"], asked["runs"])
    print(json.dumps(answer), flush=True)
