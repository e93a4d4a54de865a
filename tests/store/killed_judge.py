"""A process that keeps judgements until it is killed: `python killed_judge.py STORE`."""

from __future__ import annotations

import sys
from datetime import timedelta

from factory import MORNING, ledger

from onrecord.store import new_judgement, open_store, target_of

if __name__ == "__main__":
    reading = ledger()
    targets = [target_of(reading.document, statement) for statement in reading.statements]
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    with open_store(sys.argv[1]) as store:
        for minute in range(100_000):
            made = MORNING + timedelta(minutes=minute)
            store.judge([new_judgement("unsure", "Iva", made, target=target) for target in targets])
