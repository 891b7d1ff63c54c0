"""Claims: direct quotes, indirect speech, denials, warnings, and the reporter's own sentences; each with speaker, stance and cue."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import cast as typed

from sanksi.news.answers import settle
from sanksi.news.cues import (
    DASHES,
    aside_before,
    begins_name,
    clause_before,
    close_quote,
    content_at,
    cue_after,
    cue_at,
    cue_before,
    ends_speech,
    goes_on,
    is_chained,
    is_negated,
    is_second_half,
    is_title,
    split_quote,
    turn_before,
)
from sanksi.news.speakers import (
    Scene,
    described_after,
    described_before,
    relative_before,
    speakers_after,
    speakers_before,
    subject_of,
    unnamed_after,
)
from sanksi.news.stance import calls_false, content_stance, hearsay
from sanksi.news.tokens import CLOSING, OPENING, STRAIGHT, Quote, Token, find_quotes, split_sentences, split_tokens
from sanksi.news.values import Article, Claim, Speaker, Stance
from sanksi.news.words import Lexicon

MARKS = OPENING + CLOSING + STRAIGHT
NEARBY = 80
"""Tokens before and after a quote among which its cue and speaker stand; a bound that keeps long lines linear."""
HELD = 12
"""Paragraphs of one quote, at most, that wait for the speaker at its end."""
LEAST = 3
"""Words that are a claim behind a plain cue, at least; a cue of several words and one that asks or denies need fewer."""
NAME = 24
"""Letters of a quote, at most, that is passed over as a name in marks when it is no speech."""
INSERTED = 4
"""Words before a reporting clause that are only the subject of what follows it."""
NEAR = 14
"""Tokens between the comma before an inserted "a panel of experts said" and its verb, at most."""
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
        while start < end and (text[start].isspace() or text[start] in ",:;—–"):
            start += 1
        while end > start and (text[end - 1].isspace() or (not quote and text[end - 1] in ",;.*—–")):
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
        quotes = [
            half for q in find_quotes(scene.text, start, end) for half in split_quote(scene, close_quote(scene, q))
        ]
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
        floor = next((p.end + 1 for p in reversed(quotes[:n]) if p in taken or p.end - p.start > NAME), a)
        before = [t for t in tokens[max(0, j - NEARBY) : j] if t.start >= floor and t.text not in (*MARKS, *DASHES)]
        if is_title(scene, q, before):
            continue
        found = cue_after(scene, after, ended=ends_speech(scene.text, q)) or cue_before(scene, before)
        if found is None and previous and len(words) > SCARE and goes_on(scene.lexicon, before):
            found = previous
        if found is None and len(words) > SCARE and not before and (len(after) < 2) and scene.last:
            found = ("", (scene.last,)) if continued or not after else None
        goes = is_second_half(scene.text, q)
        if found is None and goes and scene.last:
            found = ("", (scene.last,))
        led = goes or (bool(before) and before[-1].text == ":")
        if found is None or (len(words) <= SCARE and not (led or ends_speech(scene.text, q))):
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
    source = next(
        (i for i, t in enumerate(outside) if i and t.low in x.data["sources"] and outside[i - 1].text == ","), None
    )
    outside = outside[:source]  # "..., demikian dilansir Kantor Berita Contoh"
    while outside and said and outside[-1].start > max(said) and not outside[-1].is_word:
        outside.pop()  # the full stop behind a quote
    if not outside:
        return
    speakers: tuple[Speaker, ...] = (scene.last,) if direct and scene.last else ()
    floor = 0
    if not direct and (_according(draft, outside) or _passive(draft, outside) or _trailing(draft, outside)):
        return
    k = 0
    while k < len(outside):
        found = None if outside[k].start in quoted else cue_at(scene, outside, k)
        if found is None:
            k += 1
            continue
        first, past, stance = found
        fresh = not speakers
        chained = first > 0 and is_chained(outside, first, floor, x)
        if fresh and not direct:
            speakers = _subject(scene, outside, floor, first, stance)
        elif not chained:
            turn = turn_before(outside, floor, first, x)
            others = speakers_before(scene, outside, turn, first) if turn and not direct else ()
            if not others:
                k = past
                continue
            speakers = others
        content = _begin(scene, outside, found)
        if not speakers or content is None:
            if fresh:
                speakers = ()
            k = past
            continue
        if not fresh:
            turn = None if chained else turn_before(outside, floor, first, x)
            _cut(draft, outside[turn - 1 if turn else first].start)
        draft.add(content, outside[-1].end, scene.text[outside[first].start : outside[past - 1].end], speakers, stance)
        if stance in ("denies", "doubts"):
            _claim_of_another(draft, outside, past, content)
        floor, k = past, past


def _subject(scene: Scene, t: list[Token], floor: int, k: int, stance: str) -> tuple[Speaker, ...]:
    """Who speaks by the cue at token k: a name or office, else the words before it."""
    x = scene.lexicon
    if speakers := relative_before(scene, t, k):
        return speakers
    k = aside_before(t, floor, k, x) or k
    floor = clause_before(t, floor, k, x)
    if k - floor > 2 and t[k - 1].low in x.data["conjunctions"]:  # "Seoul summoned the ambassador and urged Moscow to"
        named = [
            m
            for m in scene.mentions(t[floor].start, t[min(floor + INSERTED, k)].start)
            if m.type in ("PER", "GOV", "ORG")
        ]
        if named:
            return (scene.speaker(named[0]),)
    if speakers := speakers_before(scene, t, floor, k):
        return speakers
    return () if stance == "threatens" else described_before(scene, t, floor, k)  # "banjir mengancam desa" is no speech


def _begin(scene: Scene, t: list[Token], cue: tuple[int, int, str]) -> int | None:
    """Offset where the words of a cue begin; of a denial also when they are one word, a pointer or none."""
    first, past, stance = cue
    cues = scene.lexicon.data["cues"]
    plain = stance in ("asserts", "alleges") and t[first].low not in cues["announced"]
    content = content_at(scene, t, past, LEAST - (not plain) - (past - first > 1))
    words = [w for w in t[past:] if w.is_word]
    if stance in ("denies", "doubts") and words and all(w.low in scene.lexicon.data["mere"] for w in words):
        return t[first].start  # "denied this": the pronoun alone would say nothing
    if (
        content is None and stance == "denies"
    ):  # "denied wrongdoing", "Pyongyang membantahnya"; "X membantah" alone says nothing
        suffix = scene.lexicon.data["pronoun_suffix"]
        if words:
            return words[0].start if words[0].low not in scene.lexicon.data["no_content"] else None
        whole = t[first].low.endswith(suffix) if suffix else past - first > 1  # "membantahnya", "вину не признаёт"
        return t[first].start if whole else None
    if past - first > 1 and past < len(t) and t[past - 1].low in cues["nouns"] and t[past].start == content:
        return t[past - 1].start  # "menolak tuduhan polisi"
    return content


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


def _cut(draft: _Draft, at: int) -> None:
    """End the last claim where the next begins, unless it is a quote or ends before."""
    if not draft.claims or draft.claims[-1].end <= at or draft.claims[-1].quote:
        return
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
        n = x.phrases["according"].at(t, k) or (k == 0 and _tells(t, x))
        if (m := x.phrases["according_pronoun"].at(t, k)) and not n:
            words = scene.text[t[k].start : t[k + m - 1].end]
            begin = t[k + m].start if k == 0 and k + m < len(t) else t[0].start
            draft.add(begin, t[-1].end, words, (scene.pronoun(words),), "asserts")
            return True
        if not n:
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


def _tells(t: list[Token], x: Lexicon) -> int:
    """Tokens of an Indonesian verb that a sentence begins with: "Kata X, ...", "Disampaikan X, ..."."""
    return x.phrases["quote_after"].at(t, 0) or int(t[0].low in x.data["cues"]["told_by"]) if x.language == "id" else 0


def _around(t: list[Token], k: int, comma: int | None) -> tuple[int, int]:
    """The span of what is said around a clause of reporting that begins at token k: behind it when little stands before, "Pelatihan itu, kata X, berlangsung ..."."""
    begin = next((j + 1 for j in range(k - 2, -1, -1) if t[j].text in ":;"), 0)
    before = sum(w.is_word for w in t[begin:k])
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
        reports = t[k].low in x.data["cues"]["told_by"]
        if reports and calls_false(t, x) and (speakers := speakers_after(scene, t, k + 1)):
            draft.add(t[0].start, t[k - 1].end, t[k].text, speakers, "denies")  # "laporan itu dinilai X tidak berdasar"
            return True
        told = noun if reports else None
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
        if stance == "alleges":
            if _accused(draft, t, k, after):
                return True
            continue
        named = speakers_after(scene, t, after)
        unnamed = unnamed_after(scene, t, after) if t[k + 1].low in by else described_after(scene, t, after)
        if speakers := named or unnamed:
            end = next((j for j in range(that or 0, k) if t[j].text == ","), k) if that is not None else k
            draft.add(t[that + 1 if that is not None else 0].start, t[end - 1].end, t[k].text, speakers, stance)
            return True
    return False


def _accused(draft: _Draft, t: list[Token], k: int, after: int) -> bool:
    """ "Dituduh Seoul memasok drone", "accused by Seoul of selling drones": what the agent that follows at once says of the subject."""
    scene, x = draft.scene, draft.scene.lexicon
    if after >= len(t) - 2 or not (after > k + 1 or (t[after].is_capital and x.data["pronoun_suffix"])):
        return False
    speakers = speakers_after(scene, t, after)
    named = [m for m in scene.mentions(t[after].start, t[-1].end) if m.entity == speakers[0].entity] if speakers else []
    if not named:
        return False
    begin = next((j for j in range(after, len(t)) if t[j].start >= named[0].end), len(t))
    begin += begin < len(t) and t[begin].low in x.data["cues"]["accused_of"]
    if begin >= len(t) - 1:
        return False
    draft.add(t[begin].start, t[-1].end, t[k].text, speakers, "alleges")
    return True


def _trailing(draft: _Draft, t: list[Token]) -> bool:
    """Speech reported without quotation marks: "..., kata X", "..., X said"."""
    scene, x = draft.scene, draft.scene.lexicon
    suffix = x.data["pronoun_suffix"]
    for k in range(3, len(t)):
        if t[k - 1].text != "," and not (t[k - 1].text in DASHES and t[k - 2].text in ",?!"):
            continue
        low = t[k].low
        if stance := x.stance("quote_after", low):
            speakers = speakers_after(scene, t, k + 1) if begins_name(scene, t, k + 1) else ()
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
    """English speech with its subject behind it or put in: "..., a U.N. panel said on Thursday", "the trucks, it insists, were meant for ..."."""
    scene, x = draft.scene, draft.scene.lexicon
    if any(cue_at(scene, t, k) and speakers_before(scene, t, 0, k) for k in range(1, min(INSERTED, len(t)))):
        return False  # "she confirmed that ..., she sighed"
    for k in range(len(t) - 1, 2, -1):
        stance = x.stance("quote_after", t[k].low)
        comma = next((j for j in range(k - 1, max(0, k - NEAR), -1) if t[j].text == ","), None)
        if not stance or comma is None or is_negated(t, k, x):
            continue
        after = t[k + 1] if k + 1 < len(t) else None
        if after and after.is_word and after.low not in x.data["prepositions"]:
            continue  # what is said stands behind the cue
        if t[comma + 1].low in x.data["turns"] or (after and after.low in x.data["cues"]["that"]):
            continue
        if speakers := speakers_before(scene, t, comma + 1, k) or described_before(scene, t, comma + 1, k):
            a, b = _around(t, comma + 1, k + 1 if after and after.text == "," else None)
            draft.add(a, b, t[k].text, speakers, stance)
            return True
    return False
