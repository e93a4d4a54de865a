"""The organisations of one article: their names, short forms and acronyms.

Comes in: text and mentions; goes out: `Organisations`, which answers for a name. It knows one article only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from onrecord.model import Span
from onrecord.resolve.names import Postings, bare_name, folded, is_only_small, words_of
from onrecord.resolve.offices import content_words
from onrecord.resolve.states import state_name, state_named

__all__ = ["Organisations", "acronyms_of", "with_bracketed"]

SHORT = 2
"""Words that the short form of an organisation's name has at most."""
LONGEST = 8
"""Words of the longest name that a shorter one is taken to be the end of."""
MANY = 8
"""Names a short form may fit before it says nothing."""
BRACKETED = re.compile(r"\(([A-Z][\w.&-]{1,11})\)")
SPELLED = re.compile(r"\b([A-Z]{2,8}) \((?:[Tt]he )?([A-Z][^()\n]{5,80})\)")
"""`PA (Port Authority)`"""
NAME = re.compile(r"\b[A-Z][\w’'-]{1,30}(?:(?: (?:of|for|and|on|the|de|del|la|y|para)){0,3} [A-Z][\w’'-]{1,30}){1,9}")
BACK = 120
"""Code points before a bracket in which the words of its acronym stand."""
ENDING = re.compile(
    r"\b(?:[A-Z][\w’-]{1,30} ){1,5}(?P<head>[A-Za-z]{4,20})\b"
    r"(?:(?<=[a-z]) (?:of|on|for)(?: the)?(?: [A-Z][\w’-]{1,30})+)?"
)
BEGINNING = re.compile(
    r"\b(?P<head>[A-Za-zÀ-ÿ]{4,20}) (?:de|del)(?: la| los| las)?(?: [A-ZÀ-Þ][\w’-]{1,30}){1,5}"
    r"(?:(?: de| del| de la| y) [A-ZÀ-Þ][\w’-]{1,30}){0,3}"
)
CONTINUED = r"(?: (?:of|on)(?: the)?| del?(?: la| los)?)(?: [A-ZÀ-Þ][\w’-]{1,30})+(?: and [A-Z][\w’-]{2,30}(?= \())?"
"""What belongs to a name behind it."""
LINKS = frozenset(("of", "for", "the", "and", "on", "in", "de", "del", "la", "y"))


class Organisations:
    """Names in order of appearance; `acronyms` are the words that introduced each acronym."""

    __slots__ = ("acronyms", "answers", "introduced", "language", "names", "postings", "runs", "text")

    def __init__(self, text: str, spans: Iterable[Span], acronyms: Mapping[str, str], language: str) -> None:
        self.text, self.runs = text, runs_by_end(text, language)
        printed = (bare_name(span.text) for span in spans)
        self.names = list(dict.fromkeys(name for name in printed if not is_only_small(name, language)))
        self.acronyms, self.language, self.postings = acronyms, language, Postings()
        self.introduced = frozenset(acronyms.values())
        self.answers: dict[str, str | None] = {}
        for name in self.names:
            self.postings.add(content_words(name, language))

    def meant(self, words: str) -> str | None:
        """The one organisation that a name, or the short form of one (`the ministry`), can mean."""
        if words not in self.answers:
            found = self.looked_up(words)
            self.answers[words] = found and (self.continued(found) or found)
        return self.answers[words]

    def continued(self, name: str) -> str | None:
        """The one longer name that the text prints: `Royal Ellery Academy of Tides`, of `Royal Ellery Academy`."""
        whole = [n for n in self.introduced if n.startswith(f"{name} ")]
        if len(whole) == 1:
            return whole[0]
        after = re.finditer(rf"\b{re.escape(name)}(?: \([A-Z]+\))?({CONTINUED})", self.text)
        found = {match[1] for _, match in zip(range(MANY), after, strict=False) if self.belongs(match[1])}
        return name + found.pop() if len(found) == 1 and name not in self.introduced else None

    def belongs(self, rest: str) -> bool:
        """Whether words behind a name are part of it: no state, no day."""
        words = [word for word in rest.split() if word not in LINKS]
        days = words_of(self.language, "no_names")
        return state_named(" ".join(words), self.language) is None and not any(w.lower() in days for w in words)

    def looked_up(self, words: str) -> str | None:
        wanted = content_words(words, self.language)
        covering = [self.names[number] for number in self.postings.covering(wanted)]
        if words in covering:
            longer = [
                n
                for n in covering
                if (n.endswith(f" {words}") or n.startswith(f"{words} ")) and len(n.split()) <= LONGEST
            ]
            longer = [n for n in longer if not any(n != other and n in other for other in longer)]
            return longer[0] if len(longer) == 1 else of_one_state(longer, words, self.language) or words
        if words in self.introduced:
            return words
        head = words.split(" ")[-1 if self.language == "en" else 0].lower()
        fitting = [
            n for n in covering if content_words(n, self.language) != wanted and head_of(n, self.language) == head
        ]
        if len(wanted) > SHORT or len(fitting) > MANY:
            return None
        outermost = [n for n in fitting if not any(n != other and n in other for other in fitting)]
        return outermost[0] if len(outermost) == 1 else None

    def spelled_out(self, name: str) -> str:
        """Without the acronym in brackets; an acronym as the words that introduced it: `the Port Authority (PA)`."""
        bare = self.with_state(re.sub(r" \([A-Z][\w.&-]{1,11}\)?$", "", name))
        return self.acronyms.get(bare) or (self.by_initials(bare) if bare.isupper() else None) or bare

    def with_state(self, name: str) -> str:
        """The initials of a state written out where the page prints that name: `US Navy`, `United States Navy`."""
        first, _, rest = name.partition(" ")
        code = state_named(first, self.language) if rest[:1].isupper() and first.replace(".", "").isupper() else None
        written = f"{state_name(code, self.language, self.text)} {rest}" if code else name
        return written if written in self.text else name

    def by_initials(self, acronym: str) -> str | None:
        """The one name whose initials these are, where the page introduces them nowhere."""
        found = [n for n in self.names if len(n.split()) > 2 and initials_of(n) == acronym]
        if len(acronym) > 2 and not found:
            found = list(dict.fromkeys(n for run in NAME.findall(self.text) if (n := ending_with(run, acronym))))
        return found[0] if len(found) == 1 and len(acronym) > 2 else None

    def longer(self, words: str) -> str | None:
        """The one name in capitals that the article prints with this head: `Iranian army`, `Gobierno argentino`."""
        found = self.runs.get(folded(words), {})
        return next(iter(found.values())) if len(found) == 1 else None


def of_one_state(names: Sequence[str], words: str, language: str) -> str | None:
    """The longest of several names that differ in how they name one state: `US Navy`, `United States Navy`."""
    rests = [name.removesuffix(words).strip() for name in names]
    codes = {state_named(rest, language) for rest in rests}
    return max(names, key=len) if names and len(codes) == 1 and None not in codes else None


def with_bracketed(text: str, organisations: Iterable[Span], acronyms: Mapping[str, str]) -> dict[str, str]:
    """Also the acronyms that stand behind a named organisation without being its initials: `Coast Watch (SRK)`."""
    found = dict(acronyms)
    for span in organisations:
        after = BRACKETED.match(text, span.end + 1)
        if after is not None and after[1].isupper() and " " in span.text:
            found.setdefault(after[1], span.text)
    return found


def initials_of(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper())


def ending_with(run: str, acronym: str) -> str | None:
    """The end of a run of names whose initials are the acronym's: `Port Authority`, of `Ellery Port Authority`."""
    words = run.split(" ")
    for start in range(len(words) - 1, -1, -1):
        if words[start][0].isupper() and initials_of(" ".join(words[start:])) == acronym:
            return " ".join(words[start:])
    return None


def head_of(name: str, language: str) -> str:
    """`department` of `Department of Health`, `police` of `Thames Police`; in Spanish the first word."""
    core = re.split(r" (?:of|for|de|del) ", name)[0].lower().split(" ")
    return core[-1 if language == "en" else 0]


def runs_by_end(text: str, language: str) -> dict[str, dict[str, str]]:
    """For each head, folded, the names that are printed with it, by their folded words.

    English heads end the name (`Iranian army`, `Marbel diocese`), Spanish ones begin it (`Junta de Lowmouth`).
    """
    found: dict[str, dict[str, str]] = {}
    pattern = ENDING if language == "en" else BEGINNING
    small = words_of(language, "no_names", "articles", "definite", "pronouns", "possessives")
    for match in pattern.finditer(text):
        head, name = match["head"], match.group()
        if name.split(" ")[0].lower() in small or head.lower() in small:
            continue
        found.setdefault(folded(head), {}).setdefault(folded(name), name)
    return found


def acronyms_of(text: str) -> dict[str, str]:
    """Each acronym in brackets, and the words before it whose initials it has; the first to introduce it counts."""
    found: dict[str, str] = {}
    for match in SPELLED.finditer(text):
        if initials_of(match[2]) == match[1]:
            found.setdefault(match[1], match[2])
    for match in BRACKETED.finditer(text):
        acronym = match[1]
        words = text[max(0, match.start() - BACK) : match.start()].split()
        introduced = None if acronym in found else introducing(words, acronym)
        if introduced is not None:
            found[acronym] = introduced
    return found


def introducing(words: list[str], acronym: str) -> str | None:
    """The last words whose initials are the acronym's: `National Farmers' Union` for `NFU`."""
    letters = re.sub(r"[.&-]", "", acronym)
    for start in range(len(words) - 1, max(-1, len(words) - 11), -1):
        word = words[start]
        if not word[0].isupper() and word.lower() not in LINKS:
            break
        if word[0].isupper() and "".join(w[0] for w in words[start:] if w[0].isupper()) == letters:
            return " ".join(words[start:])
    return shortened(words, acronym)


def shortened(words: list[str], acronym: str) -> str | None:
    """`Lowmouth Institute of Seismology` for `LowSeis`: a name that begins alike and has its letters in their order."""
    start = len(words)
    while start and (words[start - 1][0].isupper() or words[start - 1].lower() in LINKS):
        start -= 1
    while start < len(words) and (not words[start][0].isupper() or words[start].lower() in LINKS):
        start += 1
    name = " ".join(words[start:])
    letters = iter(name.casefold())
    ordered = all(letter in letters for letter in acronym.casefold())
    return name if len(words) - start > 2 and name[:1] == acronym[:1] and len(acronym) > 3 and ordered else None
