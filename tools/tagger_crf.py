"""The linear field of the tagger: a conditional random field over its features and those of neighbours, learned by crfsuite."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Sequence
from itertools import product
from typing import Any

import numpy as np
import pycrfsuite

from sanksi.news.tagger import PLACES, features_at, joint_features
from tagger_network import LABELS

PARAMETERS = {"c1": 0.01, "c2": 0.6, "max_iterations": 90, "feature.possible_transitions": True}


def sentence_features(featured: Sequence[Sequence[str]]) -> list[list[str]]:
    """All that the field is told of each word of a sentence."""
    out = joint_features(featured)
    for i, place in product(range(len(featured)), PLACES):
        if 0 <= i + place < len(featured):
            out[i] += features_at(featured[i + place], place)
    return out


def learn_field(sentences: Sequence[tuple[Sequence[Sequence[str]], Sequence[str]]]) -> tuple[Any, dict[str, Any]]:
    """Weights of one label after another, and of each feature for each label, from labelled sentences (features and labels)."""
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(PARAMETERS)
    for featured, labels in sentences:
        trainer.append(pycrfsuite.ItemSequence(sentence_features(featured)), labels)
    with tempfile.NamedTemporaryFile() as file:  # open while the tagger is: it reads from the file
        trainer.train(file.name)
        tagger = pycrfsuite.Tagger()
        tagger.open(file.name)
        info = tagger.info()
    follow = np.array([[info.transitions.get((a, b), 0.0) for b in LABELS] for a in LABELS], np.float32)
    rows: dict[str, Any] = defaultdict(lambda: np.zeros(len(LABELS), np.float32))
    for (feature, label), value in info.state_features.items():
        rows[feature][LABELS.index(label)] = value
    return follow, rows
