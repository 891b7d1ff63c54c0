"""The article as its claims see it: its mentions and offices by place, and whom "dia", "-nya", "she" and "it" mean."""

from bisect import bisect_left
from dataclasses import dataclass, field

from sanksi.news.mentions import Office
from sanksi.news.parties import Cast, find_holder
from sanksi.news.tokens import split_tokens
from sanksi.news.values import Mention, Speaker
from sanksi.news.words import Lexicon


@dataclass(slots=True)
class Scene:
    """The article as the claims see it, and who spoke last."""

    text: str
    cast: Cast
    lexicon: Lexicon
    last: Speaker | None = None
    body: Speaker | None = None
    """The organisation or government that spoke last: "it"."""
    many: Speaker | None = None
    """The body or the several people that spoke last: "they"."""
    waiting: Speaker | None = None
    """Who spoke last before `last` came by, when that is only the subject of the sentence before."""
    passing: bool = False
    """Whether `last` has not spoken and is meant by the next sentence only."""
    heard: set[str] = field(default_factory=set)
    starts: list[int] = field(default_factory=list)
    office_starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.starts = [m.start for m in self.cast.mentions]
        self.office_starts = [o.start for o in self.cast.offices]

    def mentions(self, start: int, end: int) -> tuple[Mention, ...]:
        """Mentions that begin within [start, end)."""
        return self.cast.mentions[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def offices(self, start: int, end: int) -> tuple[Office, ...]:
        """Offices that begin within [start, end)."""
        offices = self.cast.offices
        return offices[bisect_left(self.office_starts, start) : bisect_left(self.office_starts, end)]

    def speaker(self, mention: Mention) -> Speaker:
        """A mention as speaker."""
        figure = self.cast.figures.get(mention.entity or "")
        return Speaker(text=mention.text, name=figure.name if figure else mention.text, entity=mention.entity)

    def note(self, speaker: Speaker) -> None:
        """Remember who spoke, for "dia" and "-nya": a person, or an office; a government or company only while nobody else did."""
        figure = self.cast.figures.get(speaker.entity or "")
        self.heard |= {speaker.entity} if speaker.entity else set()
        if figure and figure.type != "PER":
            self.body = self.many = speaker
        person = figure.type == "PER" if figure else self.is_holder(speaker.text)
        if figure is None and speaker.text and self.lexicon.language == "en":
            person = self._note_described(speaker, person)
        if person or (self.last is None and speaker.entity):
            self.last, self.passing = speaker, False
        elif self.last and speaker.name and speaker.name in (self.last.name, self.last.text):
            self.passing = False

    def pass_by(self, subject: Speaker) -> None:
        """The subject of a sentence of the reporter's is whom the next sentence means by "ia" and "katanya"; nobody else."""
        self.waiting = self.waiting if self.passing else self.last
        self.last, self.passing = subject, True

    def pass_on(self) -> None:
        """A sentence about something else went by: who only came by is meant no more."""
        if self.passing:
            self.last, self.passing = self.waiting, False

    def _note_described(self, speaker: Speaker, person: bool) -> bool:
        """Whether English words without a name mean one person, "she"; a body that they mean is remembered for "it"."""
        x = self.lexicon
        words = [t.low for t in split_tokens(speaker.text) if t.is_word]
        if not words or words[0] in x.data["pronouns"]:
            return False
        head = next(
            (w for w, following in zip(words, [*words[1:], "of"], strict=True) if following in x.data["prepositions"]),
            words[-1],
        )
        body = any(head in x.data[key] for key in ("org_heads", "org_tails", "bodies"))
        if body:
            self.body = speaker
        if body or head.endswith("s"):
            self.many = speaker
        return person or not (body or head.endswith("s"))

    def is_holder(self, words: str) -> bool:
        """Whether words without a name mean one person: an office, "seorang ibu", "kuasa hukumnya"; a report or a crowd is nobody's "-nya"."""
        tokens, x = split_tokens(words)[:3], self.lexicon
        if not tokens:
            return False
        bare = tokens[0].low.removesuffix(x.data["pronoun_suffix"]) if x.data["pronoun_suffix"] else tokens[0].low
        return bare in x.data["one_person"] or bare in x.data["persons"] or x.phrases["office_heads"].at(tokens, 0) > 0

    def office_speaker(self, office: Office) -> Speaker:
        """An office as speaker: its holder when the article names one."""
        holder = find_holder(office.text, office.countries, office.start, self.cast, self.lexicon)
        return Speaker(text=office.text, name=holder.name if holder else None, entity=holder.id if holder else None)

    def pronoun(self, text: str) -> Speaker:
        """ "dia", "he", "-nya": whoever spoke last; "it": the body that did; nobody whose name is of the other gender ("по его словам")."""
        x, low = self.lexicon.data, text.lower()
        last = (self.body or self.last) if low in x["neuter"] else self.last
        if low in x["plural"]:
            last = self.many or last
        others = tuple(ending for word in low.split() for ending in x["genders"].get(word, ()))
        if last is None or (others and (last.name or "").endswith(others)):
            return Speaker(text=text)
        return Speaker(text=text, name=last.name or last.text or None, entity=last.entity)
