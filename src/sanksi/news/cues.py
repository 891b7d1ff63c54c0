"""Around a quote: where it closes, whether it is one, and the cue before or behind it with its speakers."""

from collections.abc import Sequence
from dataclasses import replace

from sanksi.news.speakers import Scene, speakers_after, speakers_before
from sanksi.news.tokens import Quote, Token, split_tokens
from sanksi.news.values import Speaker
from sanksi.news.words import Lexicon


def close_quote(scene: Scene, q: Quote) -> Quote:
    """A quote whose closing mark is missing ends before the cue that follows it: "“Kami siap, kata X."."""
    if q.closed:
        return q
    tokens = split_tokens(scene.text, q.start, q.end)
    for k in range(3, len(tokens)):
        if tokens[k - 1].text in ",?!" and _is_tag(scene.lexicon, tokens, k):
            return replace(q, end=tokens[k - 1].end)
    return q


def _is_tag(x: Lexicon, tokens: Sequence[Token], k: int) -> bool:
    """Whether token k begins "kata X", "ujarnya", "said X" or "X said"."""
    suffix = x.data["pronoun_suffix"]
    if suffix and tokens[k].low.endswith(suffix) and x.stance("quote_after", tokens[k].low.removesuffix(suffix)):
        return True
    following = tokens[k + 1] if k + 1 < len(tokens) else None
    if following is None:
        return False
    if x.stance("quote_after", tokens[k].low):
        return following.is_capital or following.low in x.data["pronouns"]
    named = tokens[k].is_capital or tokens[k].low in x.data["pronouns"]
    return x.language == "en" and named and x.stance("quote_after", following.low) is not None


def is_title(scene: Scene, q: Quote, before: Sequence[Token]) -> bool:
    """Whether the marks hold a title or words within a sentence: "dalam diskusi bertajuk “...”, X mengatakan"."""
    if not q.opened or ends_speech(scene.text, q) or not before or not before[-1].is_word:
        return False
    x, last = scene.lexicon, before[-1].low
    return not (x.stance("verbs", last) or x.stance("quote_after", last) or last in x.data["cues"]["that"])


def goes_on(x: Lexicon, before: Sequence[Token]) -> bool:
    """Whether what stands before a further quote lets the same speaker go on: a mark, "dan", "seraya menambahkan"."""
    if not before or not before[-1].is_word:
        return True
    low = before[-1].low
    return low in x.data["conjunctions"] or low in x.data["quote_glue"] or x.stance("verbs", low) is not None


def ends_speech(text: str, q: Quote) -> bool:
    """Whether the quote ends as speech does, with a mark of its own."""
    return text[q.end - 1 : q.end] in (",", ".", "!", "?")


def cue_after(scene: Scene, after: Sequence[Token]) -> tuple[str, tuple[Speaker, ...]] | None:
    """The cue that follows a quote: "kata X", "ujarnya", "X said", "he said"."""
    x = scene.lexicon
    suffix = x.data["pronoun_suffix"]
    for k in range(min(2, len(after))):
        low = after[k].low
        if suffix and low.endswith(suffix) and low.removesuffix(suffix) in x.data["cues"]["according"]:
            return after[k].text, (scene.pronoun(after[k].text),)
        if (n := x.phrases["according"].at(after, k)) and (speakers := speakers_after(scene, after, k + n)):
            return after[k].text, speakers
        if suffix and low.endswith(suffix) and x.stance("quote_after", low.removesuffix(suffix)):
            named = speakers_after(scene, after, k + 1) if k + 1 < len(after) and after[k + 1].is_capital else ()
            return after[k].text, named or (scene.pronoun(after[k].text),)
        if x.stance("quote_after", low) and after[0].text not in ".?!":
            if speakers := speakers_after(scene, after, k + 1):
                return after[k].text, speakers
        if after[k].text in ".?!;":
            return None
    for k in range(1, min(16, len(after))):
        if x.stance("verbs", after[k].low) and not is_negated(after, k, x):
            if speakers := speakers_before(scene, after, 0, k):
                return after[k].text, speakers
    return None


def cue_before(scene: Scene, before: Sequence[Token]) -> tuple[str, tuple[Speaker, ...]] | None:
    """The cue that leads into a quote: "X mengatakan,", "kata X:", "according to X,"."""
    x = scene.lexicon
    if not before:
        return None
    closes = (
        before[-1].text in ",:"
        or x.stance("verbs", before[-1].low) is not None
        or before[-1].low in x.data["cues"]["that"]
    )
    if not closes:
        return None
    for k in range(len(before) - 1, -1, -1):
        low = before[k].low
        if x.stance("verbs", low) and not is_negated(before, k, x):
            return before[k].text, speakers_before(scene, before, 0, k) or ((scene.last,) if scene.last else ())
        if x.stance("quote_after", low) or x.phrases["according"].at(before, k):
            if speakers := speakers_after(scene, before, k + (x.phrases["according"].at(before, k) or 1)):
                return before[k].text, speakers
    return None


def is_negated(tokens: Sequence[Token], k: int, x: Lexicon) -> bool:
    """Whether one of the three tokens before token k negates it."""
    words = x.data["negations"]
    return any(t.low in words for t in tokens[max(0, k - 3) : k])
