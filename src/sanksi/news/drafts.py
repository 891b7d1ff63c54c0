"""Claims as they are found."""

from dataclasses import dataclass, field, replace
from typing import cast as typed

from sanksi.news.scene import Scene
from sanksi.news.stance import content_stance, hearsay
from sanksi.news.tokens import split_tokens
from sanksi.news.values import Claim, Speaker, Stance

TO = "to "
"""Before what is promised or threatened; no part of it, but "to retaliate" is told by it."""


@dataclass(slots=True)
class Draft:
    """Claims as they are found."""

    scene: Scene
    reporter: Speaker
    claims: list[Claim] = field(default_factory=list)
    brought_in_as: dict[int, str] = field(default_factory=dict)
    """Start of a claim to the stance of its cue alone."""

    def add(
        self, start: int, end: int, cue: str, speakers: tuple[Speaker, ...], stance: str, *, quote: bool = False
    ) -> None:
        """A claim of [start, end) without the marks around it; its stance is the cue's unless the words show another."""
        text = self.scene.text
        while start < end and (text[start].isspace() or text[start] in ",:;—–"):
            start += 1
        while end > start and (text[end - 1].isspace() or (not quote and text[end - 1] in ",;.*—–")):
            end -= 1
        if end <= start:
            return
        speakers = speakers or (Speaker(),)
        self.brought_in_as[start] = stance
        if speakers[0].reporter:
            stance = hearsay(split_tokens(text, start, end), self.scene.lexicon) or stance
        else:
            whole = start - len(TO) if text[:start].endswith(TO) and self.scene.lexicon.language == "en" else start
            shown = content_stance(text[whole:end], stance, self.scene.lexicon, quote=quote)
            forecast = shown == "plans" and cue.lower() in self.scene.lexicon.data["forecasting"]
            stance = stance if forecast else shown
        conjunction = self.scene.lexicon.data["conjunctions"][0]
        self.claims.append(
            Claim(
                id="", start=start, end=end, text=text[start:end], cue=cue, speakers=speakers,
                stance=typed("Stance", stance), quote=quote, conjunction=conjunction,
            )
        )  # fmt: skip
        self.scene.note(speakers[0])

    def cut(self, at: int) -> None:
        """End the last claim where the next begins, unless it is a quote or ends before."""
        if not self.claims or self.claims[-1].end <= at or self.claims[-1].quote:
            return
        last = self.claims.pop()
        text = self.scene.text
        end = at
        while end > last.start and not text[end - 1].isalnum():
            end -= 1
        x = self.scene.lexicon.data
        kept = text[last.start : end].split(" ")
        joints = (*x["conjunctions"], *x["turns"])
        subject = len(kept) > 1 and kept[-1] in x["pronouns"] and kept[-2] in joints  # "..., and she"
        for word in kept[-1 - subject :]:
            if subject or word in joints:
                end -= len(word) + 1
        while end > last.start and not text[end - 1].isalnum():
            end -= 1
        stance = last.stance
        if not last.speaker.reporter:  # what was cut off no longer tells
            known = self.brought_in_as[last.start]
            stance = typed("Stance", content_stance(text[last.start : end], known, self.scene.lexicon, quote=False))
        self.claims.append(replace(last, end=end, text=text[last.start : end], stance=stance))
