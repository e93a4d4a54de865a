"""Settings: defaults, then a file, then the environment; and every one documented."""

from __future__ import annotations

import re
import tomllib
from dataclasses import FrozenInstanceError, fields
from pathlib import Path
from typing import Any

import pytest

from onrecord.errors import SettingsError
from onrecord.settings import Settings, load_settings

REFERENCE = Path(__file__).parents[1] / "docs" / "reference" / "settings.md"
ROW = re.compile(r"^\| `(\w+)` \| ([\w ]+) \| `([^`]+)` \| `(\w+)` \| (.+) \|$", re.M)
TYPES = ((Path, "path"), (bool, "true or false"), (int, "whole number"), (float, "number"), (str, "text"))


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def written(text: str | bytes, name: str = "settings.toml") -> Path:
    path = Path(name)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_defaults() -> None:
    assert load_settings(environ={}) == Settings()
    assert load_settings(environ={"PATH": "/bin", "onrecord_store": "x", "XONRECORD_STORE": "x"}) == Settings()


def test_settings_do_not_change() -> None:
    with pytest.raises(FrozenInstanceError):
        Settings().timeout = 1  # type: ignore[misc]


@pytest.mark.parametrize(
    ("line", "name", "value"),
    [
        ('store = "press/2019.db"', "store", Path("press/2019.db")),
        ("confidence = 0.75", "confidence", 0.75),
        ("confidence = 1", "confidence", 1.0),  # TOML tells whole numbers apart
        ('user_agent = "desk/2 (señal)"', "user_agent", "desk/2 (señal)"),
        ("timeout = 5", "timeout", 5.0),
        ("max_bytes = 1_000", "max_bytes", 1000),
        ("allow_private_addresses = true", "allow_private_addresses", True),
        ("obey_robots = false", "obey_robots", False),
        ("# nothing set", "obey_robots", True),
    ],
)
def test_a_file(line: str, name: str, value: Any) -> None:
    found = load_settings(written(line), {})
    assert (getattr(found, name), type(getattr(found, name))) == (value, type(value))
    others = [field.name for field in fields(Settings) if field.name != name]
    assert all(getattr(found, other) == getattr(Settings(), other) for other in others)


@pytest.mark.parametrize(
    ("variable", "text", "value"),
    [
        ("ONRECORD_STORE", "/press/record.db", Path("/press/record.db")),
        ("ONRECORD_CONFIDENCE", "0.9", 0.9),
        ("ONRECORD_USER_AGENT", "desk/2", "desk/2"),
        ("ONRECORD_TIMEOUT", "1.5", 1.5),
        ("ONRECORD_TIMEOUT", " 3 ", 3.0),
        ("ONRECORD_MAX_BYTES", "500", 500),
        *[("ONRECORD_OBEY_ROBOTS", text, False) for text in ("0", "false", "No", "OFF")],
        *[("ONRECORD_ALLOW_PRIVATE_ADDRESSES", text, True) for text in ("1", "TRUE", "yes", "on")],
    ],
)
def test_a_variable(variable: str, text: str, value: Any) -> None:
    found = getattr(load_settings(environ={variable: text}), variable.removeprefix("ONRECORD_").lower())
    assert (found, type(found)) == (value, type(value))


def test_the_environment_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_TIMEOUT", "7")
    assert load_settings().timeout == 7.0


def test_the_last_one_named_wins() -> None:
    written("timeout = 2\nmax_bytes = 2", "onrecord.toml")
    assert (load_settings(environ={}).timeout, load_settings(environ={}).max_bytes) == (2.0, 2)
    assert load_settings(environ={"ONRECORD_TIMEOUT": "3"}) == Settings(timeout=3.0, max_bytes=2)
    named = written("max_bytes = 4")
    assert load_settings(named, {"ONRECORD_TIMEOUT": "3"}) == Settings(timeout=3.0, max_bytes=4)  # instead, not besides


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("timeout = ", "not a TOML file"),
        ("timeout: 3", "not a TOML file"),
        (b"user_agent = '\xff'", "not a TOML file"),
        ("timeout = 1\ntimeout = 2", "not a TOML file"),
        ("time_out = 3", "unknown setting 'time_out'; known: store, confidence"),
        ("[http]\ntimeout = 3", "unknown setting 'http'"),
        ("TIMEOUT = 3", "unknown setting 'TIMEOUT'"),
        ('timeout = "soon"', "'soon' is not a float"),
        ("timeout = [1]", "is not a float"),
        ("timeout = 2019-05-16", "is not a float"),
        ('max_bytes = "many"', "'many' is not a int"),
        ("obey_robots = 'perhaps'", "'perhaps' is neither true nor false"),
        ("obey_robots = 2", "2 is neither true nor false"),
        ("store = 5", "5 is not a "),
    ],
)
def test_wrong_files(text: str | bytes, reason: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load_settings(written(text), {})
    assert caught.value.subject.startswith("settings.toml")
    assert reason in caught.value.reason


@pytest.mark.parametrize(
    "text",
    [
        "user_agent = 5",
        "user_agent = ['a']",
        "timeout = true",
        "max_bytes = 1.9",
        "max_bytes = inf",
        "confidence = false",
    ],
)
def test_wrong_types_in_a_file(text: str) -> None:
    with pytest.raises(SettingsError):
        load_settings(written(text), {})


@pytest.mark.parametrize(
    ("variable", "text", "reason"),
    [
        ("ONRECORD_TIME_OUT", "3", "unknown setting 'time_out'"),
        ("ONRECORD_", "3", "unknown setting ''"),
        ("ONRECORD_TIMEOUT", "", "'' is not a float"),
        ("ONRECORD_MAX_BYTES", "1.5", "'1.5' is not a int"),
        ("ONRECORD_OBEY_ROBOTS", "", "'' is neither true nor false"),
    ],
)
def test_wrong_variables(variable: str, text: str, reason: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load_settings(environ={variable: text})
    assert caught.value.subject.startswith("environment")
    assert reason in caught.value.reason


def test_no_file() -> None:
    for path in (Path("missing.toml"), Path()):
        with pytest.raises(SettingsError, match="there is no such settings file") as caught:
            load_settings(path, {})
        assert caught.value.subject == str(path)


def test_every_setting_is_documented() -> None:
    rows = {row[0]: row[1:] for row in ROW.findall(REFERENCE.read_text(encoding="utf-8"))}
    assert list(rows) == [field.name for field in fields(Settings)]
    for name, (kind, default, variable, meaning) in rows.items():
        value = getattr(Settings(), name)
        assert kind == next(text for type_, text in TYPES if isinstance(value, type_)), name
        assert variable == f"ONRECORD_{name.upper()}"
        assert load_settings(written(f"{name} = {default}"), {}) == Settings(), name
        assert tomllib.loads(f"v = {default}")["v"] == (str(value) if isinstance(value, Path) else value), name
        assert meaning.strip()
