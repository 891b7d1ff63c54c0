"""Interviews and transcripts: paragraphs that begin with who speaks, "A: ...", "Exemplar: ...", "ME: ..."."""

from collections import Counter
from collections.abc import Collection, Sequence

from sanksi.news.scene import Scene
from sanksi.news.tokens import CLOSING, OPENING, STRAIGHT, split_tokens
from sanksi.news.values import Speaker

LABEL = 5
"""Tokens of a label, at most."""
LEAST = 3
"""Words of an answer, at least."""
HEAD = 120
"""Characters of a paragraph in which its label stands."""


def find_labels(text: str, paragraphs: Sequence[tuple[int, int]]) -> Collection[str]:
    """Labels that more than one paragraph begins with."""
    told = Counter(found[0] for a, b in paragraphs if (found := _label(text, a, b)))
    return {label for label, times in told.items() if times > 1}


def answer_of(scene: Scene, labels: Collection[str], start: int, end: int) -> tuple[int, Speaker] | None:
    """Where the answer of a paragraph begins and whose it is; None when it has no label, or that of a question."""
    found = _label(scene.text, start, end)
    if found is None or found[0] not in labels:
        return None
    label, begin = found
    if label.lower() in scene.lexicon.data["answers"]:
        return (begin, scene.last) if scene.last else None
    for figure in scene.cast.figures.values():
        words = figure.name.split()
        if figure.type == "PER" and label in (figure.name, "".join(word[0] for word in words), *words):
            return begin, Speaker(text=label, name=figure.name, entity=figure.id)
    return None


def _label(text: str, start: int, end: int) -> tuple[str, int] | None:
    """The label of a paragraph, and where its words begin."""
    tokens = split_tokens(text, start, min(end, start + HEAD))
    colon = next((k for k, t in enumerate(tokens[: LABEL + 1]) if t.text == ":" or (k == 1 and t.text == ".")), 0)
    after = tokens[colon + 1 :]
    if not colon or sum(t.is_word for t in after) < LEAST or after[0].text in OPENING + CLOSING + STRAIGHT:
        return None
    return " ".join(t.text for t in tokens[:colon]), after[0].start
