"""Page or plain text: (text, is a page), each with its case."""

from __future__ import annotations

import time

import pytest

from onrecord.capture.markup import looks_like_html


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("<!DOCTYPE html><title>x</title>", True),
        ("<!doctype\nHTML PUBLIC '-//W3C//DTD HTML 4.01//EN'>", True),
        ("\ufeff \r\n<html lang=es>", True),
        ("<HTML>", True),
        ("<html ⚡>", True),
        ("<head><title>x", True),
        ('<body class="story">', True),
        ("<?xml version='1.0'?><html/>", True),
        ("<!-- saved on Monday --> <!-- <p> --><!doctype html>", True),
        ("<p>He said no.</p>", True),
        ("<p>One.<p>Two.", True),  # closing tags may be left out
        ("<P CLASS='lead'>He said <b>no</b>.", True),
        ("<div\n  id='a'>\n<span>x</span>", True),
        ("<br/>He said<br>no", True),
        ("<h2>Bridge</h2>", True),
        ("<meta charset=utf-8>\n<title>x</title>", True),
        ("<a href='/x?a=1&b=2'>More</a>", True),
        (f"<p>{'long ' * 5000}</p>", True),
        # prose
        ("", False),
        ("He said no.", False),
        ("He wrote <p>no</p> on the board.", False),  # begins with words
        ("<", False),
        ("<3 is what she wrote, he said.", False),
        ("<b and c> were left out, he said.", False),
        ("<p> stands for a paragraph.", False),
        ("<Reporter> says <Minister> said no.", False),
        ("<ana@paper.example> wrote: no", False),
        ("<https://paper.example/a> and <https://paper.example/b>", False),
        ("<head of state> said no", False),
        ("<body count unknown> the wire said", False),
        ("<hr_notes> and <br_notes>", False),
        ("<<He said no>>, <<she said>>", False),
        ("<!-- a note", False),
        ("<pre-recorded> and <small-town>", False),
    ],
)
def test_looks_like_html(text: str, page: bool) -> None:
    assert looks_like_html(text) is page


@pytest.mark.parametrize(
    "text",
    [
        "<p " * 100_000,
        "<!--" * 100_000,
        "<!-- -->" * 100_000,
        "<p" + " a" * 200_000,
        " " * 400_000,
        "<p>" + "<" * 300_000,
    ],
)
def test_hostile_beginnings_take_no_time(text: str) -> None:
    start = time.process_time()
    looks_like_html(text)
    assert time.process_time() - start < 0.5
