"""The errors a user of onrecord can meet, each naming its input and the reason.

    OnrecordError
    ├── SettingsError          a settings file or environment variable is wrong
    │   └── CodebookError      a codebook of issues is missing or wrong
    ├── CaptureError           a source could not be captured
    │   ├── SourceNotFound     no such file, folder or page
    │   ├── ForbiddenAddress   the address is private, or robots.txt refuses it
    │   ├── TooLarge           more bytes than the limit, also after decompression
    │   └── NotText            empty, binary, or in no encoding that can be told
    ├── DocumentError          the page holds no article text, or is nested beyond the limit
    ├── ModelError             a model file is missing or damaged
    └── StoreError             the record cannot be opened or written
        └── NotInDocument      a statement's words do not stand at its place in the document

Finding nothing is a value, not an error. What fails inside a batch is recorded and the work goes on.
"""

from __future__ import annotations

__all__ = [
    "CaptureError",
    "CodebookError",
    "DocumentError",
    "ForbiddenAddress",
    "ModelError",
    "NotInDocument",
    "NotText",
    "OnrecordError",
    "SettingsError",
    "SourceNotFound",
    "StoreError",
    "TooLarge",
]


class OnrecordError(Exception):
    """Any error onrecord raises on purpose. `subject` is the input it is about, `reason` says what is wrong."""

    def __init__(self, subject: str, reason: str) -> None:
        super().__init__(f"{subject}: {reason}")
        self.subject = subject
        self.reason = reason


class SettingsError(OnrecordError):
    """A settings file or an environment variable is wrong."""


class CodebookError(SettingsError):
    """A codebook of issues is missing or wrong; the subject names file and line."""


class CaptureError(OnrecordError):
    """A source could not be captured."""


class SourceNotFound(CaptureError):
    """No such file, folder or page."""


class ForbiddenAddress(CaptureError):
    """The address is private, or the site's robots.txt refuses it."""


class TooLarge(CaptureError):
    """The source holds more bytes than the limit, also after decompression."""


class NotText(CaptureError):
    """The source is empty, binary, or in no encoding that can be told."""


class DocumentError(OnrecordError):
    """The page holds no article text, or is nested beyond the limit."""


class ModelError(OnrecordError):
    """A model file is missing or damaged."""


class StoreError(OnrecordError):
    """The record cannot be opened or written."""


class NotInDocument(StoreError):
    """A statement's words do not stand at its place in the document."""
