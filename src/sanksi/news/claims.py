"""Claims: direct quotes, indirect speech, denials, warnings, and the reporter's own sentences; each with speaker, stance and cue."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import cast as typed

from sanksi.news.cues import close_quote, cue_after, cue_before, ends_speech, goes_on, is_negated, is_title
from sanksi.news.speakers import (
    Scene,
    described_before,
    relative_before,
    speakers_after,
    speakers_before,
    subject_of,
    unnamed_after,
)
from sanksi.news.stance import calls_false, content_stance, hearsay, settle
from sanksi.news.tokens import CLOSING, OPENING, STRAIGHT, Quote, Token, find_quotes, split_sentences, split_tokens
from sanksi.news.values import Article, Claim, Speaker, Stance
from sanksi.news.words import Lexicon

MARKS = OPENING + CLOSING + STRAIGHT
NEARBY = 80
"""Tokens before and after a quote among which its cue and speaker stand; a bound that keeps long lines linear."""
HELD = 12
"""Paragraphs of one quote, at most, that wait for the speaker at its end."""
BARE = ("asks", "promises", "plans")
"""Stances whose words may be two: "berharap pengawasan diperketat"."""
INSERTED = 4
"""Words before a reporting clause that are only the subject of what follows it."""
SCARE = 3
"""A quote of so many words or fewer, without a cue beside it, is a word in quotation marks."""


@dataclass(slots=True)
class _Draft:
    """Claims as they are found."""

    scene: Scene
    claims: list[Claim] = field(default_factory=list)

    def add(
        self, start: int, end: int, cue: str, speakers: tuple[Speaker, ...], stance: str, *, quote: bool = False
    ) -> None:
        text = self.scene.text
        while start < end and (text[start].isspace() or text[start] in ",:;"):
            start += 1
        while end > start and (text[end - 1].isspace() or (not quote and text[end - 1] in ",;.*")):
            end -= 1
        if end <= start:
            return
        speakers = speakers or (Speaker(),)
        if speakers[0].reporter:
            stance = hearsay(split_tokens(text, start, end), self.scene.lexicon) or stance
        else:
            stance = content_stance(text[start:end], stance, self.scene.lexicon, quote=quote)
        conjunction = self.scene.lexicon.data["conjunctions"][0]
        self.claims.append(
            Claim(
                id="", start=start, end=end, text=text[start:end], cue=cue, speakers=speakers,
                stance=typed("Stance", stance), quote=quote, conjunction=conjunction,
            )
        )  # fmt: skip
        self.scene.note(speakers[0])


def find_claims(scene: Scene, article: Article) -> tuple[Claim, ...]:
    """All claims of the body, in order of the text."""
    draft = _Draft(scene)
    reporter = Speaker(name=article.author or article.publisher, reporter=True)
    quoted_before = False
    held: list[tuple[int, int]] = []
    for start, end in article.spans("body"):
        quotes = [close_quote(scene, q) for q in find_quotes(scene.text, start, end)]
        openings = [q.start for q in quotes]
        spoken = False
        known = len(draft.claims)
        for a, b in split_sentences(scene.text, start, end, quotes):
            inside = quotes[bisect_left(openings, a) : bisect_right(openings, b)]
            tokens = split_tokens(scene.text, a, b)
            before = len(draft.claims)
            direct = _direct(draft, tokens, inside, a, b, continued=quoted_before or spoken)
            _indirect(draft, tokens, inside, direct)
            spoken = spoken or bool(direct)
            if len(draft.claims) == before:
                draft.add(a, b, "", (reporter,), "asserts")
            _note_subject(scene, tokens, draft.claims[before:])
        quoted_before = spoken
        held = _carry_back(draft, held, quotes, (start, end), draft.claims[known:])
    offices = {key: " ".join(str(o) for o in figure.offices) for key, figure in scene.cast.figures.items()}
    ordered = sorted(draft.claims, key=lambda c: (c.start, -c.end))
    return settle(tuple(replace(c, id=f"c{i + 1}") for i, c in enumerate(ordered)), scene.text, offices, scene.lexicon)


def _carry_back(
    draft: _Draft,
    held: list[tuple[int, int]],
    quotes: Sequence[Quote],
    paragraph: tuple[int, int],
    claims: Sequence[Claim],
) -> list[tuple[int, int]]:
    """Give the paragraphs of a quote that were left open the speaker of the paragraph that closes it; the stretches still open."""
    start, end = paragraph
    said = [c for c in claims if c.quote]
    first = quotes[0] if quotes and not draft.scene.text[start : quotes[0].start].strip(MARKS + " \t") else None
    told = next((c for c in said if first and c.start <= first.start <= c.end), None)
    if held and told:
        stretches = dict(held[-HELD:])
        begins = sorted(stretches)
        tail = len(draft.claims)
        while tail and draft.claims[tail - 1].start >= begins[0]:
            tail -= 1
        kept: list[Claim] = []
        for c in draft.claims[tail:]:
            k = bisect_right(begins, c.start) - 1
            if not (c.speaker.reporter and k >= 0 and c.end <= stretches[begins[k]] + 1):
                kept.append(c)
        draft.claims[tail:] = kept
        for a in begins:
            draft.add(a, stretches[a], told.cue, told.speakers, told.stance, quote=True)
        held = []
    last = quotes[-1] if quotes else None
    if last is None or last.closed or last.end < end or any(c.start <= last.start <= c.end for c in said):
        return []
    return [*(held if last is first else []), (last.start - last.opened, last.end)]


def _note_subject(scene: Scene, tokens: Sequence[Token], claims: Sequence[Claim]) -> None:
    """The reporter's sentence about a person makes that person the one "dia" means next; so does "hal senada disampaikan X"."""
    x = scene.lexicon
    if not tokens or any(not c.speaker.reporter for c in claims):
        return
    for k, t in enumerate(tokens):
        if t.low in x.data["cues"]["told_by"] and (speakers := speakers_after(scene, tokens, k + 1)):
            scene.note(speakers[0])
            return
    if subject := subject_of(scene, tokens):
        scene.last = subject


def _direct(
    draft: _Draft, tokens: list[Token], quotes: Sequence[Quote], a: int, b: int, *, continued: bool
) -> list[Quote]:
    """Claims of the direct quotes of a sentence; the quotes that became claims."""
    scene = draft.scene
    taken: list[Quote] = []
    starts = [t.start for t in tokens]
    previous: tuple[str, tuple[Speaker, ...]] | None = None
    for n, q in enumerate(quotes):
        words = scene.text[q.start : q.end].split()
        bound = quotes[n + 1].start - 1 if n + 1 < len(quotes) else b
        i, j = bisect_left(starts, q.end), bisect_left(starts, q.start)
        after = [t for t in tokens[i : i + NEARBY] if t.end <= bound and t.text not in MARKS + ","]
        floor = quotes[n - 1].end + 1 if n else a
        before = [t for t in tokens[max(0, j - NEARBY) : j] if t.start >= floor and t.text not in MARKS]
        if is_title(scene, q, before):
            continue
        found = cue_after(scene, after) or cue_before(scene, before)
        if found is None and previous and len(words) > SCARE and goes_on(scene.lexicon, before):
            found = previous
        if found is None and len(words) > SCARE and not before and (len(after) < 2) and scene.last:
            found = ("", (scene.last,)) if continued or not after else None
        if found is None or (len(words) <= SCARE and not ends_speech(scene.text, q)):
            continue
        cue, speakers = found
        low = cue.lower().removesuffix(scene.lexicon.data["pronoun_suffix"]) if cue else ""
        stance = scene.lexicon.stance("quote_after", low) or scene.lexicon.stance("verbs", cue.lower()) or "asserts"
        draft.add(q.start - q.opened, q.end + q.closed, cue, speakers, stance, quote=True)
        taken.append(q)
        previous = found
    return taken


def _indirect(draft: _Draft, tokens: list[Token], quotes: Sequence[Quote], direct: Sequence[Quote]) -> None:
    """Claims of the words outside the direct quotes of a sentence."""
    scene, x = draft.scene, draft.scene.lexicon
    starts = [t.start for t in tokens]
    said = {s for q in direct for s in starts[bisect_left(starts, q.start - 1) : bisect_right(starts, q.end)]}
    quoted = {s for q in quotes for s in starts[bisect_left(starts, q.start) : bisect_left(starts, q.end)]}
    outside = [t for t in tokens if t.start not in said]
    if not outside:
        return
    speakers: tuple[Speaker, ...] = (scene.last,) if direct and scene.last else ()
    floor = 0
    if not direct and (_according(draft, outside) or _passive(draft, outside) or _trailing(draft, outside)):
        return
    k = 0
    while k < len(outside):
        found = None if outside[k].start in quoted else _verb_or_noun(scene, outside, k)
        if found and found[0] and found[2] == "asks" and outside[found[0] - 1].low in x.data["relative"]:
            found = None  # "who asked not to be named"
        if found is None:
            k += 1
            continue
        first, past, stance = found
        fresh = not speakers
        chained = first > 0 and _chained(outside, first, floor, x)
        if fresh and not direct:
            speakers = relative_before(scene, outside, first) or speakers_before(scene, outside, floor, first)
            if not speakers and (aside := _aside(outside, floor, first)):
                speakers = speakers_before(scene, outside, floor, aside) or described_before(
                    scene, outside, floor, aside
                )
            if not speakers and stance != "threatens":  # "banjir mengancam desa" is no speech
                speakers = described_before(scene, outside, floor, first)
        elif not chained:
            turn = _turn(outside, floor, first, x)
            others = speakers_before(scene, outside, turn, first) if turn and not direct else ()
            if not others:
                k = past
                continue
            speakers = others
        content = _content(
            scene,
            outside,
            past,
            bare=outside[first].low in x.data["cues"]["object_too"] or past - first > 1 or stance in BARE,
        )
        words = [w for w in outside[past:] if w.is_word]
        if stance in ("denies", "doubts") and words and all(w.low in x.data["mere"] for w in words):
            content = outside[first].start  # "denied this": the pronoun alone would say nothing
        elif content is None and stance == "denies":  # "denied wrongdoing", "Pyongyang membantahnya"
            content = next((w.start for w in words), outside[first].start)
        if content is not None and past - first > 1 and outside[past - 1].low in x.data["cues"]["nouns"]:
            if past < len(outside) and outside[past].start == content:  # "menolak tuduhan polisi"
                content = outside[past - 1].start
        if not speakers or content is None:
            if fresh:
                speakers = ()
            k = past
            continue
        if (
            fresh is False
            and draft.claims
            and draft.claims[-1].end > outside[first].start
            and not draft.claims[-1].quote
        ):
            turn = _turn(outside, floor, first, x)
            _cut(draft, outside[turn - 1 if turn and not chained else first].start)
        draft.add(content, outside[-1].end, scene.text[outside[first].start : outside[past - 1].end], speakers, stance)
        if stance in ("denies", "doubts"):
            _claim_of_another(draft, outside, past, content)
        floor, k = past, past


def _claim_of_another(draft: _Draft, t: list[Token], past: int, content: int) -> None:
    """The claim that a denial names with its speaker: "rejected Ukraine's claim that ..."."""
    scene, x = draft.scene, draft.scene.lexicon
    between = [w for w in t[past:] if w.start < content]
    if not any(w.low in x.data["cues"]["nouns"] for w in between) or between[-1].low not in x.data["cues"]["that"]:
        return
    if named := [m for m in scene.mentions(between[0].start, content) if m.type in ("PER", "ORG", "GOV", "LOC")]:
        last = scene.last
        draft.add(content, t[-1].end, between[-1].text, (scene.speaker(named[0]),), "alleges")
        scene.last = last


def _verb_or_noun(scene: Scene, t: Sequence[Token], k: int) -> tuple[int, int, str] | None:
    """A cue at token k: (first token, past-last token, stance)."""
    x = scene.lexicon
    cues = x.data["cues"]
    if t[k].low in cues["noun_verbs"]:
        for j in range(k + 1, min(k + 5, len(t))):
            noun = t[j].low.removesuffix(x.data["pronoun_suffix"]) if x.data["pronoun_suffix"] else t[j].low
            stance = x.stance("nouns", noun)
            if (
                stance
                and j + 1 < len(t)
                and (t[j + 1].low in cues["that"] or t[j + 1].low in ("tentang", "soal", "about", "over", "atas"))
            ):
                return (k, j + 1, stance) if not is_negated(t, k, x) else None
    if k and t[k - 1].low in x.data["passive_verbs"]:
        return None  # "were denied by X"
    if (n := x.phrases["cue_verbs"].at(t, k)) and not is_negated(t, k, x):
        return k, k + n, str(cues["verbs"][" ".join(w.low for w in t[k : k + n])])
    if t[k].low in cues["calls"]:
        named = t[k + 1 : k + 1 + NEARBY // 5]
        if calls_false(named, x):
            return k, k + 1, "denies"
        if any(w.text in MARKS for w in named):  # 'called the measures "illegal and cruel"'
            return k, k + 1, "asserts"
    suffix = x.data["pronoun_suffix"]
    if suffix and t[k].low.endswith(suffix) and (stance := x.stance("verbs", t[k].low.removesuffix(suffix))):
        return k, k + 1, stance
    return None


def _turn(t: list[Token], floor: int, k: int, x: Lexicon) -> int | None:
    """Where a clause with a subject of its own begins before the cue at token k: "..., but Tehran", "...; Moscow"."""
    for j in range(k - 1, max(floor, k - 12), -1):
        if t[j].text == ";":
            return j + 1
        if t[j].low in x.data["turns"] and t[j - 1].text == ",":
            return j + 1
    return None


def _aside(t: list[Token], floor: int, k: int) -> int | None:
    """Where words between commas before the cue at token k begin: "Tehran, in a statement, denied"."""
    if k < 3 or t[k - 1].text != ",":
        return None
    return next((j for j in range(k - 2, max(floor, k - 16), -1) if t[j].text == ","), None)


def _chained(t: Sequence[Token], k: int, floor: int, x: object) -> bool:
    """Whether a further cue continues the speaker: ", dan mengatakan", "seraya menambahkan"."""
    data = getattr(x, "data")  # noqa: B009 - the lexicon
    j = k - 1
    while j > floor and t[j].low in data["bridge"]:
        j -= 1
    joined = t[j].low in data["conjunctions"] or t[j].low in data["quote_glue"] or t[j].text in MARKS
    return joined or t[k].low in data["quote_glue"]  # "..., saying it had been paid"


def _content(scene: Scene, t: Sequence[Token], k: int, *, bare: bool) -> int | None:
    """Offset where what is said begins, after "kepada wartawan" and "bahwa"; None when nothing is said."""
    x = scene.lexicon
    ahead = range(k, min(k + 12, len(t)))
    that = next((j for j in ahead if t[j].low in x.data["cues"]["that"][:1]), None)
    if that is not None and any(x.phrases["cue_verbs"].at(t, j) for j in range(k, that)):
        that = None  # it belongs to a further cue
    if that is not None and that + 1 < len(t):
        between = t[k:that]
        if (
            not between
            or between[0].low in ("kepada", "di", "pada", "dalam", "to", "on", "in", "lagi", "kembali")
            or between[0].low in x.data["cues"]["nouns"]
            or x.language == "en"
        ):
            return t[that + 1].start
    words = [w for w in t[k:] if w.is_word]
    if len(words) >= (2 if bare else 3):
        return t[k].start
    return None


def _cut(draft: _Draft, at: int) -> None:
    last = draft.claims.pop()
    text = draft.scene.text
    end = at
    while end > last.start and not text[end - 1].isalnum():
        end -= 1
    for conjunction in draft.scene.lexicon.data["conjunctions"]:
        if text[last.start : end].endswith(" " + conjunction):
            end -= len(conjunction)
    while end > last.start and not text[end - 1].isalnum():
        end -= 1
    draft.claims.append(replace(last, end=end, text=text[last.start : end]))


def _according(draft: _Draft, t: list[Token]) -> bool:
    """ "Menurut X, ..." and "..., menurut X"."""
    scene, x = draft.scene, draft.scene.lexicon
    for k in range(len(t)):
        n = x.phrases["according"].at(t, k) or (k == 0 and x.language == "id" and x.phrases["quote_after"].at(t, k))
        if not n:
            if x.language == "id" and t[k].low == "menurutnya":
                draft.add(
                    t[k + 1].start if k == 0 and k + 1 < len(t) else t[0].start,
                    t[-1].end,
                    t[k].text,
                    (scene.pronoun(t[k].text),),
                    "asserts",
                )
                return True
            continue
        speakers = speakers_after(scene, t, k + n)
        if not speakers and x.phrases["according"].at(t, k):
            speakers = unnamed_after(scene, t, k + n)
        if speakers and not x.phrases["according"].at(t, k) and not scene.mentions(t[k + n].start, t[-1].end):
            continue  # "nilai transaksi itu" is a noun
        if not speakers:
            continue
        cue = scene.text[t[k].start : t[k + n - 1].end]
        stance = x.stance("nouns", t[k + n].low) or "asserts"  # "menurut dugaan X"
        comma = next(
            (j for j in range(k + n, len(t)) if t[j].text == "," and t[j].start >= _end_of(scene, t[k + n].start)), None
        )
        if k <= 2 and comma is not None and comma + 1 < len(t):
            draft.add(t[comma + 1].start, t[-1].end, cue, speakers, stance)
            return True
        if k > 2:
            a, b = _around(t, k, comma)
            draft.add(a, b, cue, speakers, stance)
            return True
    return False


def _around(t: list[Token], k: int, comma: int | None) -> tuple[int, int]:
    """The span of what is said around a clause of reporting that begins at token k: behind it when little stands before, "Pelatihan itu, kata X, berlangsung ..."."""
    before = sum(w.is_word for w in t[:k])
    if comma is not None and before <= INSERTED and sum(w.is_word for w in t[comma + 1 :]) > before:
        return t[comma + 1].start, t[-1].end
    return t[0].start, t[k - 1].end


def _end_of(scene: Scene, start: int) -> int:
    held = [m.end for m in scene.mentions(start, start + 80) if m.type in ("PER", "GOV", "ORG")]
    return held[0] if held else start


def _passive(draft: _Draft, t: list[Token]) -> bool:
    """ "Tuduhan itu dibantah oleh X", "the accusation was denied by X": what stands before is denied."""
    scene, x = draft.scene, draft.scene.lexicon
    by = x.data["by"]
    noun = x.stance("nouns", t[0].low) or (x.stance("nouns", t[1].low) if len(t) > 1 else None)
    that = next((j for j in range(min(4, len(t))) if t[j].low in x.data["cues"]["that"][:1]), None) if noun else None
    for k in range(1, len(t) - 1):
        stance = x.stance("passive", t[k].low)
        told = noun if t[k].low in x.data["cues"]["told_by"] else None
        after = k + 1 + (t[k + 1].low in by)
        if told and (speakers := speakers_after(scene, t, after) or unnamed_after(scene, t, after)):
            begin = 1 if that is None else that + 1
            end = next((j for j in range(begin, k) if t[j].text == ","), k)
            content = [w for w in t[begin:end] if w.is_word and w.low not in x.data["anaphora"]]
            if len(content) > 1 and content[0].low not in x.data["cues"]["told_by"]:
                past = end if end < k else k - (t[k - 1].low.endswith("mula"))
                draft.add(t[begin].start, t[past - 1].end, t[k].text, speakers, told)
                if end == k:
                    return True
            continue
        if not stance or is_negated(t, k, x) or (not x.data["pronoun_suffix"] and t[k + 1].low not in by):
            continue
        named = speakers_after(scene, t, after)
        if speakers := named or (unnamed_after(scene, t, after) if t[k + 1].low in by else ()):
            end = next((j for j in range(that or 0, k) if t[j].text == ","), k) if that is not None else k
            draft.add(t[that + 1 if that is not None else 0].start, t[end - 1].end, t[k].text, speakers, stance)
            return True
    return False


def _trailing(draft: _Draft, t: list[Token]) -> bool:
    """Speech reported without quotation marks: "..., kata X", "..., X said"."""
    scene, x = draft.scene, draft.scene.lexicon
    suffix = x.data["pronoun_suffix"]
    for k in range(3, len(t)):
        if t[k - 1].text != ",":
            continue
        low = t[k].low
        if stance := x.stance("quote_after", low):
            speakers = speakers_after(scene, t, k + 1)
        elif suffix and low.endswith(suffix) and (stance := x.stance("quote_after", low.removesuffix(suffix))):
            speakers = (scene.pronoun(t[k].text),)
        else:
            continue
        if speakers:
            a, b = _around(t, k - 1, next((j for j in range(k + 1, len(t)) if t[j].text == ","), None))
            draft.add(a, b, t[k].text, speakers, stance)
            return True
    return x.language == "en" and _trailing_subject(draft, t)


def _trailing_subject(draft: _Draft, t: list[Token]) -> bool:
    """English speech with its subject behind it: "..., a U.N. panel said on Thursday"."""
    scene, x = draft.scene, draft.scene.lexicon
    for k in range(len(t) - 1, max(4, len(t) - 14), -1):
        stance = x.stance("quote_after", t[k].low) or x.stance("verbs", t[k].low)
        if not stance or is_negated(t, k, x):
            continue
        if k + 1 < len(t) and t[k + 1].is_word and t[k + 1].low not in x.data["prepositions"]:
            return False  # what is said stands behind the cue
        comma = next((j for j in range(k - 1, max(2, k - 14), -1) if t[j].text == ","), None)
        if comma is not None and t[comma + 1].low in x.data["turns"]:
            return False
        if comma is None or (k + 1 < len(t) and t[k + 1].low in x.data["cues"]["that"]):
            return False
        if speakers := speakers_before(scene, t, comma + 1, k) or described_before(scene, t, comma + 1, k):
            draft.add(t[0].start, t[comma].start, t[k].text, speakers, stance)
            return True
    return False
