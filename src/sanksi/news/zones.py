"""Zones of a plain-text report: title, publication line, captions, body, read-also lines, footer; line by line, in one pass."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from sanksi.news.tokens import split_tokens
from sanksi.news.values import Article, Zone
from sanksi.news.words import Lexicon

_TIME = re.compile(
    r"(?:\b|(?<=\dT))([01]?\d|2[0-3])[.:]([0-5]\d)(?:[.:][0-5]\d)?(?:\s*([AaPp])\.?[Mm]\b\.?)?(?:\s*([A-Za-zА-Я]{2,4})\b(?!\s*[+-]))?"
)
_OFFSET = re.compile(r"\s*\(?(?:UTC|GMT)?\s?([+-])(0?\d|1[0-4]):?([0-5]\d)?\b")
_DATELINE = re.compile(r"^((?:[A-Z(\d][\w.,/()-]*\s){0,4}?[A-Z(\d][\w.,/()-]*)\s+(?:-{1,2}|–|—)\s+(?=\S)")
_LABEL = re.compile(r"^\W*([^\W\d][\w '-]{1,30}?)\s*[:：]\s*(.*)$")
_LONE_DATELINE = re.compile(r"^[A-Z][\w.,/() -]{1,50}?\s*(?:-{1,2}|–|—)$")
_CREDIT = re.compile(
    r"\(([^()]{3,80})\)[\s/.]*$|\.\s?/\s*([^/.]{3,60}?)[\s/]*$|\b(?:Foto|Photo|Dok)\s?[:.]\s?([^:]{3,60})$|(?<=\. )([A-Z]{3,20}/[A-Z][^/.]{2,40})$"
)
"""Whom a caption credits at its end: "(Outlet/Name)", "./Name", "Foto: Name", ". OUTLET/Name"."""

_BY = re.compile(r"(?:[Bb]y|[Oo]leh|BY|OLEH)\s*:?\s+(?=[A-Z])")
_NOTE = re.compile(r"[(\[]\s*([^()\[\]]{3,200})[)\]]")
_SENTENCE = re.compile(r"(?<=[.!?\"”)])\s+(?=[A-Z])")
_PAGE_OF = re.compile(r"(?i)(?:page|halaman|hal\.?)\s*\d{1,3}\s*(?:of|dari|/)\s*\d{1,3}$")
_POSTED_BY = re.compile(r"[-–—]\s[^(@]{1,80}\(@\w{1,40}\)")
_SITE = re.compile(r"\w\.[A-Za-z]{2,}$")
"""The name of an outlet that is its address."""

_HANGUL = re.compile("[가-힣]")
_INITIALS = re.compile(r"^\(?[a-z]{2,4}(?:/[a-z]{2,4}){1,3}\)?\.?$")


@dataclass(slots=True)
class _State:
    zones: list[Zone] = field(default_factory=list)
    title: str | None = None
    published: str | None = None
    dateline: str | None = None
    found: dict[str, str] = field(default_factory=dict)
    body_began: bool = False
    footer: bool = False
    read_also_next: bool = False
    label_alone: str = ""


def read_zones(
    text: str, lexicon: Lexicon, *, known: Article | None = None, marks: Mapping[int, str] | None = None
) -> Article:
    """Find the zones and what the page says about itself.

    Args:
        text: the report.
        lexicon: of its language.
        known: what metadata already told; it stands.
        marks: offset of a line to what the page's elements say it is.
    """
    state = _State(title=known.title if known else None)
    lines = [(m.start(), m.group().rstrip()) for m in re.finditer(r"[^\n]+", text)]
    lines = [(start + len(line) - len(line.lstrip()), line.strip()) for start, line in lines if line.strip()]
    long_after = _long_lines_after(lines)
    for k, (start, line) in enumerate(lines):
        mark = (marks or {}).get(start, "")
        _place(state, lexicon, start, line, mark, first=k == 0, more_body=long_after[k] or mark in ("text", "item"))
    article = Article(
        title=state.title,
        published_at=state.published,
        language=lexicon.language,
        author=state.found.get("author"),
        editor=state.found.get("editor"),
        publisher=_outlet(state.dateline, lexicon),
        source=state.found.get("source"),
        dateline=state.dateline,
        zones=tuple(state.zones),
    )
    if known is None:
        return article
    told = {
        k: v for k in ("title", "published_at", "author", "editor", "publisher", "source") if (v := getattr(known, k))
    }
    return replace(article, **told)


def _long_lines_after(lines: list[tuple[int, str]]) -> list[bool]:
    out, seen = [], False
    for _, line in reversed(lines):
        out.append(seen)
        seen = seen or _is_running(line)
    return out[::-1]


def _is_headline(line: str) -> bool:
    """Whether a line is written like a headline: no full stop, and most words with a capital."""
    words = [word for word in line.split() if word[0].isalpha()]
    return (
        len(words) > 2
        and line[-1].isalnum()
        and len(line) < 160
        and sum(w[0].isupper() for w in words) > 0.6 * len(words)
    )


def _is_running(line: str) -> bool:
    """Whether a line is running text: long enough, and ended like a sentence."""
    ended = line.rstrip("*\"”’') ")[-1:] in ".?!…,:;" or line[-1] in '”"'
    words = line.count(" ") + 1
    return (words >= 6 and ended) or words >= 25


def _place(state: _State, lexicon: Lexicon, start: int, line: str, mark: str, *, first: bool, more_body: bool) -> None:
    def add(zone: str, a: int = 0, b: int | None = None) -> None:
        state.zones.append(Zone(zone=zone, start=start + a, end=start + (len(line) if b is None else b)))

    labels = lexicon.data["zones"]
    low = line.lower()
    if state.title and low == state.title.lower():
        add("title")
        return
    if state.read_also_next:
        state.read_also_next = _is_headline(line)  # a cue alone may head several
        if state.read_also_next or (not _is_running(line) and mark not in ("text", "item")):
            add("read_also")
            return
    if mark == "read_also" or _is_read_also(low, labels["read_also"]):
        state.read_also_next = low.rstrip(" :：") in labels["read_also"]
        add("read_also")
        return
    if _place_labelled(state, lexicon, line, add, more_body=more_body):
        return
    if mark == "tags" or low.strip(" :*#") in labels["tags"]:
        state.footer = state.footer or not mark
        add("tags")
        return
    if mark == "widgets" or _is_widget(line, labels["widgets"], labels["invitations"], body_began=state.body_began):
        state.footer = state.footer or (state.body_began and not more_body)
        add("widgets")
        return
    if _INITIALS.match(line) or _POSTED_BY.match(line) or _names_contributors(low, labels["contributors"]):
        add("byline")
        return
    if first and not _is_running(line) and state.title is None:
        state.title = line
        add("title")
        return
    if (
        len(line) < 90
        and (mark not in ("text", "item") or not state.body_began)
        and (stamp := read_stamp(line, lexicon))
        and _is_stamp_only(line)
    ):
        state.published = state.published or stamp
        add("published")
        return
    _place_marked(state, lexicon, line, mark, add, more_body=more_body)


def _place_marked(
    state: _State, lexicon: Lexicon, line: str, mark: str, add: Callable[..., None], *, more_body: bool
) -> None:
    """Lines whose element says what they are; the others by their text."""
    running = (
        mark == "item"
        or _is_running(_NOTE.sub("", line))
        or (mark == "text" and (state.body_began or line[-1] in '.?!"”'))
    )
    if mark == "caption":
        _add_caption(line, add)
    elif mark == "subheading":
        add("subheading")
    elif mark == "author" and (by := _BY.match(line)):
        state.found.setdefault("author", line[by.end() :].strip(" .,"))
        add("author")
    elif not running and (
        mark in ("published", "author") or (mark == "text" and len(line) < 60 and not _LONE_DATELINE.match(line))
    ):
        add("byline")  # "Name - Outlet", a time of a live report
    else:
        _place_text(state, lexicon, line, add, running=running, more_body=more_body)


def _place_labelled(state: _State, lexicon: Lexicon, line: str, add: Callable[..., None], *, more_body: bool) -> bool:
    """Lines that name what they are: "Editor: ...", "Penulis: ... | Editor: ...", "Reporting by ...; Editing by ..."."""
    labels = lexicon.data["zones"]
    if state.label_alone:  # "Reporter" on a line, the name on the next
        zone, state.label_alone = state.label_alone, ""
        if line[0].isupper() and line.count(" ") < 5 and not _is_running(line):
            state.found.setdefault(zone, line)
            add(zone)
            return True
    if not state.body_began and line.lower() in labels["person_labels"]:
        state.label_alone = _labelled(line.lower(), labels) or ""
        add("byline")
        return True
    told = [_told(part.strip(), labels) for part in re.split(r"\s\|\s|;", line)] if len(line) < 160 else []
    if not told or not told[0]:
        return False
    zone = told[0][0]
    for kind, value in filter(None, told):
        if kind == "published":
            state.published = state.published or read_stamp(value, lexicon)
        elif kind not in ("caption", "tags"):
            state.found.setdefault(kind, value)
    state.footer = state.footer or (
        state.body_began and not more_body and zone in ("editor", "source", "author", "tags")
    )
    add(zone)
    return True


def _told(part: str, labels: dict[str, list[str]]) -> tuple[str, str] | None:
    """Zone and value of "Editor: Bayu Contoh" or "Editing by Tom Hale"; None for other words."""
    if (label := _LABEL.match(part)) and (zone := _labelled(label.group(1).lower(), labels)):
        return zone, label.group(2).strip(" *.")
    return _by_whom(part, labels)


def _place_text(
    state: _State, lexicon: Lexicon, line: str, add: Callable[..., None], *, running: bool, more_body: bool
) -> None:
    labels = lexicon.data["zones"]
    if state.footer and not (running and line.count(" ") > 11):
        add("widgets")
        return
    if dateline := _DATELINE.match(line):
        place = dateline.group(1)
        if not state.body_began and (place.isupper() or "," in place or running) and len(place) < 60:
            state.dateline = place
            state.published = state.published or read_stamp(place, lexicon)
            add("dateline", 0, dateline.end(1))
            state.body_began = True
            _add_body(line, dateline.end(), add, labels["read_also"])
            return
    if not state.body_began and _LONE_DATELINE.match(line):
        state.dateline = line.rstrip(" -–—")
        add("dateline", 0, len(state.dateline))
        return
    if running:
        state.body_began = True
        _add_body(line, 0, add, labels["read_also"])
        return
    if not state.body_began:
        if state.title is None:
            state.title = line
            add("title")
        elif by := _BY.match(line):
            state.found.setdefault("author", line[by.end() :].strip())
            add("author")
        else:
            _add_caption(line, add)
        return
    if more_body and line.count(" ") < 12 and line[-1] not in ".,":
        add("subheading")
    elif line.rstrip("*\"”’') ")[-1:] in ".?!,:;" or more_body:
        _add_body(line, 0, add, labels["read_also"])
    else:
        add("widgets")


def _add_caption(line: str, add: Callable[..., None]) -> None:
    """A caption, and whom it credits at its end."""
    credit = _CREDIT.search(line)
    if credit is None or credit.start() == 0:
        add("caption")
        return
    add("caption", 0, len(line[: credit.start()].rstrip()) + line[credit.start()].startswith("."))
    group = credit.lastindex or 0
    add("credit", credit.start(group), credit.end(group))


def _is_widget(line: str, cues: list[str], invitations: list[str], *, body_began: bool) -> bool:
    """A line that a cue begins, or an invitation with an address; a single word ("Terkait", "Latest") begins sentences of reports too."""
    low = line.lower()
    if _PAGE_OF.match(line) or ("://" in line and len(line) < 300 and low.startswith(tuple(invitations))):
        return True
    for cue in cues:
        if low.startswith(cue):
            if low.strip(" :*#»>") == cue:
                return True
            if not _is_running(line) or (" " in cue and (len(line) <= 160 or not body_began)) or not cue[0].isalpha():
                return True
    return False


def _notes(line: str, start: int, cues: list[str]) -> list[tuple[int, int]]:
    """Where read-also notes in brackets stand in a line."""
    return [
        note.span()
        for note in _NOTE.finditer(line, start)
        if any(
            head.startswith(cue) and (" " in cue or head[len(cue) :].lstrip()[:1] == ":")
            for head in (note[1].lower(),)
            for cue in cues
        )
    ]


def _names_contributors(low: str, cues: list[str]) -> bool:
    """A last line such as "Sam Example in Seoul contributed to this report."."""
    return len(low) < 200 and low.rstrip(" .*)").endswith(tuple(cues))


def _add_body(line: str, start: int, add: Callable[..., None], cues: list[str]) -> None:
    """The body of a line, without read-also notes in brackets and without one at its end."""
    cut = len(line)
    for a, b in _notes(line, start, cues):
        if line[start:a].strip():
            add("body", start, len(line[:a].rstrip()))
        add("read_also", a, b)
        start = b + len(line[b:]) - len(line[b:].lstrip())
    if not line[start:]:
        return
    for m in _SENTENCE.finditer(line, start):
        head = line[m.end() : m.end() + 40].lower()
        if any(head.startswith(cue) and head[len(cue) : len(cue) + 1] == ":" for cue in cues):
            cut = m.start()
            add("read_also", m.end(), len(line))
            break
    add("body", start, cut)


def _is_read_also(low: str, cues: list[str]) -> bool:
    head = low.lstrip(' *->»›▶•|[("“')
    for cue in cues:
        if head.startswith(cue):
            rest = head[len(cue) :]
            if (
                rest.lstrip()[:1] in (":", "：", "")
                or (" " in cue and (not _is_running(head) or (cue.endswith(("juga", "pula")) and len(head) < 200)))
                or (rest[:1] == " " and cue == "simak video")
            ):
                return True
    return False


def _by_whom(line: str, labels: dict[str, list[str]]) -> tuple[str, str] | None:
    """Zone and name of a line such as "Editing by Tom Hale"."""
    low = line.lower()
    for zone in ("author", "editor"):
        cue = next((w for w in labels[zone] if w.endswith(" by") and low.startswith(w + " ")), None)
        if cue and len(line) < 90:
            return zone, line[len(cue) :].strip(" .*")
    return None


def _labelled(label: str, labels: dict[str, list[str]]) -> str | None:
    for zone in ("author", "editor", "source", "published", "tags", "caption"):
        if label in labels[zone]:
            return zone
    return None


def _is_stamp_only(line: str) -> bool:
    few = 2 if _HANGUL.search(line) else 5  # particles and articles are parts of a Korean word
    return sum(t.text.isalpha() and len(t.text) > 2 for t in split_tokens(line)) <= few


def read_stamp(line: str, lexicon: Lexicon) -> str | None:
    """A publication stamp as ISO text: "14 September 2023, 16:22 WIB" is 2023-09-14T16:22+07:00; without a time, the day."""
    from sanksi.news.dates import read_day  # noqa: PLC0415 - dates reads no zones, zones reads one date

    day: date | None = read_day(line, lexicon)
    if day is None:
        return None
    for m in _TIME.finditer(line):
        hour, half, zone = int(m[1]), (m[3] or "").lower(), (m[4] or "").upper()
        plus = _OFFSET.match(line, m.end())
        if "." in m[0] and not (half or zone or plus):
            continue  # 14.09.2023 is a date
        if half and hour <= 12:
            hour = hour % 12 + (12 if half == "p" else 0)
        offset = lexicon.data["zone_offsets"].get(zone, "")
        if plus:
            offset = f"{plus[1]}{int(plus[2]):02d}:{plus[3] or '00'}"
        return f"{day.isoformat()}T{hour:02d}:{m[2]}{offset}"
    return day.isoformat()


def _outlet(dateline: str | None, lexicon: Lexicon) -> str | None:
    """The outlet in a dateline: "JAKARTA, KOMPAS.com" gives KOMPAS.com; a place alone gives None."""
    if not dateline:
        return None
    from sanksi.news.words import territory_at  # noqa: PLC0415

    last = dateline.split(",")[-1].strip(" ()")
    if inside := re.search(r"\(([^)]+)\)", dateline):
        last = inside.group(1)
    tokens = split_tokens(last)
    if tokens and tokens[0].text.isdigit():
        return None
    if site := next((part.strip() for part in dateline.split(",") if _SITE.search(part)), None):
        return site
    if tokens and territory_at(tokens, 0, lexicon):  # "WARTA CONTOH, Jakarta" names the outlet first
        return dateline.split(",")[0].strip() if "," in dateline else None
    return last if "," in dateline or "(" in dateline or len(last) > 3 else None
