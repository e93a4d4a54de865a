"""The house itself: its public names, its order, its docs and what it weighs at the door."""

from __future__ import annotations

import importlib
import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import pytest

import onrecord

ROOT = Path(__file__).parent.parent
STAGES = ("capture", "document", "language", "quotation", "resolve", "store", "views")
SURFACE = {
    "onrecord": {"__version__", "read"},
    "onrecord.capture": {"capture", "capture_bytes", "capture_text", "sources"},
    "onrecord.document": {"build", "to_source"},
    "onrecord.language": {"analyse", "quoted_passages", "read_languages"},
    "onrecord.quotation": {"Decoder", "confident", "find"},
    "onrecord.resolve": {
        "codebook_named",
        "events_of",
        "pair",
        "relations_of",
        "resolve",
        "stances_of",
        "translated",
        "with_issues",
        "with_translations",
    },
    "onrecord.pipeline": {"read", "read_capture", "with_issues"},
}
PAGES = sorted(
    [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("demo/*.md"), *ROOT.glob("training/**/*.md")]
)


@pytest.mark.parametrize("name", SURFACE)
def test_public_names(name: str) -> None:
    assert set(importlib.import_module(name).__all__) == SURFACE[name]


def test_every_public_name_exists_and_is_documented() -> None:
    for found in pkgutil.walk_packages(onrecord.__path__, "onrecord."):
        module = importlib.import_module(found.name)
        assert module.__doc__, f"{found.name} has no docstring"
        for name in getattr(module, "__all__", ()):
            assert hasattr(module, name), f"{found.name}.{name}"


def test_stages_stand_in_the_order_of_the_data() -> None:
    assert list(STAGES) == sorted(STAGES)
    for stage in STAGES:
        assert (ROOT / "src" / "onrecord" / stage / "__init__.py").is_file()


def test_importing_onrecord_loads_no_stage() -> None:
    heavy = ("numpy", "onnxruntime", "trafilatura", "lxml", "httpx2", "rich", "jinja2", "onrecord.pipeline")
    code = f"import onrecord, sys; sys.exit(', '.join(m for m in {heavy!r} if m in sys.modules) or 0)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_in_the_docs_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        if not target.startswith(("http://", "https://", "mailto:")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_every_docs_page_is_reached_from_the_index() -> None:
    index, seen = ROOT / "docs" / "README.md", set()
    queue = [index]
    while queue:
        page = queue.pop()
        if page in seen:
            continue
        seen.add(page)
        for target in re.findall(r"\]\(([^)#\s]+\.md)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            if "://" not in target:
                queue.append((page.parent / target).resolve())
    assert {p.resolve() for p in (ROOT / "docs").rglob("*.md")} <= seen


def test_readme_names_only_commands_that_exist() -> None:
    from onrecord.views.cli import main

    named = set(
        re.findall(r"^\s*(?:\$ )?onrecord (\w+)", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert named
    assert named <= set(main.commands)
