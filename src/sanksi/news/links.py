"""Figures through the lists: whom the report's parties are taken for, and why a match that was found is not enough.

A score says how like two names are. Whether the report means the entry is asked as an analyst would: a full name of three words or more,
a territory of the entry that the report names, or its office. What is not taken stays a match to look at.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sanksi.ledger import Party, can_match
from sanksi.match import Match
from sanksi.names import fold_name
from sanksi.names.running import is_sign, split_units
from sanksi.names.tables import levels_of
from sanksi.news.changes import compare_days
from sanksi.news.offices import SameOffice, find_same_office
from sanksi.news.parties import Cast
from sanksi.news.tokens import split_tokens
from sanksi.news.values import Article, Figure, PartyScreener
from sanksi.news.words import Lexicon, territory_at
from sanksi.screening import Screening

LINK = 0.75
"""Least score for a link. Reports leave patronymics out (Sergey Lavrov: 0.76 against the OFAC entry, Sergei Shoigu 0.78); the unlisted of the
founding report stay below 0.7. Lower, namesakes are linked; higher, such short forms are lost."""

SURE = 0.93
"""Least score of a link for which no territory speaks. In 353 domestic articles (bench/listed_names.py) nobody rightly linked lies below who had no territory
of the entry in the report; between 0.75 and 0.93 lay 20 of 28 false links."""

SPELLED = 0.85
"""The same for a person whose name sounds in every word as on the list: Sergei Shoigu, 0.89 against Sergey Shoigu."""

RARE = 120
"""Level of `levels_of` up to which a word of a name is rare: Muhammad Yusuf (207, 153) are many, Dragan Stankovic (115, 70) are few."""

SEEN = 0.5
"""Least score at which a name of the lists, found in the text as it is on them, is still shown: a territory that contradicts lowers it."""

MANY = 50
"""Matches among which an entry is looked for again."""

MANY_BEAR = "many may bear this name, and the article names no territory of the entry"
ONLY_ALIKE = "the names are only alike, and the article names no territory of the entry"

SCHEMAS = {"PER": "Person", "ORG": "Organization", "VESSEL": "Vessel"}
"""What is screened, and as which kind of party."""


INITIALS = re.compile(r"[^\W\d_]|[^\W\d_aeiouаеёиоуыэюя]{2}", re.IGNORECASE)
"""A word that is no name but stands for one: M, TB."""


def screen_figures(
    cast: Cast, article: Article, screener: PartyScreener | None, *, as_of: date, today: date, x: Lexicon
) -> tuple[Figure, ...]:
    """Screen every party as of a day and as of today; places, governments, the UN and the article's own outlet are none."""
    if screener is None:
        return tuple(cast.figures.values())
    outlets = {n.casefold() for n in (article.publisher, article.source) if n}
    staff = {n.casefold() for n in (article.author, article.editor) if n}
    named = {m.entity for m in cast.mentions if m.listed}
    told = tuple(dict.fromkeys(c for f in cast.figures.values() for c in f.countries))
    return tuple(
        _Party(figure, screener, x, named=figure.id in named, report=told).screen(as_of, today)
        if _is_party(figure, outlets, staff, x)
        else figure
        for figure in cast.figures.values()
    )


def _is_party(figure: Figure, outlets: set[str], staff: set[str], x: Lexicon) -> bool:
    if figure.type not in SCHEMAS or figure.name.casefold() in outlets | staff:
        return False
    tokens = split_tokens(figure.name)
    if figure.type == "ORG":
        official = any(x.phrases[key].at(tokens, 0) == len(tokens) for key in ("un", "gov"))
        media = tokens[0].low in x.data["media_heads"]
        return not official and not media and any(outlet in figure.name.casefold() for outlet in outlets) is False
    return True


class _Party:
    """A figure as the party it is screened as.

    Args:
        figure: a person, an organisation or a ship.
        screener: whose lists are asked.
        x: of the report's language.
        named: whether the finder of listed names found it.
        report: codes of all territories that the report names.
    """

    def __init__(
        self, figure: Figure, screener: PartyScreener, x: Lexicon, *, named: bool, report: tuple[str, ...]
    ) -> None:
        self._figure, self._screener, self._x, self._report = figure, screener, x, report
        self._schema = SCHEMAS[figure.type]
        self._least, self._sure = (SEEN, SPELLED) if named else (LINK, SURE)

    def screen(self, as_of: date, today: date) -> Figure:
        """The figure with the answers of both days, and the difference."""
        then = self._ask(as_of, self._figure.countries)
        link, why = self._link(then)
        same = self._share_office(then.matches[0]) if then.matches else None
        told = f"The office in the article, {same.office}, is one of the listing: {same.position}." if same else ""
        known = replace(self._figure, screening=then, link=link, not_linked=why, office_told=told)
        if today <= as_of:
            return known
        now = self._ask(today, self._figure.countries)
        link_today, _ = self._link(now)
        return replace(known, today=now, link_today=link_today, change=compare_days(then, link, now, link_today))

    def _ask(self, day: date, countries: Sequence[str], limit: int = 10) -> Screening:
        figure = self._figure
        told: dict[str, Sequence[str]] = {"flag" if self._schema == "Vessel" else "country": countries}
        if figure.imo_numbers:
            told["imoNumber"] = figure.imo_numbers
        party = Party(id=figure.id, schema=self._schema, name=figure.name, **told)
        return self._screener.screen(party, as_of=day, threshold=self._least, limit=limit)

    def _link(self, screening: Screening) -> tuple[Match | None, str]:
        """The match that the party is taken for, or None and why not."""
        best: Match | None = screening.matches[0] if screening.matches else None
        if best is None:
            return None, ""
        if not can_match(self._schema, best.schema):
            return None, f"a {self._schema} is no {best.schema}"
        if against := next((e for e in best.evidence if e.outcome == "conflicts"), None):
            return None, against.sentence
        if best.score < LINK:
            return None, f"a score of {best.score:.2f} is not enough"
        if self._schema == "Vessel":
            why = "" if _agrees(best, "identifier") else "the article gives the ship's name only, not its IMO number"
        else:
            doubt = self._doubt_person if self._schema == "Person" else self._doubt_organization
            why = doubt(best, screening.as_of)
        return (None, why) if why else (best, "")

    def _doubt_person(self, best: Match, day: date) -> str:
        """Why the person is not taken for the entry, or empty."""
        words = _count_words(self._figure.name)
        if words < 2:
            return "the article gives one word of the name only"
        sure = best.strong and best.score >= self._sure
        full = sure and (words > 2 or _is_rare(self._figure.name)) and not self._is_transcribed(best)
        same = self._share_office(best)
        if full or (sure and same is not None and same.telling) or self._shares_territory(best, day, at_home=sure):
            return ""
        return MANY_BEAR if sure else ONLY_ALIKE

    def _is_transcribed(self, match: Match) -> bool:
        """Whether signs of a script without words stand for a name in letters: Kim Song Il is written in many ways, and so are others who read alike."""
        listed = next((e.entity_value for e in match.evidence if e.comparison == "name"), "")
        return _has_signs(self._figure.name) and not _has_signs(listed)

    def _share_office(self, match: Match) -> SameOffice | None:
        """The office that the person holds in the article and the entry too; another one is no evidence against, people hold many."""
        return find_same_office(self._figure.offices, match.positions) if self._schema == "Person" else None

    def _doubt_organization(self, best: Match, day: date) -> str:
        """The same of an organisation: ordinary words and places tell nobody, one word only with its territory."""
        telling = self._count_telling()
        home = self._x.data["home_territory"]
        abroad = any(code.lower() != home for code in self._figure.countries)
        own = _agrees(best, "territory") and (abroad or best.score >= SURE)
        if telling < 2 and not (telling and own) and not (best.strong and best.score >= SURE and own):
            return "the article gives one word of the name only" if telling else "the name has ordinary words only"
        if best.score >= SURE or own or self._shares_territory(best, day, at_home=False):
            return ""
        return ONLY_ALIKE

    def _count_telling(self) -> int:
        """Words of an organisation's name that are neither ordinary nor a territory's; signs of a script without words all tell."""
        if _has_signs(self._figure.name):
            return _count_words(self._figure.name)
        tokens = [t for t in split_tokens(self._figure.name) if t.is_word]
        places = {i + k for i in range(len(tokens)) if (at := territory_at(tokens, i, self._x)) for k in range(at[0])}
        words = (t.low for i, t in enumerate(tokens) if i not in places)
        return sum(w not in self._x.common and len(w) > 2 for w in words)

    def _shares_territory(self, match: Match, day: date, *, at_home: bool) -> bool:
        """Whether the report names a territory of the entry; that the report's own country is one says something of a sure name only."""
        home = self._x.data["home_territory"]
        codes = [c for c in self._report if at_home or c.lower() != home]
        if not codes:
            return False
        again = self._ask(day, codes, limit=MANY).matches
        return any(m.entity_id == match.entity_id and _agrees(m, "territory") for m in again)


def _count_words(name: str) -> int:
    """Words of a name without articles and initials; each sign of a script without words counts."""
    return sum(not INITIALS.fullmatch(name[u.start : u.end]) or is_sign(u.forms[0].key) for u in split_units(name))


def _has_signs(name: str) -> bool:
    return any(is_sign(unit.forms[0].key) for unit in split_units(name))


def _is_rare(name: str) -> bool:
    """Whether a word of the name is one that few bear."""
    return any(levels_of(word)[0] <= RARE for word in fold_name(name).split() if len(word) > 2)


def _agrees(match: Match, comparison: str) -> bool:
    return any(e.comparison == comparison and e.outcome == "agrees" for e in match.evidence)
