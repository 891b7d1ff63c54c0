"""What a reading ends in: findings of the regime for described acts, leads, and the Reading itself."""

from dataclasses import dataclass

from sanksi.news.values import Article, Claim, Event, Figure, Goods, Lead, Mention, Modality, Part, When
from sanksi.regime import Check


@dataclass(frozen=True, slots=True, kw_only=True)
class EventCheck:
    """What the regime says about an act if it happens as described; the modality says whether anybody claims it did."""

    event: str
    label: str
    modality: Modality
    according_to: str | None
    denied_by: tuple[str, ...]
    check: Check

    def to_dict(self) -> dict[str, object]:
        """JSON shape: that of Check, with the event beside it."""
        return {
            "event": self.event,
            "label": self.label,
            "modality": self.modality,
            "according_to": self.according_to,
            "denied_by": list(self.denied_by),
            "reads_as": "what the regime says if the act happens as described",
            **self.check.to_dict(),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a report says, of whom, and what follows.

    Attributes:
        text: the text that the offsets count in.
        extracted: whether the text was taken out of HTML, and so has to be given along.
        unread: parts that stay empty because nothing reads them in the report's language.
        scanned: that nothing reads the language, so that only names of the lists were looked for, in one sentence; empty for a report that was read.
    """

    article: Article
    mentions: tuple[Mention, ...]
    entities: tuple[Figure, ...]
    claims: tuple[Claim, ...]
    events: tuple[Event, ...]
    dates: tuple[When, ...]
    goods: tuple[Goods, ...]
    findings: tuple[EventCheck, ...]
    leads: tuple[Lead, ...]
    text: str
    extracted: bool
    unread: tuple[Part, ...] = ()
    scanned: str = ""

    def to_dict(self) -> dict[str, object]:
        """JSON shape of the contract."""
        a = self.article
        shape: dict[str, object] = {
            "article": {
                "title": a.title,
                "published_at": a.published_at,
                "language": a.language,
                "author": a.author,
                "editor": a.editor,
                "publisher": a.publisher,
                "source": a.source,
                "dateline": a.dateline,
                "zones": [{"zone": z.zone, "start": z.start, "end": z.end} for z in a.zones],
            },
            "mentions": [
                {"start": m.start, "end": m.end, "text": m.text, "type": m.type, "entity": m.entity}
                for m in self.mentions
            ],
            "entities": [e.to_dict() for e in self.entities],
            "claims": [c.to_dict() for c in self.claims],
            "events": [e.to_dict() for e in self.events],
            "dates": [d.to_dict() for d in self.dates],
            "goods": [g.to_dict() for g in self.goods],
            "findings": [f.to_dict() for f in self.findings],
            "leads": [x.to_dict() for x in self.leads],
            "not_read": list(self.unread),
            "only_scanned": self.scanned or None,
        }
        if self.extracted:
            shape["text"] = self.text
        return shape
