"""A process that adds readings until it is killed: `python killed_writer.py STORE FIRST LAST`."""

from __future__ import annotations

import sys

from factory import numbered

from onrecord.store import open_store

if __name__ == "__main__":
    path, first, last = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    with open_store(path) as store:
        for number in range(first, last):
            store.add(numbered(number))
