"""What stands as a finite verb, what negates it, and where its stretch of words ends."""

from collections.abc import Sequence

from sanksi.news.tokens import Token
from sanksi.news.words import Lexicon

SLOT = (",", "–", "—")
"""What sets a clause off."""
SHORT = 4
"""Letters of a word that is no past though it ends as one: "need"."""


def stop_after(t: Sequence[Token], k: int) -> int:
    """The first mark that ends a stretch from token k on, or the end."""
    return next((j for j in range(k, len(t)) if t[j].text in (*SLOT, ".", ";", "?", "!", ":")), len(t))


def is_negated(tokens: Sequence[Token], k: int, x: Lexicon) -> bool:
    """Whether one of the three tokens before token k negates it."""
    near = [t.low for t in tokens[max(0, k - 3) : k]]
    near = [w for k, w in enumerate(near) if near[k + 1 : k + 2] == [] or near[k + 1] not in x.data["not_only"]]
    return any(w in x.data["negations"] or w in x.data["hesitant"] for w in near)


def is_verb(t: Sequence[Token], k: int, x: Lexicon) -> bool:
    """Whether token k looks like a finite verb of saying, or like any past."""
    low = t[k].low
    if t[k].is_capital or x.is_noun(t, k) or low.endswith(x.data["participle"]):
        return False
    said = x.stance("verbs", low) or x.stance("quote_after", low) or low in x.phrases["shows"].first_words
    return bool(said) or (
        low.endswith("ed") and len(low) > SHORT and t[k - 1].low not in (*x.data["articles"], *x.data["passive_verbs"])
    )


def looks_finite(t: Sequence[Token], a: int, past: int, x: Lexicon) -> bool:
    """Whether a finite verb seems to stand among tokens[a:past]."""
    return any(t[k].low in x.data["finite"] or (k > a and is_verb(t, k, x)) for k in range(a, past))
