"""onrecord reads news pages and keeps the record: who said what, according to whom, and where on the page.

`onrecord.read(text_or_path)` gives a Reading; iterate its `statements`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from onrecord.version import __version__

if TYPE_CHECKING:
    from onrecord.pipeline import read

__all__ = ["__version__", "read"]


def __getattr__(name: str) -> Any:
    """`read` on first use: `import onrecord` loads no stage."""
    if name == "read":
        from onrecord.pipeline import read

        return read
    raise AttributeError(f"module 'onrecord' has no attribute {name!r}")
