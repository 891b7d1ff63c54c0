"""Indonesian and English: read by the rules of this package and the words of their lexicons."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sanksi.news.claims import find_claims
from sanksi.news.dates import find_dates
from sanksi.news.events import find_events
from sanksi.news.goods import read_goods
from sanksi.news.leads import find_leads
from sanksi.news.mentions import Office, find_mentions
from sanksi.news.scene import Scene
from sanksi.news.values import Acts, Article, Claim, Mention, Part, When
from sanksi.news.words import Lexicon


@dataclass(frozen=True, slots=True)
class RuledReader:
    """The reader of a language that the package reads alone.

    Args:
        lexicon: of the language.
    """

    lexicon: Lexicon
    unread: tuple[Part, ...] = ()

    def find_dates(self, text: str, spans: Iterable[tuple[int, int]], anchor: date) -> tuple[When, ...]:
        """By the grammar of times."""
        return find_dates(text, spans, anchor, self.lexicon)

    def find_mentions(
        self, text: str, spans: Iterable[tuple[int, int]], dates: Sequence[When]
    ) -> tuple[tuple[Mention, ...], tuple[Office, ...]]:
        """By capitals and lexicon, and by the tagger where the language has one."""
        return find_mentions(text, spans, dates, self.lexicon)

    def find_claims(self, scene: Scene, article: Article) -> tuple[Claim, ...]:
        """Direct and indirect speech, denials, and the reporter's own sentences."""
        return find_claims(scene, article)

    def find_acts(self, scene: Scene, article: Article, claims: Sequence[Claim], dates: Sequence[When]) -> Acts:
        """Events of the claims, the goods they move, and parties without a name."""
        body = article.spans("body")
        goods = tuple(g for a, b in body for g in read_goods(scene.text[a:b], a))
        leads = find_leads(scene, body, claims)
        return Acts(find_events(scene, body, claims, goods, dates, leads), goods, leads)
