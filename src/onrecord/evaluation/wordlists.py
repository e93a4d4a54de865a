"""The closed word lists that the measures are defined by.

Nothing comes in; constants go out. They are no vocabulary to improve: a changed word changes what every figure means,
and makes it incomparable with the figures published for other systems. English, as the definitions are.
"""

from __future__ import annotations

__all__ = ["PRONOUNS", "SAYING", "STOPWORDS"]


def listed(text: str) -> frozenset[str]:
    """Words set apart by spaces."""
    return frozenset(text.split())


STOPWORDS = listed(
    # articles, determiners, numbers
    "a an the this that these those some any each every all both many most several few other another such one two "
    # conjunctions and prepositions
    "and or but nor of in on at by for from to with as about into over after before between among "
    # pronouns
    "i me my mine we us ours our you your yours he him his himself she her hers herself it its itself "
    "they them their theirs themselves who whom whose which what who's he's she's it's "
    # auxiliaries
    "is are was were be been being has have had do does did will would can could may might must shall should "
    # adverbs
    "no not also so then than here there"
)
"""Words that alone do not make a source right."""

PRONOUNS = listed("i we us you he him she her it they them me who which that one some others")
"""A source of stopwords with one of these among them is a pronoun source."""

SAYING_STEMS = listed(
    "accus acknowledg add admit admitt advis alleg announc answer apologis apologiz argu ask assert assur blam "
    "blast boast brand call caution chant cit claim clarif comment complain conced conclud condemn confirm "
    "contend continu counter criticis criticiz declar decr demand den denounc describ disclos discuss dismiss "
    "disput echo email emphasis emphasiz exclaim explain express hail indicat insist jok label lament maintain "
    "mention mock observ point prais predict promis propos pledg question quip quipp quot rant recall recount "
    "refer referr reiterat remark remind repeat repl report request respond retort reveal shout slam slamm specif "
    "stat stipulat stress suggest talk testif thank tout tweet urg vent voic vow warn whisper yell"
)
SAYING_ENDINGS = ("", "d", "e", "ed", "es", "ied", "ies", "ing", "s", "y", "ying")
SAYING_WHOLE = listed(
    "according comment comments remark remarks say saying says said statement statements tell telling tells told words "
    "note noted notes noting speak speaking speaks spoke spoken swear swearing swears swore sworn "
    "write writes writing written wrote"
)
SAYING = SAYING_WHOLE | {stem + ending for stem in SAYING_STEMS for ending in SAYING_ENDINGS}
"""Forms that make a cue one of saying; stems take every ending, so a few of them are no English words."""
