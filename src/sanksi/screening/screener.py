"""Screen parties: the lists of a day, candidates from the index, evidence from the match, one answer."""

import hashlib
import shutil
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import suppress
from datetime import date
from functools import lru_cache
from pathlib import Path

from sanksi.errors import IndexFileError, QueryError, SanksiError
from sanksi.index import Index, build_index, open_index
from sanksi.ledger import Entity, HeldEdition, Ledger, clean_nexus, nearest, open_ledger
from sanksi.match import Weights, load_weights, require_matchable
from sanksi.screening.question import CANDIDATES, Held, Question, Terms, compare_rows
from sanksi.screening.values import ListedName, ListState, Screening
from sanksi.screening.verdict import list_state, missing_state

KEPT_INDEXES = 6
"""Indexes kept on disk: the newest and some past days; 20 MiB each for UN and OFAC."""


MOST_INDEXES = 2
"""Indexes held open (an earlier one lives on while a day that was asked last has it): reports are asked of the lists of their day and of today's, each with some 15 MiB to search a list of 15,000."""


class Screener:
    """Screens parties against the lists of a home folder, as of any day; what an update imports meanwhile counts from the next call on.

    Args:
        home: folder of ledger and index.
        today: the day that "now" means, or what gives it when it is asked for.
        lists: only these lists, or all that are held or were tried to update.
        require_fresh: whether a list past its max age keeps an answer from being `clear`; the reason is told either way.
        nexus: all that the user is (`us_person`, ...), to tell which listings bind them; None when nothing is said.
    """

    def __init__(
        self,
        home: Path,
        *,
        today: date | Callable[[], date],
        lists: Sequence[str] | None = None,
        require_fresh: bool = True,
        nexus: Collection[str] | None = None,
    ) -> None:
        self._home = home
        self._today = today if callable(today) else lambda: today
        self._require_fresh = require_fresh
        self._nexus = clean_nexus(nexus)
        self._ledger: Ledger = open_ledger(home)
        self._weights: Weights = load_weights()
        held = {h.edition.list_id for h in self._ledger.editions()}
        for name in lists or ():
            if name not in held:
                raise QueryError(
                    f"list {name!r} is not held",
                    hint=nearest(name, held) if held else "add one first: sanksi add LIST FILE",
                )
        self._lists = tuple(lists) if lists else None
        self._version = self._ledger.version
        self._key_of = lru_cache(maxsize=64)(self._read_key)
        self._index_of = lru_cache(maxsize=4)(self._open)
        self._opened: dict[tuple[str, ...], Index] = {}

    def __reduce__(self) -> tuple[Callable[..., "Screener"], tuple[object, ...]]:
        """What is sent to another process: where home is, the day that is today now, and which lists; it opens them there again."""
        return _open_again, (self._home, self._today(), self._lists, self._require_fresh, self._nexus)

    @property
    def threshold(self) -> float:
        """The default threshold, from the weights file."""
        return self._weights.threshold

    @property
    def hit(self) -> float:
        """The least score of a hit, from the weights file."""
        return self._weights.hit

    def screen_day(self, as_of: date | None) -> tuple[str, ...]:
        """What an answer for that day rests on: editions and when each was checked, lists that lack one, weights, and whether lists must be fresh."""
        self._look_again()
        return self._key_of(as_of or self._today())

    def screen(
        self, party: Entity, *, as_of: date | None = None, threshold: float | None = None, limit: int = 10
    ) -> Screening:
        """Screen one party.

        Args:
            party: what to screen, from `sanksi.Party`.
            as_of: the day the lists are read for; today when left out.
            threshold: least score of a match, in [0, 1]; the weights' own when left out.
            limit: most matches given.

        Raises:
            QueryError: the party gives nothing to match on.
        """
        (answer,) = self.screen_many([party], as_of=as_of, threshold=threshold, limit=limit)
        if isinstance(answer, QueryError):
            raise answer
        return answer

    def screen_many(
        self, parties: Sequence[Entity], *, as_of: date | None = None, threshold: float | None = None, limit: int = 10
    ) -> list[Screening | QueryError]:
        """What `screen` answers for each party, in their order; for one that gives nothing to match on the error that it raises.

        Only parties that names or identifiers found something for are compared. Answers without matches differ in nothing but the party.

        Args:
            parties: what to screen; all answers are held at once, so give some thousands at a time.
            as_of: see `screen`.
            threshold: see `screen`.
            limit: see `screen`.
        """
        question = self.ask(parties, as_of=as_of, threshold=threshold, limit=limit)
        question.search()
        answers = zip(parties, question.answer(), strict=True)
        return [question.without(party) if answer is None else answer for party, answer in answers]

    def ask(
        self, parties: Sequence[Entity], *, as_of: date | None = None, threshold: float | None = None, limit: int = 10
    ) -> Question:
        """The parts of `screen_many`, for who has something else to do while the kernel searches."""
        return Question(parties, self._hold(as_of), self._terms(threshold, limit))

    def search_many(
        self, parties: Iterable[Entity], *, as_of: date | None = None, threshold: float | None = None, limit: int = 20
    ) -> list[list[tuple[str, float]]]:
        """The fast path: per party the (entity id, score) pairs at or above the threshold, best first, without evidence or verdict."""
        held, terms = self._hold(as_of), self._terms(threshold, limit)
        index, asked = held.index, list(parties)
        if index is None:
            return [[] for party in asked if require_matchable(party)]
        ids = index.entity_ids()
        answers = []
        rows = index.search_many(asked, threshold=terms.least, limit=max(limit, CANDIDATES), lists=terms.lists)
        for party, by_name in zip(asked, rows, strict=True):
            found = by_name
            if index.has_identifiers(party):
                matches = compare_rows(party, index, [row for row, _ in by_name], held.weights, terms)
                found = [(index.find(m.entity_id) or 0, m.score) for m in matches]
            elif not found:
                require_matchable(party)
            answers.append([(ids[row], score) for row, score in found[:limit]])
        return answers

    def find_names(
        self, text: str, spans: Iterable[tuple[int, int]], *, as_of: date | None = None
    ) -> tuple[ListedName, ...]:
        """Listed names within the spans of a text of any language, in order, without overlap; see `sanksi.screening.running`."""
        from sanksi.screening.running import find_names  # noqa: PLC0415 - only who reads texts needs it

        index = self._hold(as_of).index
        return () if index is None else find_names(text, spans, index, lists=self._lists)

    def _hold(self, as_of: date | None) -> Held:
        day = as_of or self._today()
        return Held(day, *self._index_of(day, self.screen_day(day)), self._weights)

    def _terms(self, threshold: float | None, limit: int) -> Terms:
        least = self._weights.threshold if threshold is None else threshold
        return Terms(self._lists, least, limit, self._require_fresh, self._nexus)

    def _look_again(self) -> None:
        """Forget what was read when the ledger was written to, or replaced, since; some microseconds when it was not."""
        if self._ledger.is_replaced():
            self._ledger.close()
            self._ledger = open_ledger(self._home)
        elif self._ledger.version == self._version:
            return
        self._version = self._ledger.version
        self._key_of.cache_clear()

    def _read_key(self, day: date) -> tuple[str, ...]:
        editions = self._ledger.editions_as_of(day, self._lists)
        checks = (str(self._ledger.checks.confirmed_on(h, as_of=day)) for h in editions)
        lists = sorted({h.edition.list_id for h in self._ledger.editions()})
        lacking = (f"{a.list_id}: {a.why}" for a in self._ledger.checks.attempts_in_vain())
        rests_on = (*(h.edition.id for h in editions), *checks, *lists, *lacking)
        return (*rests_on, self._weights.id, str(self._require_fresh))

    def _open(self, day: date, key: tuple[str, ...]) -> tuple[Index | None, tuple[ListState, ...]]:
        """The index and the states of a day; the key tells apart what the ledger held when it was asked."""
        editions = self._ledger.editions_as_of(day)
        states = {h.edition.list_id: self._state(h, day) for h in editions}
        for name in {h.edition.list_id for h in self._ledger.editions()} - set(states):
            states[name] = missing_state(name, day)
        for attempt in self._ledger.checks.attempts_in_vain():
            states[attempt.list_id] = missing_state(attempt.list_id, day, attempt)
        index: Index | None = None
        if editions:
            try:
                index = self._open_index(day, key)
            except OSError as error:  # no room for a new index: the last one still answers, and says so
                index = _last_index(self._home)
                if index is None:
                    raise
                for name, held in {h.edition.list_id: h for h in editions}.items():
                    if index.editions.get(name) != held.edition.id:
                        states[name] = self._state(held, day, unbuilt=str(error.strerror or error))
        chosen = tuple(state for name, state in sorted(states.items()) if self._lists is None or name in self._lists)
        return index, chosen

    def _open_index(self, day: date, key: tuple[str, ...]) -> Index:
        """The index of a day; days with the same editions share it, since each instance keeps its own room to search in."""
        if key not in self._opened:
            while len(self._opened) >= MOST_INDEXES:
                self._opened.pop(next(iter(self._opened)))
            self._opened[key] = open_or_build(self._home, self._ledger, day)
        return self._opened[key]

    def _state(self, held: HeldEdition, day: date, unbuilt: str = "") -> ListState:
        return list_state(held, day, unbuilt, checked_on=self._ledger.checks.confirmed_on(held, as_of=day))


def open_screener(
    home: Path,
    *,
    today: date | Callable[[], date],
    lists: Sequence[str] | None = None,
    require_fresh: bool = True,
    nexus: Collection[str] | None = None,
) -> Screener:
    """The screener of a home folder; with no list held it answers `not_screened`."""
    return Screener(home, today=today, lists=lists, require_fresh=require_fresh, nexus=nexus)


def _open_again(
    home: Path, today: date, lists: tuple[str, ...] | None, require_fresh: bool, nexus: tuple[str, ...] | None
) -> Screener:
    return Screener(home, today=today, lists=lists, require_fresh=require_fresh, nexus=nexus)


def open_or_build(home: Path, ledger: Ledger, day: date) -> Index:
    """The index of the editions in force on a day, built when it is not there yet."""
    editions = {h.edition.list_id: h.edition.id for h in ledger.editions_as_of(day)}
    name = hashlib.sha256(repr(sorted(editions.items())).encode()).hexdigest()[:16]
    folder = home / "index" / name
    with suppress(IndexFileError):
        return open_index(folder)
    from filelock import FileLock  # noqa: PLC0415 - only when an index is built

    folder.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(folder.parent / "build.lock"):  # one for all: a lock for each index would stay for ever
        with suppress(IndexFileError):  # another process built it while this one waited
            return open_index(folder)
        build_index(ledger.iter_entities(day), folder, editions=editions)
        _point_to(home, name)
        _prune(home / "index", keep=name)
        return open_index(folder)


def _point_to(home: Path, name: str) -> None:
    pointer = home / "index" / "last"
    draft = pointer.with_suffix(".new")
    draft.write_text(name, encoding="ascii")
    draft.replace(pointer)


def _last_index(home: Path) -> Index | None:
    try:
        return open_index(home / "index" / (home / "index" / "last").read_text(encoding="ascii").strip())
    except (OSError, SanksiError):
        return None


def _prune(folder: Path, *, keep: str) -> None:
    indexes = sorted(
        (p for p in folder.iterdir() if p.is_dir() and len(p.name) == 16),
        key=lambda p: (p.name == keep, p.stat().st_mtime),
    )
    for old in indexes[:-KEPT_INDEXES]:
        shutil.rmtree(old, ignore_errors=True)
