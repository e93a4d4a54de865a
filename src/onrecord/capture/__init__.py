"""What was published: a file, folder, address, standard input or text comes in, Captures go out.

Bytes, address, time and digest are kept as found. It does not read the page.
"""

from __future__ import annotations

from onrecord.capture.sources import capture, capture_bytes, capture_text, sources

__all__ = ["capture", "capture_bytes", "capture_text", "sources"]
