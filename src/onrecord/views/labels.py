"""What views say beside the page's own words, in the reader's language.

Comes in: a language code, values of the model; goes out: short texts from `labels.toml`. It knows no layout and escapes
nothing: names and words of the page that are filled in stay as hostile as they were.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from onrecord.model import Document, Judged, Relation, Stance, StatedDate, Statement
from onrecord.vocabulary import vocabulary

__all__ = ["LANGUAGES", "UNSURE", "Fact", "Labels", "labels_for"]

LANGUAGES = ("en", "es", "fr")
"""ISO 639-1 codes of the languages that have labels."""
UNSURE = 0.7
"""Below this confidence a view says how sure the reading is."""
WEEK = re.compile(r"(\d{4})-W(\d\d)", re.ASCII)
OPEN = re.compile(r"XXXX-(\d\d)(?:-(\d\d))?", re.ASCII)
"""A month or day whose year nothing tells."""
MOMENT = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d:\d\d)[\d:.]*(Z|[+-]\d\d:?\d\d)?)?)?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Fact:
    """One label of a statement.

    `kind` is stance, addressee, setting, relays, date, times, issues, translated, candidates, repair, confidence or
    judged.
    """

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of one language; `language` is its ISO 639-1 code."""

    language: str
    table: dict[str, Any]

    def say(self, label: str, /, **values: object) -> str:
        """A text of the table `words`, its places filled."""
        return str(self.table["words"][label]).format(**values)

    def count(self, name: str, number: int) -> str:
        """`1 statement`, `7 statements`."""
        one, many = self.table["counts"][name]
        return str(one if number == 1 else many).format(n=number)

    def name(self, kind: str, value: str) -> str:
        """The label of a value of a list (`acts`, `furniture`, ...); the value itself where the list has none."""
        return str(self.table[kind].get(value, value))

    def act(self, statement: Statement) -> str:
        """What the speaker does with these words: the act, else the kind; that it was not said where it was not."""
        act = self.name("acts", statement.act) if statement.act else self.name("kinds", statement.kind)
        if not statement.negated:
            return act
        return self.say("not_said") if statement.act in (None, "say") else self.say("not_done", act=act)

    def date(self, value: str) -> str:
        """An ISO 8601 date at its own precision in words; anything else as it is."""
        if found := OPEN.fullmatch(value):
            return self.without_year(int(found[1]), found[2]) or value
        read = MOMENT.fullmatch(value)
        if read is None:
            week = WEEK.fullmatch(value)
            return str(self.table["dates"]["week"]).format(year=week[1], week=int(week[2])) if week else value
        year, month, day, clock, zone = read.groups()
        if month is None:
            return year
        if not 1 <= int(month) <= 12:
            return value
        dates = self.table["dates"]
        pattern = dates["month"] if day is None else dates["day"]
        date = str(pattern).format(year=year, month=dates["months"][int(month) - 1], day=int(day or 0))
        return date if clock is None else f"{date}, {clock}{offset(zone)}"

    def without_year(self, month: int, day: str | None) -> str | None:
        """`June`, `14 May`."""
        dates = self.table["dates"]
        if not 1 <= month <= 12:
            return None
        name = str(dates["months"][month - 1])
        return name if day is None else str(dates["yearless"]).format(month=name, day=int(day))

    def stated(self, date: StatedDate) -> str:
        """A date or stretch that the page states, and that its year is inferred where it is."""
        value = self.date(date.value)
        if date.end and date.end != date.value:
            value = self.say("stretch", start=value, end=self.date(date.end))
        return self.say("inferred", date=value) if date.inferred else value

    def stance(self, stance: Stance) -> str:
        """Where the speaker stands, on what, and the words that show it."""
        return str(self.table["stances"][stance.label]).format(target=stance.target, cue=stance.cue.text)

    def relation(self, relation: Relation) -> str:
        """`Ana Ro and Bo Li agree`, in the order of the page."""
        one, two = (actor.name for actor in relation.actors)
        return self.say(relation.value, one=one, two=two)

    def judged(self, judged: Judged) -> str:
        """What people made of a statement: the last verdict, and what they corrected."""
        found = [self.say(f"judged_{judged.verdict}")] if judged.verdict else []
        if judged.corrected:
            what = ", ".join(self.name("corrections", action) for action in judged.corrected)
            found.append(self.say("judged_corrected", what=what))
        return "; ".join(found)

    def facts(self, statement: Statement, *, without: Container[str] = ()) -> list[Fact]:
        """What stands beside a statement: position, to whom, where, through whom, when, what else it is about.

        Then what was mended, how sure the reading is, and what people made of it. `without` are kinds to leave out.
        """
        facts = (*self.circumstances(statement), *self.reservations(statement))
        return [fact for fact in facts if fact.kind not in without]

    def circumstances(self, statement: Statement) -> Iterator[Fact]:
        if statement.stance is not None:
            yield Fact("stance", self.stance(statement.stance))
        if statement.addressee is not None:
            yield Fact("addressee", self.say("to", name=statement.addressee.name))
        if statement.setting is not None:
            yield Fact("setting", self.say("setting", words=statement.setting.span.text))
        if statement.relays:
            names = ", ".join(relay.name for relay in statement.relays)
            yield Fact("relays", self.say("via", names=names))
        if statement.date is not None:
            date = statement.date
            yield Fact("date", self.say("said_on", date=self.stated(date), words=date.span.text))
        for date in statement.times:
            if self.stated(date).casefold() == date.span.text.casefold():
                continue
            yield Fact("times", self.say("names_date", date=self.stated(date), words=date.span.text))
        others = [one.label for one in statement.issues if statement.issue is None or one.id != statement.issue.id]
        if others:
            yield Fact("issues", self.say("also_issue", issues=", ".join(others)))

    def reservations(self, statement: Statement) -> Iterator[Fact]:
        if statement.translated:
            yield Fact("translated", self.name("pairs", "translated"))
        if statement.candidates:
            names = self.say("or").join(one.name for one in statement.candidates)
            yield Fact("candidates", self.say("could_be", names=names))
        if statement.repair:
            mended = ", ".join(self.name("repairs", repair) for repair in statement.repair)
            yield Fact("repair", self.say("repair", repair=mended))
        if statement.confidence < UNSURE:
            value = f"{statement.confidence:.2f}".replace(".", self.say("decimal_point"))
            yield Fact("confidence", self.say("confidence", value=value))
        if statement.judged is not None:
            yield Fact("judged", self.judged(statement.judged))

    def original(self, document: Document) -> str | None:
        """`Translated from Spanish: the title`, as far as the page says it."""
        original = document.translated_from
        if original is None:
            return None
        if original.language:
            language = self.say("translated_from_language", language=self.name("languages", original.language))
            return f"{language}: {original.title}" if original.title else language
        what = original.title or original.url
        return self.say("translated_from", what=what) if what else None


def offset(zone: str | None) -> str:
    if zone is None:
        return ""
    return " UTC" if zone in ("Z", "+00:00", "-00:00", "+0000") else f" UTC{zone}"


def labels_for(asked: str | None, documents: Iterable[Document] = ()) -> Labels:
    """Labels of the language asked for, else of the one language all the documents are in, else English."""
    spoken = {document.language for document in documents}
    language = asked or (spoken.pop() if len(spoken) == 1 else None)
    known = language if language in LANGUAGES else LANGUAGES[0]
    return Labels(known, completed(vocabulary(known, "labels")))


def completed(table: dict[str, Any]) -> dict[str, Any]:
    """The labels of a language, English where it has none yet."""
    english: dict[str, dict[str, Any]] = vocabulary(LANGUAGES[0], "labels")
    return table | {name: labels | table.get(name, {}) for name, labels in english.items()}
