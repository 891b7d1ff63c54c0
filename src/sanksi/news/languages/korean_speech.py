"""Who says what in Korean: the verb of speech ends the sentence, its subject stands before with a particle, what is said ends in 고 or in a quotation."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple
from typing import cast as typed

from sanksi.news.answers import settle
from sanksi.news.scene import Scene
from sanksi.news.tokens import Quote, find_quotes
from sanksi.news.values import Article, Claim, Speaker, Stance

ENDINGS = {
    "하": ("했", "한다", "하며", "하고"),
    "히": ("혔", "힌다", "히며", "히고"),
    "이": ("였", "인다", "이며", "이고"),
    "리": ("렸", "린다", "리며", "리고"),
    "보": ("봤", "본다", "보며", "보고"),
}
"""What the last syllable of a stem becomes before the endings of past and present."""
JOINED = ("며", "라며", "이라며", "면서", "라면서", "이라면서")
QUOTED = ("라고", "이라고", "고", "라며", "이라며", "며", "면서", "라면서", "이라면서")
"""What follows the closing mark of a quotation that somebody speaks."""
BARE = ("asks", "promises", "threatens")
"""Stances of verbs that have what is wanted as their object: "자제를 촉구했다"."""
_REPORTED = re.compile(r"(?:다|라|자|냐|까)(?:고|며|면서)(?=[\s,])")
_OBJECT = re.compile(r"(?:을|를)(?=\s)")
_SUBJECT = re.compile(r"(?:은|는|께서는|이|가|께서|측은|도)(?=[\s,])")
_TOPIC = ("은", "는", "께서는", "측은", "도")
_ACCORDING = re.compile(r"에 따르면[\s,]*")
_PRONOUN = re.compile(r"(?<![가-힣])(?:그|그녀)(?:는|도)(?=\s)")
_END = re.compile(r"[.!?]+[\"”’')]*(?=\s|$)")


class _Subject(NamedTuple):
    """Who speaks, and where the words of the subject begin and end, the particle included."""

    speaker: Speaker
    start: int
    end: int
    topic: bool


def find_speech(scene: Scene, article: Article) -> tuple[Claim, ...]:
    """All claims of the body, in order of the text."""
    reporter = Speaker(name=article.author or article.publisher, reporter=True)
    claims: list[Claim] = []
    for start, end in article.spans("body"):
        quotes = find_quotes(scene.text, start, end)
        for a, b in _sentences(scene.text, start, end, quotes):
            inside = [q for q in quotes if a <= q.start and q.end <= b]
            found = _speech(scene, a, b, inside)
            claims += found or [_claim(scene.text, a, b, "", reporter, "asserts")]
            if found:
                scene.last = found[-1].speaker
    numbered = tuple(replace(c, id=f"c{i + 1}") for i, c in enumerate(sorted(claims, key=lambda c: c.start)))
    offices = {key: " ".join(figure.offices) for key, figure in scene.cast.figures.items()}
    return settle(numbered, scene.text, offices, scene.lexicon)


def _sentences(text: str, start: int, end: int, quotes: Sequence[Quote]) -> list[tuple[int, int]]:
    """Sentences; none ends within a quotation, nor at its end when the sentence goes on behind it."""
    out, first = [], start
    for m in _END.finditer(text, start, end):
        if any(q.start <= m.start() < q.end and m.end() <= q.end for q in quotes):
            continue
        out.append((first, m.end()))
        first = m.end()
        while first < end and text[first].isspace():
            first += 1
    return [*out, (first, end)] if first < end else out


def _speech(scene: Scene, a: int, b: int, quotes: Sequence[Quote]) -> list[Claim]:
    """What is said in a sentence, by its quotations, else by the clause before its verb."""
    text = scene.text
    if told := _ACCORDING.search(text, a, b):
        if speaker := _named_before(scene, a, told.start()):
            return [_claim(text, told.end(), b, "에 따르면", speaker, "asserts")]
    cue = _cue(scene, a, b, quotes)
    if cue is None:
        return []
    begins, ends, stance = cue
    subject = _subject(scene, a, begins, quotes)
    speaker = subject.speaker if subject else None
    if speaker is None and (spoken := _PRONOUN.search(text, a, begins)) and scene.last:
        speaker = replace(scene.last, text=spoken.group()[:-1])
        subject = _Subject(speaker, spoken.start(), spoken.end(), topic=True)
    said = [q for q in quotes if text.startswith(QUOTED, q.end + 1)]
    if said and (speaker or scene.last):
        who = speaker or scene.last or Speaker()
        word = text[begins:ends]
        return [_claim(text, q.start - 1, q.end + 1, word, who, _of_quote(scene, q, stance), quote=True) for q in said]
    if inner := _inner(scene, a, begins, quotes):
        clause, subject = inner
        return [_claim(text, a, clause, text[begins:ends], subject.speaker, _by_words(scene, (a, clause), stance))]
    if subject is None:
        return []
    begin = subject.end if subject.start <= a + 1 or subject.topic else a
    forms = (_OBJECT, _REPORTED) if stance == "denies" else (_REPORTED, _OBJECT) if stance in BARE else (_REPORTED,)
    ahead = next((found for form in forms if (found := list(form.finditer(text, begin, begins)))), [])
    if not ahead:
        return []
    end = ahead[-1].start() + (0 if ahead[-1].re is _OBJECT else 1)
    return [_claim(text, begin, end, text[begins:ends], subject.speaker, _by_words(scene, (begin, end), stance))]


def _inner(scene: Scene, a: int, begins: int, quotes: Sequence[Quote]) -> tuple[int, _Subject] | None:
    """Where a clause that is reported ends, and who stands between it and the verb of speech: "... 방침이라고 견본통신이 보도했다"."""
    for m in reversed(list(_REPORTED.finditer(scene.text, a, begins))):
        if subject := _subject(scene, m.end(), begins, quotes):
            return m.start() + 1, subject
    return None


def _claim(text: str, a: int, b: int, cue: str, speaker: Speaker, stance: str, *, quote: bool = False) -> Claim:
    while a < b and (text[a].isspace() or text[a] == ","):
        a += 1
    while b > a and (text[b - 1].isspace() or (not quote and text[b - 1] == ".")):
        b -= 1
    return Claim(
        id="", start=a, end=b, text=text[a:b], cue=cue, speakers=(speaker,), stance=typed("Stance", stance), quote=quote
    )


def _of_quote(scene: Scene, q: Quote, stance: str) -> str:
    """The stance of a quotation; where a further clause follows, the verb at its end is that of the clause: "...며 대응을 예고했다"."""
    joined = scene.text.startswith(JOINED, q.end + 1) and stance not in ("denies", "doubts")
    return _by_words(scene, q, "asserts" if joined else stance)


def _by_words(scene: Scene, span: Quote | tuple[int, int], stance: str) -> str:
    """The stance of a neutral verb, by what is said: "사실이 아니라고 말했다" denies."""
    a, b = (span.start, span.end) if isinstance(span, Quote) else span
    if stance == "asserts":
        for found in ("denies", "doubts", "alleges"):
            if any(words in scene.text[a:b] for words in scene.lexicon.data["content_stance"][found]):
                return found
    return stance


def _cue(scene: Scene, a: int, b: int, quotes: Sequence[Quote]) -> tuple[int, int, str] | None:
    """The last verb of speech outside the quotations: start, end, stance."""
    found = None
    for m in _verbs().finditer(scene.text, a, b):
        if not any(q.start <= m.start() < q.end for q in quotes):
            stem = m[1]
            found = m.start(), m.end(), str(scene.lexicon.data["cues"]["verbs"][_stems()[stem]])
    return found


@cache
def _stems() -> dict[str, str]:
    """What a stem becomes in the text, to the stem."""
    from sanksi.news.words import load_lexicon  # noqa: PLC0415 - read once

    verbs = load_lexicon("ko").data["cues"]["verbs"]
    return {stem[:-1] + ending: stem for stem in verbs for ending in ENDINGS[stem[-1]]}


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile("(" + "|".join(sorted(_stems(), key=len, reverse=True)) + ")" + r"[가-힣]*")


def _subject(scene: Scene, a: int, b: int, quotes: Sequence[Quote]) -> _Subject | None:
    """The first name or office with the particle of a topic, else the first with that of a subject."""
    found = [s for s in _subjects(scene, a, b) if not any(q.start <= s.start < q.end for q in quotes)]
    return next((s for s in found if s.topic), found[0] if found else None)


def _subjects(scene: Scene, a: int, b: int) -> list[_Subject]:
    out = []
    units = [(o.start, o.end, scene.office_speaker(o)) for o in scene.offices(a, b)]
    for m in scene.mentions(a, b):
        held = next((o.end for o in scene.offices(m.end, m.end + 2) if scene.text[m.end] == " "), m.end)
        units.append((m.start, held, scene.speaker(m)))
    for start, end, speaker in sorted(units, key=lambda u: (u[0], -u[1])):
        if particle := _SUBJECT.match(scene.text, end):
            out.append(_Subject(speaker, start, particle.end(), particle.group() in _TOPIC))
    return out


def _named_before(scene: Scene, a: int, end: int) -> Speaker | None:
    """The name or office that ends at an offset."""
    named = [m for m in scene.mentions(a, end) if m.end == end]
    held = [o for o in scene.offices(a, end) if o.end == end]
    return scene.speaker(named[-1]) if named else scene.office_speaker(held[-1]) if held else None
