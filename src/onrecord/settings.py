"""One frozen Settings, from defaults, a TOML file and the environment, in that order.

Comes in: a file path and environment variables; goes out: `Settings`. It opens nothing but that one file.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from math import isfinite
from pathlib import Path
from typing import Any

from onrecord.errors import SettingsError

__all__ = ["Settings", "load_settings"]

PREFIX = "ONRECORD_"
ACCEPTED: dict[type, tuple[type, ...]] = {int: (int, str), float: (int, float, str), str: (str,), Path: (str,)}
"""What a setting of each type may be given as: TOML's own type, or the text of a variable."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user may change; every field is documented in docs/reference/settings.md."""

    store: Path = Path("onrecord.db")
    """The record: one SQLite file."""
    confidence: float = 0.65
    """Statements below this confidence (0 to 1) are left out, long quotations aside; lower it for recall.

    Chosen on articles of our train set held out of training (48 English, 13 Spanish, 2026-11-24): the least of 0.5 to
    0.8 in steps of 0.05 with a precision of 90 % in English and 85 % in Spanish; it was 91 % and 86 %."""
    user_agent: str = "onrecord/0.1 (news reading for research)"
    """How the HTTP client names itself, also to robots.txt."""
    timeout: float = 20.0
    """Seconds until a silent connection is given up; a whole download may take five times as long."""
    max_bytes: int = 20_000_000
    """The largest source that is captured, counted after decompression."""
    allow_private_addresses: bool = False
    """Let the HTTP client visit private, loopback and link-local addresses."""
    obey_robots: bool = True
    """Ask robots.txt before a page is fetched."""
    issues: str = "story"
    """What statements are put under: `story` finds issues in the page, `iptc` takes the IPTC Media Topics, and any
    other word is the path of a codebook (.yaml, .yml, .csv)."""
    actors: str = ""
    """The path of a list of actors of one's own, CSV or a Wikidata query result; empty for none."""
    signature: str = ""
    """The name under judgements; the account's name if empty."""
    signing_key: str = ""
    """The path of a file of secret bytes that signs judgements; empty signs none."""


def load_settings(path: Path | None = None, environ: Mapping[str, str] | None = None) -> Settings:
    """Defaults, then the TOML file (`onrecord.toml` here unless `path` is given), then `ONRECORD_*` variables.

    Raises SettingsError for a missing named file, unknown names and values of the wrong type.
    """
    environ = os.environ if environ is None else environ
    settings = Settings()
    file = path or Path("onrecord.toml")
    if path is not None and not file.is_file():
        raise SettingsError(str(path), "there is no such settings file")
    if file.is_file():
        try:
            table = tomllib.loads(file.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise SettingsError(str(file), f"not a TOML file: {error}") from error
        except OSError as error:
            raise SettingsError(str(file), f"cannot be read: {error.strerror}") from error
        settings = changed(settings, table, str(file))
    named = {name[len(PREFIX) :].lower(): value for name, value in environ.items() if name.startswith(PREFIX)}
    return changed(settings, named, "environment")


def changed(settings: Settings, values: Mapping[str, Any], subject: str) -> Settings:
    known = {field.name: getattr(settings, field.name) for field in fields(settings)}
    for name, value in values.items():
        if name not in known:
            raise SettingsError(subject, f"unknown setting {name!r}; known: {', '.join(known)}")
        settings = replace(settings, **{name: converted(known[name], value, f"{subject}: {name}")})
    if not 0 <= settings.confidence <= 1:
        raise SettingsError(f"{subject}: confidence", f"{settings.confidence} is not between 0 and 1")
    return settings


def converted(default: Any, value: Any, subject: str) -> Any:
    """`value`, a TOML value or the text of a variable, as the type of `default`."""
    if isinstance(default, bool):
        return switched(value, subject)
    wanted: type[Any] = Path if isinstance(default, Path) else type(default)
    if not isinstance(value, ACCEPTED[wanted]) or isinstance(value, bool):
        raise SettingsError(subject, f"{value!r} is not a {wanted.__name__}")
    try:
        result = wanted(value)
    except ValueError as error:
        raise SettingsError(subject, f"{value!r} is not a {wanted.__name__}") from error
    if isinstance(result, float) and not isfinite(result):
        raise SettingsError(subject, f"{value!r} is not a finite number")
    return result


def switched(value: Any, subject: str) -> bool:
    if isinstance(value, bool):
        return value
    if str(value).lower() in ("1", "true", "yes", "on"):
        return True
    if str(value).lower() in ("0", "false", "no", "off"):
        return False
    raise SettingsError(subject, f"{value!r} is neither true nor false")
