"""What a page says about its report: JSON-LD, meta elements, and what stands visibly at its head and foot."""

import json
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from itertools import islice
from typing import Any

from sanksi.news.values import Article
from sanksi.news.words import LANGUAGES, WITH_WORDS, Lexicon, load_lexicon
from sanksi.news.zones import read_stamp

_STAMP = re.compile(
    r"(\d{4})[-/](\d\d)[-/](\d\d)(?:[T ](\d\d:\d\d)(?::\d\d(?:\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?)?", re.ASCII
)
_RFC_2822 = re.compile(r"[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d", re.ASCII)
_LONGEST = 500
_HEAD_LINE = 90
"""Letters of the longest line between a heading and its report."""

_LARGEST_DATA = 500_000
"""Characters of the largest JSON-LD taken apart: a whole report fits in a tenth."""

_KINDS = ("article", "posting", "report", "videoobject")
_AUTHOR_KEYS = ("content_author", "parsely-author", "dc.creator", "sailthru.author", "article:author", "author")
_STAMP_KEYS = (
    "article:published_time", "datepublished", "parsely-pub-date", "publishdate", "pubdate", "content_publisheddate",
    "dc.date.issued", "dc.date", "date",
)  # fmt: skip
_RIGHTS = re.compile(
    r"(?i)(?:©|\(c\)|copyright|hak cipta)[\s©]*(?:\d{4}(?:\s*[-–]\s*\d{4})?)?[\s,.]*([^\d©|]{2,60}?)(?:\d{4}.*)?[\s,.|]*(?:all rights.*)?$"
)


def read_metadata(root: Any) -> Article:
    """Title, time of publication, author, editor and publisher of a page; None for what it does not say."""
    meta: dict[str, str] = {}
    for node in root.iter("meta"):
        name = (node.get("property") or node.get("name") or node.get("itemprop") or "").lower()
        if name and (content := (node.get("content") or "").strip()):
            meta.setdefault(name, content[:_LONGEST])
    linked = _news_article(root, meta.get("og:title"))
    language = (root.get("lang") or meta.get("language") or str(linked.get("inLanguage") or ""))[:2].lower()
    publisher = _name(linked.get("publisher")) or meta.get("og:site_name") or meta.get("application-name")
    stamp = _text(linked.get("datePublished") or linked.get("uploadDate"))
    stamp = stamp or next((meta[k] for k in _STAMP_KEYS if k in meta), "")
    shown = _visible_stamps(root, language)
    people = _visible_people(root, language)
    named = meta.get("content_author") or _name(linked.get("author")) or _first_person(meta)
    if named and publisher and _is_outlet(named, publisher):
        named = people.get("author")  # "author" of many templates is the outlet itself
    return Article(
        title=_title(root, _text(linked.get("headline")), meta.get("og:title"), publisher),
        published_at=_with_shown_zone(_instant(stamp, indonesian=language == "id"), shown) or next(iter(shown), None),
        author=named or people.get("author"),
        editor=meta.get("content_editor") or _name(linked.get("editor")) or people.get("editor"),
        publisher=publisher or _holder_of_rights(root),
    )


def article_body(root: Any) -> str:
    """The report as JSON-LD carries it, or empty."""
    return _text(_news_article(root).get("articleBody")) or ""


def _title(root: Any, headline: str | None, shared: str | None, publisher: str | None) -> str | None:
    """The headline; of a window title without the outlet's name behind it, and as the heading has it when that says the same."""
    if headline:
        return " ".join(headline[:_LONGEST].split())
    window = next((_flat(node) for node in root.iter("title")), "")
    headings = [text for node in islice(root.iter("h1", "h2"), 20) if (text := _flat(node))]
    title = " ".join((shared or window or next(iter(headings), "")).split())
    head, bar, tail = title.rpartition(" | ") if " | " in title else title.rpartition(" - ")
    if bar and publisher and tail.casefold().startswith(publisher.casefold()):
        title = head
    for heading in headings:
        if len(heading) > 12 and (title.startswith(heading) or heading.startswith(title) or window.startswith(heading)):
            return heading
    return title or None


def _news_article(root: Any, shared: str | None = None) -> dict[str, Any]:
    """The linked data of this report, with what it names by `@id` looked up; empty when there is none.

    A page carries those of other reports too (lists, updates of a live report, a video of years ago): it is the one that says the title
    which the page shows; else the first, if that is no video.
    """
    found: list[dict[str, Any]] = []
    nodes: dict[str, dict[str, Any]] = {}
    for node in root.iter("script"):
        if "ld+json" not in (node.get("type") or "") or len(node.text or "") > _LARGEST_DATA:
            continue
        try:
            data = json.loads(node.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _items(data):
            if isinstance(item.get("@id"), str):
                nodes.setdefault(item["@id"], item)
            if any(kind.endswith(_KINDS) for kind in _kinds(item)):
                found.append(item)
    found.sort(key=lambda item: "videoobject" in _kinds(item))
    titles = [shared or "", *(_flat(node) for node in islice(root.iter("h1", "title"), 10))]
    keys = [key for title in titles if (key := _key(title))]
    best = next((item for item in found if _says_title(item, keys)), None)
    if best is None and (not found or "videoobject" in _kinds(found[0])):
        return {}
    best = best or found[0]
    return best | {key: _looked_up(best[key], nodes) for key in ("author", "editor", "publisher") if key in best}


def _items(data: Any) -> Iterator[dict[str, Any]]:
    todo = [data]
    for item in islice(todo, 1000):  # it grows below; a page of nested graphs ends here
        if isinstance(item, list):
            todo += item[:1000]
        elif isinstance(item, dict):
            yield item
            todo += [item[key] for key in ("@graph", "mainEntity") if key in item]


def _kinds(item: dict[str, Any]) -> list[str]:
    kind = item.get("@type", "")
    return [str(k).lower() for k in (kind[:20] if isinstance(kind, list) else [kind])]


def _says_title(item: dict[str, Any], titles: list[str]) -> bool:
    """Whether its headline is one of the titles, or the greater part of one: a window title has the outlet behind it."""
    own = _key(_text(item.get("headline")) or _text(item.get("name")) or "")
    return any(own == title or (len(own) > 15 and own in title) for title in titles) if own else False


def _looked_up(value: Any, nodes: dict[str, dict[str, Any]]) -> Any:
    """What is given as `{"@id": ...}` alone, as the node of that id says it."""
    if isinstance(value, list):
        return [_looked_up(v, nodes) for v in value[:20] if not isinstance(v, list)]
    if isinstance(value, dict) and "name" not in value and isinstance(value.get("@id"), str):
        return nodes.get(value["@id"], value)
    return value


def _key(text: str) -> str:
    return "".join(c for c in text[:_LONGEST].casefold() if c.isalnum())


def _text(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _flat(node: Any) -> str:
    return " ".join("".join(islice(node.itertext(), 50))[:_LONGEST].split())


def _name(value: Any, depth: int = 0) -> str | None:
    if depth > 3:  # a person in a list in a person; deeper, nobody means it
        return None
    if isinstance(value, list):
        return ", ".join(n for v in value[:20] if (n := _name(v, depth + 1))) or None
    name = _name(value.get("name"), depth + 1) if isinstance(value, dict) else _text(value)
    return name[:_LONGEST] if name else None


def _first_person(meta: dict[str, str]) -> str | None:
    return next((meta[k] for k in _AUTHOR_KEYS if k in meta and "://" not in meta[k]), None)


def _instant(stamp: str, *, indonesian: bool) -> str | None:
    """ISO local time; a UTC instant of an Indonesian page is told in its local time (WIB), since the text counts its days so."""
    if _RFC_2822.match(stamp):
        try:
            return parsedate_to_datetime(stamp[:60]).isoformat(timespec="minutes")
        except ValueError:
            return None
    m = _STAMP.match(stamp)
    if m is None:
        return None
    try:
        day = date(int(m[1]), int(m[2]), int(m[3]))
    except ValueError:
        return None
    if not 1900 <= day.year <= 2100:
        return None
    offset = "+00:00" if m[5] == "Z" else m[5] or ""
    try:
        when = datetime.fromisoformat(f"{day.isoformat()}T{m[4]}{offset}")
    except ValueError:  # no time, or one that no clock shows
        return day.isoformat()
    if indonesian and when.utcoffset() == timedelta(0):
        when = when.astimezone(timezone(timedelta(hours=7)))
    return when.isoformat(timespec="minutes")


def _with_shown_zone(stamp: str | None, shown: list[str]) -> str | None:
    """The instant as the page shows it, when that is the same one: metadata in UTC does not say whether it was WIB, WITA or WIT."""
    if stamp is None:
        return None
    told = datetime.fromisoformat(stamp)
    for text in shown:
        seen = datetime.fromisoformat(text)
        if seen.tzinfo is None:
            continue
        if seen.replace(tzinfo=None) == told if told.tzinfo is None else seen == told:
            return text
        if len(stamp) == 10 and text.startswith(stamp):
            return text
    return stamp


def _visible_stamps(root: Any, language: str) -> list[str]:
    """Days and times that the page shows in elements named for it, the first ones; without such, a day with a clock behind the heading."""
    lexicons = _lexicons(language)
    stamps = []
    for node in islice(root.iter("time", "p", "span", "div", "li"), 5000):
        named = f"{node.get('class') or ''} {node.get('id') or ''} {node.tag}"[:300].lower()
        if len(node) < 6 and ("date" in named or "time" in named or "publish" in named):
            attribute, text = (node.get("datetime") or "")[:60], "".join(islice(node.itertext(), 20))[:120]
            told = _STAMP.search(f"{attribute} {text}")
            stamp = next((s for lexicon in lexicons if (s := read_stamp(text, lexicon))), None)
            if told and not (stamp and "+" in stamp):
                stamp = _instant(told.group(), indonesian=False)
            stamps += [stamp] if stamp else []
        if len(stamps) == 5:
            break
    return (
        stamps or [s for text in _behind_heading(root) for x in lexicons if (s := read_stamp(text, x)) and "T" in s][:1]
    )


def _visible_people(root: Any, language: str) -> dict[str, str]:
    """Author and editor that lines behind the heading name: "Reporter Rini Contoh", in an element of their own and without a colon."""
    people: dict[str, str] = {}
    for text in _behind_heading(root):
        label, _, name = text.partition(" ")
        for lexicon in _lexicons(language):
            for zone in ("author", "editor"):
                if (
                    label.strip(":").lower() in lexicon.data["zones"][zone]
                    and name[:1].isupper()
                    and name.count(" ") < 5
                ):
                    people.setdefault(zone, name.strip(" :"))
    return people


def _behind_heading(root: Any) -> list[str]:
    """Short lines of elements that follow the heading, before the report begins."""
    nodes = root.iter("h1", "p", "span", "div", "li", "small")
    lines = []
    if any(node.tag == "h1" for node in nodes):
        for node in islice(nodes, 40):
            text = _flat(node)
            if len(text) > _HEAD_LINE and node.tag == "p":
                break
            if 0 < len(text) <= _HEAD_LINE:
                lines.append(text)
    return lines


def _lexicons(language: str) -> list[Lexicon]:
    own = (language,) if language in WITH_WORDS else ()
    return [load_lexicon(code) for code in dict.fromkeys((*own, *LANGUAGES))]


def _is_outlet(author: str, publisher: str) -> bool:
    """Whether an author is the outlet: its name, or its address."""
    own, other = _key(author), _key(publisher)
    return own == other or (" " not in author.strip() and "." in author and own.startswith(other))


def _holder_of_rights(root: Any) -> str | None:
    """Whom the foot of the page names behind its copyright sign: what a page without metadata says of its publisher."""
    for node in root.iter("p", "div", "span", "footer", "small", "li", "address"):
        line = (node.text or "").strip()[:200]
        if not line or not (m := _RIGHTS.match(line)):
            continue
        name = m[1].strip(" .,")
        if any(c.isalpha() for c in name) and len(name.split()) <= 6 and "right" not in name.lower():
            return name
    return None
