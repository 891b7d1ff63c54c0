"""Claims: direct quotes, indirect speech, denials, warnings, and the reporter's own sentences; each with speaker, stance and cue."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from dataclasses import replace

from sanksi.news.afterwards import carry_back, is_resumed
from sanksi.news.answers import settle
from sanksi.news.attribution import (
    Aside,
    Voice,
    find_aside,
    goes_on_behind,
    is_participle,
    led_in,
    own_clause,
    owned_noun,
    past_address,
    past_dateline,
    relative_clause,
    told_in,
    told_to,
)
from sanksi.news.cue_words import cue_at
from sanksi.news.cues import (
    BARE,
    DASHES,
    aside_before,
    clause_before,
    close_quote,
    content_at,
    cue_after,
    cue_before,
    ends_speech,
    goes_on,
    is_chained,
    is_second_half,
    is_title,
    split_clauses,
    split_quote,
    turn_before,
)
from sanksi.news.drafts import Draft
from sanksi.news.interviews import answer_of, find_labels
from sanksi.news.reported import INSERTED, according, headed, intended, nominal, passive, relative, stated, trailing
from sanksi.news.scene import Scene
from sanksi.news.speakers import (
    described_before,
    relative_before,
    speakers_after,
    speakers_before,
    unnamed_after,
)
from sanksi.news.tokens import MARKS, Quote, Token, find_quotes, split_sentences, split_tokens
from sanksi.news.told_of import note_body, note_subject, subject_of
from sanksi.news.values import Article, Claim, Speaker
from sanksi.news.verbs import stop_after
from sanksi.news.words import Lexicon

NEARBY = 80
"""Tokens before and after a quote among which its cue and speaker stand; a bound that keeps long lines linear."""
LEAST = 3
"""Words that are a claim behind a plain cue, at least; a cue of several words and one that asks or denies need fewer."""
NAME = 24
"""Letters of a quote, at most, that is passed over as a name in marks when it is no speech."""
SCARE = 3
"""A quote of so many words or fewer, without a cue beside it, is a word in quotation marks."""


def find_claims(scene: Scene, article: Article) -> tuple[Claim, ...]:
    """All claims of the body, in order of the text."""
    reporter = Speaker(name=article.author or article.publisher, reporter=True)
    draft = Draft(scene, reporter)
    quoted_before = False
    held: list[tuple[int, int]] = []
    labels = find_labels(scene.text, article.spans("body"))
    for start, end in article.spans("body"):
        if answer := answer_of(scene, labels, start, end):
            draft.add(answer[0], end, "", (answer[1],), "asserts", quote=True)
            quoted_before = False
            continue
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
            if len(draft.claims) == before and not is_resumed(draft, tokens):
                draft.add(a, b, "", (reporter,), "asserts")
            note_subject(scene, tokens, draft.claims[before:], begins=a == start)
        quoted_before = spoken
        held = carry_back(draft, held, quotes, (start, end), draft.claims[known:])
    offices = {key: " ".join(str(o) for o in figure.offices) for key, figure in scene.cast.figures.items()}
    ordered = sorted(draft.claims, key=lambda c: (c.start, -c.end))
    return settle(tuple(replace(c, id=f"c{i + 1}") for i, c in enumerate(ordered)), scene.text, offices, scene.lexicon)


def _direct(
    draft: Draft, tokens: list[Token], quotes: Sequence[Quote], a: int, b: int, *, continued: bool
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
        if (
            found is None
            and previous
            and (len(words) > SCARE or ends_speech(scene.text, q))
            and goes_on(scene.lexicon, before)
        ):
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
        low, suffix = cue.lower(), scene.lexicon.data["pronoun_suffix"]
        forms = (low, low.removesuffix(suffix)) if suffix else (low,)
        known = (scene.lexicon.stance(kind, form) for kind in ("quote_after", "verbs") for form in forms)
        stance = next((k for k in known if k), "asserts")
        draft.add(q.start - q.opened, q.end + q.closed, cue, speakers, stance, quote=True)
        taken.append(q)
        previous = found
    return taken


def _indirect(draft: Draft, tokens: list[Token], quotes: Sequence[Quote], direct: Sequence[Quote]) -> None:
    """Claims of the words outside the direct quotes of a sentence; of one with several clauses those that nobody is quoted for are the reporter's."""
    x = draft.scene.lexicon
    starts = [t.start for t in tokens]
    said = {s for q in direct for s in starts[bisect_left(starts, q.start - 1) : bisect_right(starts, q.end)]}
    quoted = {s for q in quotes for s in starts[bisect_left(starts, q.start) : bisect_left(starts, q.end)]}
    outside = [t for t in tokens if t.start not in said]
    source = next(
        (
            i
            for i, t in enumerate(outside[:-1])
            if i
            and t.low in x.data["sources"]
            and outside[i - 1].text == ","
            and outside[i + 1].low in x.data["credits"]
        ),
        None,
    )
    outside = outside[past_dateline(outside, x) : source]  # "..., demikian dilansir Kantor Berita Contoh"
    while outside and said and outside[-1].start > max(said) and not outside[-1].is_word:
        outside.pop()  # the full stop behind a quote
    if direct:
        _clause(draft, outside, quoted, quoted=True)  # who is quoted speaks on: the claims of the quotes are the last
        return
    known, silent = len(draft.claims), []
    for clause in split_clauses(outside, x):
        head = relative(draft, clause)
        before = len(draft.claims)
        _clause(draft, head, quoted, quoted=False)
        if len(draft.claims) == before and sum(t.is_word for t in head) >= LEAST:
            silent.append(head)
    for clause in silent if len(draft.claims) > known else ():
        draft.add(clause[0].start, clause[-1].end, "", (draft.reporter,), "asserts")


def _clause(draft: Draft, outside: list[Token], marked: Collection[int], *, quoted: bool) -> None:
    """Claims of one clause; tokens that begin at a marked offset stand between quotation marks."""
    scene, x = draft.scene, draft.scene.lexicon
    if not outside:
        return
    speakers = draft.claims[-1].speakers if quoted and draft.claims else ()
    floor = k = 0
    if not quoted and (aside := _set_off(draft, outside, marked)):
        speakers, floor, k = aside.speakers, aside.past, aside.past
    elif not quoted and any(
        found(draft, outside) for found in (stated, according, passive, trailing, headed, intended, nominal)
    ):
        return
    while k < len(outside):
        found = None if outside[k].start in marked else cue_at(scene, outside, k)
        if found is None and not speakers and (owned := owned_noun(scene, outside, k)):
            owner, stance, begin = owned
            draft.add(outside[begin].start, outside[stop_after(outside, begin) - 1].end, outside[k].text, owner, stance)
            return
        if found is None:
            k += 1
            continue
        first, past, stance = found
        stance = "asks" if told_to(outside, found, x) else stance
        k = past
        voice = _voice(scene, outside, floor, found, speakers, direct=quoted)
        noun = outside[past - 1].low if past - first > 1 else ""
        rumour = noun in x.data["rumours"] or x.stance("nouns", noun) == "alleges"
        if rumour and voice and not speakers and not any(s.entity for s in voice.speakers):
            voice = voice._replace(speakers=(draft.reporter,))  # "he was answering a question on reports that ..."
        content = voice.pointer or _begin(scene, outside, found) if voice and voice.speakers else None
        between = [x.stance("nouns", t.low) for t in outside[past:] if content is not None and t.start < content]
        if stance == "asserts" and "alleges" in between:
            stance = "alleges"  # "said there was a suspicion that"
        if voice is None or content is None:
            continue
        if voice.begins is not None:
            draft.cut(outside[voice.begins].start)
        end = _end(draft, outside, found, voice, content)
        draft.add(content, end, scene.text[outside[first].start : outside[past - 1].end], voice.speakers, stance)
        if stance in ("denies", "doubts"):
            _claim_of_another(draft, outside, past, content)
        speakers, floor = voice.speakers, past


def _set_off(draft: Draft, t: list[Token], marked: Collection[int]) -> Aside | None:
    """The claim of an English clause of reporting between commas or at the end, and of the clause before it; the clause of reporting."""
    scene = draft.scene
    if scene.lexicon.language != "en":
        return None
    note_body(scene, t)
    if any(w.text == ":" for w in t) and (subject := subject_of(scene, t)):
        scene.last = subject  # "The minister goes further: deliveries, he says, have begun"
    aside = find_aside(scene, t)
    if aside is None:
        return None
    x = scene.lexicon
    start, end = told_in(t, aside, x)
    if turn := led_in(scene, t, aside):
        _clause(draft, t[: turn - 1], marked, quoted=False)
        start, end = t[turn + 1].start, t[aside.first - 1].end
    draft.add(start, end, aside.cue, aside.speakers, aside.stance)
    if (begin := goes_on_behind(t, aside, x)) and end < t[begin].start:
        draft.add(t[begin].start, t[-1].end, aside.cue, aside.speakers, aside.stance)
    return aside


def _end(draft: Draft, t: list[Token], cue: tuple[int, int, str], voice: Voice, content: int) -> int:
    """Offset where the words of a cue end: before "brushed such talk | aside", "| sambil tersenyum", "X, who denies it, | has left"."""
    scene, x = draft.scene, draft.scene.lexicon
    first, past, _ = cue
    if voice.pointer:
        return t[past - 1].end
    if voice.stop:
        return t[voice.stop - 1].end
    near = t[past + 1 : past + 2 * NEARBY]
    ends = [w.start for w in near if w.start > content and w.low in x.data["manner"]]
    ends = [w.start for w in near if (t[first].low, w.low) in x.data["cues"]["separable"]] or ends
    end = _as_alleged(draft, t, content, ends[0] if ends else t[-1].end)
    silent = x.phrases["would_not_say"]
    for k in range(past, min(len(t) - 2, past + NEARBY)):
        if t[k].text == "," and silent.at(t, k + 1):
            return t[k].start  # "..., but would not say what"
    if x.language != "en" and (relative_before(scene, t, first) or _within(t, first, x)):
        return next(
            (w.start for w in t if w.start > content and w.text == ","), end
        )  # "X, yang semula menyebut ..., kini"
    return end


def _voice(
    scene: Scene, t: list[Token], floor: int, cue: tuple[int, int, str], speakers: tuple[Speaker, ...], *, direct: bool
) -> Voice | None:
    """Who speaks by a cue: in a sentence without a speaker its subject, else the same again or the subject of a further clause."""
    first, _, stance = cue
    x = scene.lexicon
    if x.language == "en" and (beside := relative_clause(scene, t, floor, cue, speakers)):
        return beside
    if speakers and first and is_chained(t, first, floor, x):
        return Voice(speakers, first)
    if direct:
        return None
    if not speakers:
        return Voice(_subject(scene, t, floor, first, stance))
    english = x.language == "en"
    turn = own_clause(t, floor, first, x) if english else turn_before(t, floor, first, x)
    if turn is None:
        return None
    others = speakers_before(scene, t, turn, first)
    return Voice(others or (described_before(scene, t, turn, first) if english else ()), turn - 1)


def _as_alleged(draft: Draft, t: list[Token], content: int, end: int) -> int:
    """Where what is denied ends when others are named who said so, which makes a claim of theirs: "..., seperti dituduhkan sejumlah pendukung"."""
    x = draft.scene.lexicon
    for k in range(1, len(t) - 2):
        told = t[k].start > content and t[k].low in x.data["likened"] and t[k - 1].text == ","
        if told and x.stance("passive", t[k + 1].low) == "alleges":
            speakers = speakers_after(draft.scene, t, k + 2) or unnamed_after(draft.scene, t, k + 2)
            last = draft.scene.last
            draft.add(content, t[k - 1].start, t[k + 1].text, speakers, "alleges")
            draft.scene.last = last
            return t[k - 1].start
    return end


def _within(t: list[Token], k: int, x: Lexicon) -> bool:
    """Whether the cue at token k stands in a relative clause between commas."""
    while k > 1 and t[k - 1].low in x.data["bridge"]:
        k -= 1
    return k > 1 and t[k - 1].low in x.data["relative"] and t[k - 2].text == ","


def _subject(scene: Scene, t: list[Token], floor: int, k: int, stance: str) -> tuple[Speaker, ...]:
    """Who speaks by the cue at token k: a name or office, else the words before it."""
    x = scene.lexicon
    if speakers := relative_before(scene, t, k):
        return speakers
    if is_participle(t, floor, k, x):
        return ()
    if x.language == "en" and k > 2 and t[k - 1].low == "to" and t[k - 2].low in x.data["onward"]:
        k = next(
            (j for j in range(k - 2, floor, -1) if t[j - 1].low not in x.data["onward"]), k
        )  # "It went on to accuse"
    k = aside_before(t, floor, k, x) or k
    floor = clause_before(t, floor, k, x)
    if k - floor > 2 and t[k - 1].low in x.data["conjunctions"]:  # "Seoul summoned the ambassador and urged Moscow to"
        named = [
            m
            for m in scene.mentions(t[floor].start, t[min(floor + INSERTED, k)].start)
            if m.type in ("PER", "GOV", "ORG") or (m.type == "LOC" and m.countries and x.language == "en")
        ]
        if t[floor].low in x.data["pronouns"]:
            return (scene.pronoun(t[floor].text),)
        if named:
            return (scene.speaker(named[0]),)
    if speakers := speakers_before(scene, t, floor, k):
        return speakers
    if x.language == "en" and k and t[k - 1].text == ",":  # "The trader, a father of three, denied"
        k = stop_after(t, floor)
    willed = k + 1 < len(t) and t[k + 1].low in x.data["cues"]["that"]  # "banjir mengancam desa" is no speech
    return () if stance == "threatens" and not willed else described_before(scene, t, floor, k)


def _begin(scene: Scene, t: list[Token], cue: tuple[int, int, str]) -> int | None:
    """Offset where the words of a cue begin; of a denial also when they are one word, a pointer or none."""
    first, past, stance = cue
    cues = scene.lexicon.data["cues"]
    plain = stance in ("asserts", "alleges") and t[first].low not in cues["announced"]
    past = past_address(scene, t, cue)
    bare = stance in BARE and scene.lexicon.language == "en"
    if stance in ("denies", "doubts"):
        past = next((j for j in range(past, len(t)) if t[j].low not in scene.lexicon.data["fillers"]), past)
    content = content_at(scene, t, past, 1 if bare else LEAST - (not plain) - (past - first > 1))
    words = [w for w in t[past : stop_after(t, past)] if w.is_word]
    if stance in ("denies", "doubts") and words and all(w.low in scene.lexicon.data["mere"] for w in words):
        return t[first].start  # "denied this": the pronoun alone would say nothing
    if (
        content is None and stance == "denies"
    ):  # "denied wrongdoing", "Pyongyang membantahnya"; "X membantah" alone says nothing
        suffix = scene.lexicon.data["pronoun_suffix"]
        if words:
            return words[0].start if words[0].low not in scene.lexicon.data["no_content"] else None
        complete = t[past - 1].low in scene.lexicon.data["complete"]
        several = past - first > 1 and not scene.lexicon.data["participle"]  # "вину не признаёт"
        whole = (
            t[first].low.endswith(suffix) if suffix else complete or several
        )  # "membantahnya", "maintained his innocence"
        return t[first].start if whole else None
    if past - first > 1 and past < len(t) and t[past - 1].low in cues["nouns"] and t[past].start == content:
        return t[past - 1].start  # "menolak tuduhan polisi"
    if content and bare and past + 1 < len(t) and t[past].low == "to" and t[past].start == content:
        return t[past + 1].start  # "threatened to | close the port"
    return content


def _claim_of_another(draft: Draft, t: list[Token], past: int, content: int) -> None:
    """The claim that a denial names with its speaker: "rejected Ukraine's claim that ..."."""
    scene, x = draft.scene, draft.scene.lexicon
    between = [w for w in t[past:] if w.start < content]
    if not any(w.low in x.data["cues"]["nouns"] for w in between) or between[-1].low not in x.data["cues"]["that"]:
        return
    if named := [m for m in scene.mentions(between[0].start, content) if m.type in ("PER", "ORG", "GOV", "LOC")]:
        last = scene.last
        draft.add(content, t[-1].end, between[-1].text, (scene.speaker(named[0]),), "alleges")
        scene.last = last
