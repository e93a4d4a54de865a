"""What people get: a record or a reading comes in; a brief goes out, as a page, a text, a file or a terminal.

Nothing is decided here. The public face is the command line (`onrecord.views.cli`); for programs
there is `onrecord.views.jsonl`.
"""
