"""Updates over the network: outcomes, what is kept when they fail, and how old a list is."""

import errno
import gzip
import json
import multiprocessing
import os
import signal
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import click
import pytest
import trustme
from click.testing import CliRunner

import sanksi.fetch
import sanksi.lists
from lying import Asked, Clock, LyingServer, reply
from sanksi.errors import EditionConflictError, LedgerError
from sanksi.faces.cli import sanksi as command_line
from sanksi.fetch import Fetcher, Limits
from sanksi.ledger import Ledger, Party, open_ledger
from sanksi.ledger.checks import Checks
from sanksi.screening import Updated, import_files, open_or_build, open_screener, update_lists
from sanksi.screening.accepting import require_read

NOW = datetime(2023, 9, 14, 12, tzinfo=UTC)
TODAY = NOW.date()
LISTED = Party(name="KOREA MINING DEVELOPMENT TRADING CORPORATION")
UNLISTED = Party(name="Siti Rahmawati")

_PERSON = "<INDIVIDUAL><DATAID>{0}</DATAID><FIRST_NAME>SECOND</FIRST_NAME><SECOND_NAME>PERSON {0}</SECOND_NAME><UN_LIST_TYPE>DPRK</UN_LIST_TYPE><REFERENCE_NUMBER>KPi.{0}</REFERENCE_NUMBER></INDIVIDUAL>"


def un_list(excerpts: Path, *, at: str = "2023-09-12T10:00:00.000Z", more: int = 0) -> bytes:
    """The UN excerpt as if generated at another instant, with more individuals."""
    text = (excerpts / "un_2023-09-01.xml").read_text(encoding="utf-8").replace("2023-09-01T22:09:32.563Z", at)
    people = "".join(_PERSON.format(number) for number in range(7_000_000, 7_000_000 + more))
    return text.replace("</INDIVIDUALS>", people + "</INDIVIDUALS>").encode()


@pytest.fixture
def ledger(tmp_path: Path, excerpts: Path) -> Iterator[Ledger]:
    """A ledger that holds the UN excerpt of 1 September 2023, with its index."""
    opened = open_ledger(tmp_path, create=True)
    files = [excerpts / "un_2023-09-01.xml"]
    assert [i.outcome for i in import_files(opened, "un-sc", files, on=None, received_at=NOW, any_count=True)] == [
        "imported"
    ]
    open_or_build(tmp_path, opened, TODAY)
    yield opened
    opened.close()


@pytest.fixture
def addresses(server: LyingServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """The lists' official addresses lead to the lying server."""
    load_spec = sanksi.lists.load_spec
    paths = {"un-sc": ("list",), "us-ofac-sdn": ("sdn", "alt", "add")}

    def redirected(list_id: str, own: Path | None = None) -> sanksi.lists.ListSpec:
        downloads = {role: server.url(f"/{list_id}/{role}") for role in paths.get(list_id, ())}
        return replace(load_spec(list_id, own), downloads=downloads)

    monkeypatch.setattr(sanksi.lists, "load_spec", redirected)


@pytest.fixture
def update(ledger: Ledger, fetcher: Fetcher, tmp_path: Path, addresses: None) -> Callable[..., Updated]:
    """Update one list against the lying server."""
    del addresses

    def run(list_id: str = "un-sc", *, now: datetime = NOW, **options: Any) -> Updated:
        options = {"any_count": True, "fetcher": fetcher, **options}
        return next(iter(update_lists(ledger, [list_id], home=tmp_path, now=now, **options)))

    return run


def serve(body: bytes, **headers: str) -> Callable[[ssl.SSLSocket, Asked], None]:
    """An answer that is "not modified" for those who hold its tag."""

    def script(conn: ssl.SSLSocket, asked: Asked) -> None:
        if headers.get("ETag") and asked.headers.get("if-none-match") == headers["ETag"]:
            reply(conn, status="304 Not Modified", said=headers)
        else:
            reply(conn, body, said=headers)

    return script


def held_days(ledger: Ledger, list_id: str = "un-sc") -> list[str]:
    """Days of the editions held."""
    return [held.edition.on.isoformat() for held in ledger.editions(list_id)]


def test_a_new_edition_is_imported_and_then_unchanged(
    update: Callable[..., Updated], server: LyingServer, ledger: Ledger, excerpts: Path, tmp_path: Path
) -> None:
    """The second update sends the tag of the first and takes nothing; both leave their attempt and no file."""
    server.scripts["/un-sc/list"] = serve(un_list(excerpts), ETag='"a"')
    first = update()
    assert (first.outcome, first.why, first.to_dict()["edition"]) == ("imported", "", "2023-09-12")
    second = update(now=NOW + timedelta(hours=1))
    assert (second.outcome, second.to_dict()["entities"]) == ("unchanged", 3)
    assert held_days(ledger) == ["2023-09-01", "2023-09-12"]
    attempt = ledger.checks.last_attempt("un-sc")
    assert attempt is not None
    assert (attempt.outcome, attempt.at) == ("unchanged", "2023-09-14T13:00:00Z")
    assert [path.name for path in (tmp_path / "downloads").iterdir()] == ["lock"]


def test_the_same_bytes_without_a_tag_are_unchanged(
    update: Callable[..., Updated], server: LyingServer, ledger: Ledger, excerpts: Path
) -> None:
    """What is held already is no new edition, also when it came from a file first."""
    server.scripts["/un-sc/list"] = serve((excerpts / "un_2023-09-01.xml").read_bytes())
    assert [update().outcome, update().outcome] == ["unchanged", "unchanged"]
    assert held_days(ledger) == ["2023-09-01"]


def test_changed_content_under_the_same_tag_is_imported(
    update: Callable[..., Updated], server: LyingServer, ledger: Ledger, excerpts: Path
) -> None:
    """A tag that is the same for other bytes does not hide them when the server sends them."""
    server.scripts["/un-sc/list"] = lambda c, _: reply(c, un_list(excerpts), ETag='"a"')
    assert update().outcome == "imported"
    later = un_list(excerpts, at="2023-09-13T10:00:00.000Z", more=1)
    server.scripts["/un-sc/list"] = lambda c, _: reply(c, later, ETag='"a"')
    assert update().outcome == "imported"
    assert held_days(ledger)[-1] == "2023-09-13"


def test_a_cache_that_never_modifies_is_found_out(
    update: Callable[..., Updated], server: LyingServer, excerpts: Path
) -> None:
    """After a week the file is asked for without conditions."""
    server.scripts["/un-sc/list"] = serve(un_list(excerpts), ETag='"a"')
    update()
    update(now=NOW + timedelta(days=6))
    update(now=NOW + timedelta(days=8))
    assert ["if-none-match" in asked.headers for asked in server.asked] == [False, True, False]


def _drip(server: LyingServer) -> Callable[[ssl.SSLSocket, Asked], None]:
    def script(conn: ssl.SSLSocket, _: Asked) -> None:
        conn.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        while not server.ended.wait(0.001):
            conn.sendall(b"<")

    return script


def _reset(*_: object) -> None:
    raise ConnectionResetError


LIES: Mapping[str, tuple[Callable[[bytes], Callable[[ssl.SSLSocket, Asked], None]], str, str]] = {
    "truncated": (lambda b: lambda c, _: reply(c, b, cut=900), "failed", "could not be received"),
    "wrong length": (lambda b: lambda c, _: reply(c, b, length=900), "failed", "more than the 900 bytes"),
    "403 page with 200": (
        lambda _: lambda c, _: reply(c, b"<html><h1>403</h1>", Content_Type="text/html"),
        "failed",
        "web page instead of the list",
    ),
    "page as XML": (
        lambda _: lambda c, _: reply(c, b"\n<!DOCTYPE html><p>", Content_Type="text/xml"),
        "failed",
        "web page instead of the list",
    ),
    "another document": (lambda _: lambda c, _: reply(c, b"<rss/>"), "refused", "rss"),
    "cut before it was sent": (lambda b: lambda c, _: reply(c, b[:900]), "refused", "not well-formed XML"),
    "gzip bomb": (
        lambda _: lambda c, _: reply(c, gzip.compress(b"<" * 3_000_000), Content_Encoding="gzip"),
        "failed",
        "unpacks to more than",
    ),
    "redirect loop": (
        lambda _: lambda c, a: reply(c, status="302 Found", Location=a.path),
        "failed",
        "redirects more than",
    ),
    "redirect to a private address": (
        lambda _: lambda c, _: reply(c, status="302 Found", Location="https://192.168.0.1/"),
        "failed",
        "no public address",
    ),
    "redirect to http": (
        lambda _: lambda c, _: reply(c, status="302 Found", Location="http://lists.example/"),
        "failed",
        "not https",
    ),
    "reset": (lambda _: _reset, "failed", "could not be received"),
    "too many requests": (
        lambda _: lambda c, _: reply(c, status="429 Too Many Requests", Retry_After="9999"),
        "failed",
        "answered 429",
    ),
}


@pytest.mark.parametrize("lie", LIES)
def test_after_a_lie_the_last_edition_answers(
    lie: str,
    update: Callable[..., Updated],
    server: LyingServer,
    fetcher: Fetcher,
    ledger: Ledger,
    excerpts: Path,
    tmp_path: Path,
) -> None:
    """Outcome and reason are told and kept, nothing is imported, no file is left, and a screening says what it said before."""
    script, outcome, why = LIES[lie]
    before = open_screener(tmp_path, today=TODAY).screen(LISTED).to_dict()
    server.scripts["/un-sc/list"] = script(un_list(excerpts))
    limits = replace(fetcher.limits, unpacked_bytes=1_000_000)
    careful = replace(
        fetcher, limits=limits, resolve=lambda host, _: ("127.0.0.1" if host == "lists.example" else host,)
    )
    updated = update(fetcher=careful)
    assert (updated.outcome, updated.edition) == (outcome, None)
    assert why in updated.why
    attempt = ledger.checks.last_attempt("un-sc")
    assert attempt is not None
    assert (attempt.outcome, attempt.why) == (outcome, updated.why)
    assert held_days(ledger) == ["2023-09-01"]
    assert open_screener(tmp_path, today=TODAY).screen(LISTED).to_dict() == before
    left = {path.suffix for path in (tmp_path / "downloads").iterdir() if path.name != "lock"}
    assert left <= {".part", ".mark"}


def test_a_slow_drip_ends_and_the_last_edition_answers(
    update: Callable[..., Updated], server: LyingServer, clock: Clock, tmp_path: Path
) -> None:
    """The time limit ends the update as failed."""
    clock.step = 0.5
    server.scripts["/un-sc/list"] = _drip(server)
    updated = update()
    assert updated.outcome == "failed"
    assert "did not arrive within 60 s" in updated.why
    assert open_screener(tmp_path, today=TODAY).screen(LISTED).verdict == "hit"


def test_a_certificate_of_nobody_fails(update: Callable[..., Updated], fetcher: Fetcher) -> None:
    """An untrusted server is told as such."""
    updated = update(fetcher=replace(fetcher, context=ssl.create_default_context()))
    assert updated.outcome == "failed"
    assert "certificate of host 'lists.example' cannot be verified" in updated.why


def test_an_older_edition_is_refused(
    update: Callable[..., Updated], server: LyingServer, ledger: Ledger, excerpts: Path
) -> None:
    """A publisher that goes back in time is not followed."""
    server.scripts["/un-sc/list"] = serve(un_list(excerpts, at="2023-08-01T10:00:00.000Z"))
    updated = update()
    assert updated.outcome == "refused"
    assert "is older than the one held" in updated.why
    assert held_days(ledger) == ["2023-09-01"]


def test_an_earlier_edition_served_again_is_refused(
    update: Callable[..., Updated], server: LyingServer, ledger: Ledger, excerpts: Path
) -> None:
    """A server that falls back to an edition that a later one followed does not confirm the later one."""
    server.scripts["/un-sc/list"] = serve(un_list(excerpts))
    assert update().outcome == "imported"
    server.scripts["/un-sc/list"] = serve((excerpts / "un_2023-09-01.xml").read_bytes())
    updated = update(now=NOW + timedelta(days=1))
    assert updated.outcome == "refused"
    assert "again, which a later one followed" in updated.why
    newest = ledger.newest_edition("un-sc")
    assert newest is not None
    assert ledger.checks.confirmed_on(newest, as_of=date(2024, 1, 1)) == TODAY


def test_an_edition_of_a_day_to_come_is_refused(
    update: Callable[..., Updated], server: LyingServer, excerpts: Path
) -> None:
    """It would make every true edition an older one."""
    server.scripts["/un-sc/list"] = serve(un_list(excerpts, at="2032-09-12T10:00:00.000Z"))
    updated = update()
    assert updated.outcome == "refused"
    assert "2032-09-12, a day to come" in updated.why


def test_an_edition_outside_the_count_bands_is_refused(
    update: Callable[..., Updated], server: LyingServer, excerpts: Path
) -> None:
    """Three entries are no UN list, unless somebody says so."""
    server.scripts["/un-sc/list"] = serve(un_list(excerpts))
    refused = update(any_count=False)
    assert refused.outcome == "refused"
    assert "the list holds" in refused.why
    assert update(any_count=True).outcome == "imported"


def test_a_list_that_shrinks_is_refused_until_confirmed(
    update: Callable[..., Updated], server: LyingServer, ledger: Ledger, excerpts: Path
) -> None:
    """From 42 individuals to 36 is more than a tenth; with the word of a person it is taken."""
    server.scripts["/un-sc/list"] = serve(un_list(excerpts, more=40))
    assert update().outcome == "imported"
    later = "2023-09-13T10:00:00.000Z"
    server.scripts["/un-sc/list"] = serve(un_list(excerpts, at=later, more=35))
    assert update().outcome == "imported"
    server.scripts["/un-sc/list"] = serve(un_list(excerpts, at="2023-09-14T10:00:00.000Z", more=29))
    refused = update()
    assert refused.outcome == "refused"
    assert "32 entities of all schemas, the edition held has 38" in refused.why
    assert "--confirm-shrink" in refused.why
    assert held_days(ledger)[-1] == "2023-09-13"
    assert update(confirm_shrink=True).outcome == "imported"


def test_an_edition_that_is_half_read_is_refused(
    excerpts: Path, update: Callable[..., Updated], server: LyingServer
) -> None:
    """A file of which a reader understands little is no edition."""
    server.scripts["/un-sc/list"] = serve(un_list(excerpts))
    edition = update().edition
    assert edition is not None
    spec = sanksi.lists.load_spec("un-sc")
    require_read(spec, edition)
    with pytest.raises(sanksi.errors.CountBandError, match="7 of 10 entities of the file could not be read"):
        require_read(spec, replace(edition, entities_in_file=10))


THURSDAY = "Thu, 14 Sep 2023 11:00:00 GMT"


def _ofac(server: LyingServer, excerpts: Path, days: Mapping[str, str], *, answered: str = THURSDAY) -> None:
    for role in ("sdn", "alt", "add"):
        said = {"Last-Modified": days[role]} if role in days else {"Date": answered}
        body = (excerpts / f"{role}_2023-09-12.csv").read_bytes()
        server.scripts[f"/us-ofac-sdn/{role}"] = serve(body, ETag=f'"{role}"', **said)


def test_the_files_of_one_edition_are_dated_by_the_main_one(
    update: Callable[..., Updated], server: LyingServer, excerpts: Path, ledger: Ledger
) -> None:
    """CSV files state no day: Last-Modified of the main file does, in UTC."""
    days = {"sdn": "Tue, 12 Sep 2023 23:30:00 -0400", "alt": "Wed, 13 Sep 2023 01:00:00 GMT"}
    _ofac(server, excerpts, days | {"add": "Wed, 13 Sep 2023 02:00:00 GMT"})
    updated = update("us-ofac-sdn")
    assert (updated.outcome, updated.why, held_days(ledger, "us-ofac-sdn")) == ("imported", "", ["2023-09-13"])
    assert updated.edition is not None
    assert updated.edition.gaps == ()
    assert update("us-ofac-sdn", now=NOW + timedelta(hours=1)).outcome == "unchanged"


def test_without_last_modified_the_date_of_the_answer_counts(
    update: Callable[..., Updated], server: LyingServer, excerpts: Path, ledger: Ledger
) -> None:
    """The Date header dates the edition then, and an issue says so."""
    _ofac(server, excerpts, {})
    updated = update("us-ofac-sdn")
    assert updated.outcome == "imported"
    assert held_days(ledger, "us-ofac-sdn") == ["2023-09-14"]
    held = ledger.newest_edition("us-ofac-sdn")
    assert held is not None
    told = [issue for issue in ledger.issues(held) if "nor Last-Modified says" in issue.reason]
    assert [(issue.locator, issue.value) for issue in told] == [(server.url("/us-ofac-sdn/sdn"), "2023-09-14")]


def test_without_last_modified_an_earlier_edition_is_known_by_its_bytes(
    update: Callable[..., Updated], server: LyingServer, excerpts: Path, ledger: Ledger
) -> None:
    """A server that falls back is found out although its Date is of today."""
    _ofac(server, excerpts, {})
    assert update("us-ofac-sdn").outcome == "imported"
    friday, saturday = "Fri, 15 Sep 2023 11:00:00 GMT", "Sat, 16 Sep 2023 11:00:00 GMT"
    _ofac(server, excerpts, {}, answered=friday)
    server.scripts["/us-ofac-sdn/add"] = serve(_addresses(3), Date=friday)
    assert update("us-ofac-sdn", now=NOW + timedelta(days=1)).outcome == "imported"
    _ofac(server, excerpts, {}, answered=saturday)
    again = update("us-ofac-sdn", now=NOW + timedelta(days=8))
    assert (again.outcome, "edition of 2023-09-14 again, which a later one followed" in again.why) == ("refused", True)
    assert held_days(ledger, "us-ofac-sdn") == ["2023-09-14", "2023-09-15"]


def _aliases(count: int) -> bytes:
    return b"".join(b'36,%d,"aka","AERO-CARIBBEAN %d",-0- \r\n' % (number, number) for number in range(1, count + 1))


def _addresses(count: int) -> bytes:
    return b"".join(b'36,%d,"Street %d","Havana","Cuba",-0- \r\n' % (number, number) for number in range(1, count + 1))


@pytest.mark.parametrize(
    ("role", "table", "what"),
    [
        ("alt", _aliases, "11 aliases, the edition held has 36"),
        ("add", _addresses, "10 addresses, the edition held has 35"),
    ],
)
def test_a_table_that_shrinks_is_refused_until_confirmed(
    role: str,
    table: Callable[[int], bytes],
    what: str,
    update: Callable[..., Updated],
    server: LyingServer,
    excerpts: Path,
) -> None:
    """A table cut at a row leaves every entity in place; what it held is counted too, and a handful may go."""
    _ofac(server, excerpts, {})

    def run(count: int, **options: Any) -> Updated:
        server.scripts[f"/us-ofac-sdn/{role}"] = serve(table(count), Date=THURSDAY)
        return update("us-ofac-sdn", **options)

    assert run(40).outcome == "imported"
    assert run(35).outcome == "imported"
    refused = run(10)
    assert refused.outcome == "refused"
    assert f"us-ofac-sdn: {what}: more than 10% would be gone at once" in refused.why
    assert "sanksi update us-ofac-sdn --confirm-shrink" in refused.why
    assert run(10, confirm_shrink=True).outcome == "imported"


def test_files_of_different_publications_are_refused(
    update: Callable[..., Updated], server: LyingServer, excerpts: Path, ledger: Ledger
) -> None:
    """Entries of one publication are not joined with aliases of another, half a day apart by Last-Modified or two days by Date."""
    days = {"sdn": "Thu, 14 Sep 2023 10:00:00 GMT", "add": "Thu, 14 Sep 2023 10:00:00 GMT"}
    _ofac(server, excerpts, days | {"alt": "Wed, 13 Sep 2023 21:59:00 GMT"})
    updated = update("us-ofac-sdn")
    assert updated.outcome == "refused"
    assert "its files are of different publications" in updated.why
    assert "/alt of 2023-09-13 21:59" in updated.why
    _ofac(server, excerpts, {"alt": "Tue, 12 Sep 2023 10:00:00 GMT"})
    assert "/alt of 2023-09-12, " in update("us-ofac-sdn").why
    assert held_days(ledger, "us-ofac-sdn") == []
    _ofac(server, excerpts, days | {"alt": "Wed, 13 Sep 2023 22:01:00 GMT"})
    assert update("us-ofac-sdn").outcome == "imported"


def test_an_edition_is_taken_only_when_all_of_its_files_arrive(
    update: Callable[..., Updated], server: LyingServer, excerpts: Path, ledger: Ledger, tmp_path: Path
) -> None:
    """One missing file of three fails the list; what arrived is not left behind."""
    _ofac(server, excerpts, {})
    server.scripts["/us-ofac-sdn/add"] = lambda c, _: reply(c, b"gone", status="404 Not Found")
    updated = update("us-ofac-sdn")
    assert updated.outcome == "failed"
    assert "answered 404 Not Found" in updated.why
    assert held_days(ledger, "us-ofac-sdn") == []
    assert [path.name for path in (tmp_path / "downloads").iterdir()] == ["lock"]


def test_when_one_file_changed_all_are_fetched(
    update: Callable[..., Updated], server: LyingServer, excerpts: Path, ledger: Ledger
) -> None:
    """The unchanged files of a new edition are asked for again without conditions."""
    _ofac(server, excerpts, {})
    update("us-ofac-sdn")
    body = (excerpts / "alt_2023-09-12.csv").read_bytes().replace(b"\r\n", b"\n")
    server.scripts["/us-ofac-sdn/alt"] = serve(body + b"\n", ETag='"new"', Date="Fri, 15 Sep 2023 11:00:00 GMT")
    updated = update("us-ofac-sdn", now=NOW + timedelta(days=1))
    assert (updated.outcome, updated.why) == ("imported", "")
    assert len(ledger.editions("us-ofac-sdn")) == 2


def test_a_list_that_was_checked_is_fresh(
    update: Callable[..., Updated], server: LyingServer, excerpts: Path, tmp_path: Path
) -> None:
    """An unchanged list is as fresh as its last check, for that day and later ones; an earlier day does not profit."""
    later = datetime(2023, 12, 1, 12, tzinfo=UTC)

    def verdict(today: date, as_of: date | None = None) -> str:
        return open_screener(tmp_path, today=today).screen(UNLISTED, as_of=as_of).verdict

    assert verdict(TODAY) == "clear"
    assert verdict(later.date()) == "not_screened"
    server.scripts["/un-sc/list"] = serve((excerpts / "un_2023-09-01.xml").read_bytes())
    assert update(now=later).outcome == "unchanged"
    assert verdict(later.date()) == "clear"
    assert verdict(later.date() + timedelta(days=30)) == "clear"
    assert verdict(later.date() + timedelta(days=31)) == "not_screened"
    assert verdict(later.date(), date(2023, 11, 30)) == "not_screened"
    update(now=later + timedelta(days=20))
    assert verdict(later.date() + timedelta(days=20), later.date()) == "clear"
    state = open_screener(tmp_path, today=later.date()).screen(UNLISTED).to_dict()["lists"]
    assert isinstance(state, list)
    assert (state[0]["age_days"], state[0]["checked_on"], state[0]["state"]) == (91, "2023-12-01", "ok")


def test_a_failed_check_does_not_make_a_list_fresh_nor_old(
    update: Callable[..., Updated], server: LyingServer, ledger: Ledger, excerpts: Path
) -> None:
    """The last good check stands."""
    server.scripts["/un-sc/list"] = serve(un_list(excerpts))
    update()
    server.scripts["/un-sc/list"] = lambda c, _: reply(c, status="403 Forbidden")
    assert update(now=NOW + timedelta(days=3)).outcome == "failed"
    newest = ledger.newest_edition("un-sc")
    assert newest is not None
    assert ledger.checks.confirmed_on(newest, as_of=TODAY + timedelta(days=3)) == TODAY


def test_an_edition_added_by_hand_is_not_confirmed_by_an_old_tag(
    update: Callable[..., Updated], server: LyingServer, ledger: Ledger, excerpts: Path, tmp_path: Path
) -> None:
    """ "Not modified" would speak of the edition before it, so the file is asked for without conditions."""
    server.scripts["/un-sc/list"] = serve(un_list(excerpts), ETag='"a"')
    update()
    by_hand = tmp_path / "by-hand.xml"
    by_hand.write_bytes(un_list(excerpts, at="2023-09-13T10:00:00.000Z"))
    list(import_files(ledger, "un-sc", [by_hand], on=None, received_at=NOW, any_count=True))
    assert update().outcome == "refused"
    assert "if-none-match" not in server.asked[-1].headers


def test_a_stale_list_may_be_allowed_and_is_still_told(ledger: Ledger, tmp_path: Path, excerpts: Path) -> None:
    """By default nothing is clear on a stale list; when it may be, the reason stands beside the verdict. A part that lacks is never allowed."""
    today = date(2024, 1, 1)
    stale = "un-sc edition of 2023-09-01 is 122 days old, more than 30"
    assert open_screener(tmp_path, today=today).screen(UNLISTED).why == (stale,)
    relaxed = open_screener(tmp_path, today=today, require_fresh=False).screen(UNLISTED)
    assert (relaxed.verdict, relaxed.why[1:]) == ("clear", (stale,))
    part = [excerpts / "sdn_2023-09-12.csv"]
    list(import_files(ledger, "us-ofac-sdn", part, on=None, received_at=NOW, any_count=True))
    assert open_screener(tmp_path, today=today, require_fresh=False).screen(UNLISTED).verdict == "not_screened"


def test_two_updates_at_once_are_told(update: Callable[..., Updated], server: LyingServer, excerpts: Path) -> None:
    """The second is told at once and does nothing; the first goes on."""
    second: list[str] = []

    def meanwhile(conn: ssl.SSLSocket, _: Asked) -> None:
        def other() -> None:
            try:
                update()
            except EditionConflictError as error:
                second.append(str(error))

        thread = threading.Thread(target=other)
        thread.start()
        thread.join()
        reply(conn, un_list(excerpts))

    server.scripts["/un-sc/list"] = meanwhile
    assert update().outcome == "imported"
    assert len(second) == 1
    assert "another update of" in second[0]
    assert len(server.asked) == 1


def test_a_full_disk_keeps_the_last_edition(
    update: Callable[..., Updated],
    server: LyingServer,
    excerpts: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """No room for the file, or for the ledger: the update fails with the reason, and the list answers as before."""
    server.scripts["/un-sc/list"] = serve(un_list(excerpts))

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("sanksi.fetch.part.Part.unpack", full)
        updated = update()
    assert (updated.outcome, "No space left on device" in updated.why) == ("failed", True)

    def no_room(*_: object, **__: object) -> None:
        raise LedgerError("no room to write ledger")

    with monkeypatch.context() as patch:
        patch.setattr(Ledger, "import_edition", no_room)
        patch.setattr(Checks, "record_attempt", no_room)
        updated = update()
    assert (updated.outcome, updated.why) == ("failed", "no room to write ledger")
    assert open_screener(tmp_path, today=TODAY).screen(LISTED).verdict == "hit"
    assert update().outcome == "imported"


def test_a_home_that_cannot_be_written_is_told(update: Callable[..., Updated], tmp_path: Path) -> None:
    """Without a place for downloads nothing is tried, and screening goes on."""
    (tmp_path / "downloads").write_text("", encoding="utf-8")
    with pytest.raises(OSError, match="downloads"):
        update()
    assert open_screener(tmp_path, today=TODAY).screen(LISTED).verdict == "hit"


def test_a_defect_of_a_reader_does_not_stop_the_next_list(
    ledger: Ledger,
    server: LyingServer,
    fetcher: Fetcher,
    excerpts: Path,
    tmp_path: Path,
    addresses: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The unexpected is told as a failure of one list, and the others are updated."""
    del addresses
    server.scripts["/un-sc/list"] = serve(un_list(excerpts))
    _ofac(server, excerpts, {})

    def broken(*_: object) -> None:
        raise KeyError("QUALITY")

    monkeypatch.setattr("sanksi.lists.un_sc.read_list", broken)
    lists = ["un-sc", "starter", "us-ofac-sdn"]
    found = list(update_lists(ledger, lists, home=tmp_path, fetcher=fetcher, now=NOW, any_count=True))
    assert [u.outcome for u in found] == ["failed", "nothing_to_fetch", "imported"]
    assert "unexpected KeyError" in found[0].why
    assert "starter has nothing to fetch" in found[1].why


def _update_slowly(home: Path, url: str, trusted: bytes) -> None:
    load_spec = sanksi.lists.load_spec
    sanksi.lists.load_spec = lambda list_id, own=None: replace(load_spec(list_id, own), downloads={"list": url})
    context = ssl.create_default_context(cadata=trusted.decode())
    fetcher = Fetcher(
        allow=lambda address: address == ip_address("127.0.0.1"),
        context=context,
        resolve=lambda _, __: ("127.0.0.1",),
        limits=Limits(read_s=20.0),
    )
    list(update_lists(open_ledger(home, create=True), ["un-sc"], home=home, fetcher=fetcher, now=NOW, any_count=True))


def test_an_update_killed_in_the_middle_loses_nothing(
    authority: trustme.CA,
    update: Callable[..., Updated],
    server: LyingServer,
    ledger: Ledger,
    excerpts: Path,
    tmp_path: Path,
) -> None:
    """After kill -9 the last edition answers, and the next update goes on with the part that arrived."""
    body = un_list(excerpts, more=3000)
    half, go_on = threading.Event(), threading.Event()

    def slow(conn: ssl.SSLSocket, _: Asked) -> None:
        reply(conn, body, cut=600_000, ETag='"a"')
        half.set()
        go_on.wait(20)

    def rest(conn: ssl.SSLSocket, asked: Asked) -> None:
        start = int(asked.headers["range"][6:-1])
        headers = {"Content-Range": f"bytes {start}-{len(body) - 1}/{len(body)}", "ETag": '"a"'}
        reply(conn, body[start:], status="206 Partial Content", said=headers)

    server.scripts["/un-sc/list"] = [slow, rest]
    context = multiprocessing.get_context("spawn")
    arguments = (tmp_path, server.url("/un-sc/list"), authority.cert_pem.bytes())
    child = context.Process(target=_update_slowly, args=arguments)
    child.start()
    assert half.wait(30)
    part = tmp_path / "downloads"
    for _ in range(2000):
        if any(path.stat().st_size > 100_000 for path in part.glob("*.part")):
            break
        threading.Event().wait(0.005)
    assert child.pid is not None
    os.kill(child.pid, signal.SIGKILL)
    child.join()
    go_on.set()
    assert open_screener(tmp_path, today=TODAY).screen(LISTED).verdict == "hit"
    assert held_days(ledger) == ["2023-09-01"]
    updated = update()
    assert (updated.outcome, updated.why) == ("imported", "")
    assert int(server.asked[1].headers["range"][6:-1]) > 0
    assert updated.edition is not None
    assert updated.edition.entities_read == 3003


def test_confirming_what_shrank_confirms_nothing_else(
    update: Callable[..., Updated], server: LyingServer, excerpts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An edition that could not be read is refused all the same."""
    server.scripts["/un-sc/list"] = serve(un_list(excerpts))
    read_edition = sanksi.lists.read_edition

    def half(*arguments: Any, **options: Any) -> Any:
        edition, read = read_edition(*arguments, **options)
        return replace(edition, entities_in_file=10), read

    monkeypatch.setattr(sanksi.lists, "read_edition", half)
    updated = update(confirm_shrink=True)
    assert updated.outcome == "refused"
    assert "7 of 10 entities of the file could not be read" in updated.why


def test_a_part_that_nobody_went_on_with_is_dropped(
    update: Callable[..., Updated], server: LyingServer, excerpts: Path, tmp_path: Path
) -> None:
    """After a week it is gone, whatever list it was of; a younger one stays."""
    server.scripts["/un-sc/list"] = serve(un_list(excerpts))
    folder = tmp_path / "downloads"
    folder.mkdir()
    for name, days in (("old.part", 8), ("old.mark", 8), ("new.part", 6), ("new.mark", 6)):
        (folder / name).write_bytes(b"x")
        at = (NOW - timedelta(days=days)).timestamp()
        os.utime(folder / name, (at, at))
    assert update().outcome == "imported"
    assert sorted(path.name for path in folder.iterdir()) == ["lock", "new.mark", "new.part"]


def test_a_list_that_could_not_be_had_is_missing(
    update: Callable[..., Updated], server: LyingServer, excerpts: Path, tmp_path: Path
) -> None:
    """A list that was tried and of which nothing is held keeps answers from being clear, with the reason; naming others answers for them."""
    server.scripts["/us-ofac-sdn/sdn"] = lambda c, _: reply(c, status="403 Forbidden")
    assert update("us-ofac-sdn").outcome == "failed"
    screening = open_screener(tmp_path, today=TODAY).screen(UNLISTED)
    assert screening.verdict == "not_screened"
    assert [(state.id, state.state) for state in screening.lists] == [("un-sc", "ok"), ("us-ofac-sdn", "missing")]
    why = "no edition of us-ofac-sdn is held, its update on 2023-09-14 failed: "
    assert screening.why[0].startswith(why)
    assert "answered 403 Forbidden" in screening.why[0]
    assert open_screener(tmp_path, today=TODAY).screen(LISTED).verdict == "hit"
    assert open_screener(tmp_path, today=TODAY, lists=["un-sc"]).screen(UNLISTED).verdict == "clear"
    _ofac(server, excerpts, {})
    assert update("us-ofac-sdn").outcome == "imported"
    assert {state.state for state in open_screener(tmp_path, today=TODAY).screen(UNLISTED).lists} == {"ok"}


def test_a_long_lived_screener_sees_what_was_imported(
    update: Callable[..., Updated], server: LyingServer, excerpts: Path, tmp_path: Path
) -> None:
    """The next call after an update answers from the new edition, and from what failed."""
    screener = open_screener(tmp_path, today=TODAY)
    party = Party(name="SECOND PERSON 7000002")
    assert screener.screen(party).verdict == "clear"
    before = screener.screen_day(None)
    assert screener.search_many([party]) == [[]]
    server.scripts["/un-sc/list"] = serve(un_list(excerpts, more=4))
    assert update().outcome == "imported"
    assert screener.screen(party).matches[0].entity_id == "un-sc-7000002"
    assert len(screener.search_many([party])[0]) > 0
    assert screener.screen_day(None) != before
    server.scripts["/us-ofac-sdn/sdn"] = lambda c, _: reply(c, status="403 Forbidden")
    update("us-ofac-sdn")
    assert screener.screen(UNLISTED).verdict == "not_screened"


@pytest.fixture
def command(
    tmp_path: Path, fetcher: Fetcher, ledger: Ledger, addresses: None, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Any]:
    """Run `sanksi` in this process, with a fetcher that reaches the lying server."""
    del addresses, ledger
    monkeypatch.setattr(sanksi.fetch, "Fetcher", lambda limits: replace(fetcher, limits=limits))
    monkeypatch.setenv("SANKSI_TODAY", TODAY.isoformat())
    return lambda *arguments: CliRunner().invoke(
        command_line, ["--home", str(tmp_path), *arguments], standalone_mode=False, catch_exceptions=False
    )


def test_the_command_tells_each_outcome(command: Callable[..., Any], server: LyingServer, excerpts: Path) -> None:
    """A line a list, and exit status 1 when one of them failed."""
    server.scripts["/un-sc/list"] = serve((excerpts / "un_2023-09-01.xml").read_bytes())
    _ofac(server, excerpts, {})
    server.scripts["/us-ofac-sdn/sdn"] = lambda c, _: reply(c, status="404 Not Found")
    done = command("update", "un-sc", "starter", "--any-count")
    assert done.return_value == 0
    assert "unchanged un-sc edition of 2023-09-01: 3 of 3 entities" in done.output
    assert "starter has nothing to fetch" in done.output
    failed = command("update", "un-sc", "us-ofac-sdn", "--any-count", "--json", "--timeout", "30")
    assert failed.return_value == 1
    answers = [json.loads(line) for line in failed.stdout.splitlines()]
    assert [(a["list"], a["outcome"]) for a in answers] == [("un-sc", "unchanged"), ("us-ofac-sdn", "failed")]
    shown = [json.loads(line) for line in command("lists", "--json").stdout.splitlines()]
    updates = {row["id"]: row["update"] for row in shown}
    assert updates["un-sc"]["outcome"] == "unchanged"
    assert "answered 404 Not Found" in updates["us-ofac-sdn"]["why"]


def test_the_command_builds_the_index(
    command: Callable[..., Any], server: LyingServer, excerpts: Path, tmp_path: Path
) -> None:
    """After an import the index is there, unless it was not wanted."""
    server.scripts["/un-sc/list"] = serve(un_list(excerpts, more=5))
    before = len(list((tmp_path / "index").iterdir()))
    assert command("update", "un-sc", "--any-count", "--no-build").return_value == 0
    assert len(list((tmp_path / "index").iterdir())) == before
    server.scripts["/un-sc/list"] = serve(un_list(excerpts, at="2023-09-13T10:00:00.000Z", more=6))
    assert command("update", "un-sc", "--any-count").return_value == 0
    assert len(list((tmp_path / "index").iterdir())) > before


def test_screening_may_allow_a_stale_list(command: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """`--allow-stale` gives clear with exit status 0, and says that the list is stale."""
    monkeypatch.setenv("SANKSI_TODAY", "2024-01-01")
    assert command("screen", "Siti Rahmawati", "--json").return_value == 20
    allowed = command("screen", "Siti Rahmawati", "--json", "--allow-stale")
    answer = json.loads(allowed.stdout)
    assert (allowed.return_value, answer["verdict"]) == (0, "clear")
    assert answer["why"][1] == "un-sc edition of 2023-09-01 is 122 days old, more than 30"


def test_shrinking_is_confirmed_by_name(command: Callable[..., Any], server: LyingServer, excerpts: Path) -> None:
    """One word never confirms for every list of a run."""
    with pytest.raises(click.UsageError, match="--confirm-shrink needs the lists that may shrink"):
        command("update", "--confirm-shrink")
    assert server.asked == []
    server.scripts["/un-sc/list"] = serve(un_list(excerpts))
    assert command("update", "un-sc", "--confirm-shrink", "--any-count").return_value == 0


@pytest.mark.parametrize("name", ["my-customers.yml", "My Customers.yml", "my-customers.yaml"])
def test_a_wrong_description_fails_alone(
    name: str, command: Callable[..., Any], server: LyingServer, excerpts: Path, tmp_path: Path
) -> None:
    """The official lists are updated although a list of the user's own is described wrongly."""
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists" / name).write_text("bogus: 1\n", encoding="utf-8")
    server.scripts["/un-sc/list"] = serve(un_list(excerpts))
    _ofac(server, excerpts, {})
    done = command("update", "--any-count", "--json", "--no-build")
    outcomes = {a["list"]: a for a in map(json.loads, done.stdout.splitlines())}
    assert done.return_value == 1
    assert (outcomes["un-sc"]["outcome"], outcomes["us-ofac-sdn"]["outcome"]) == ("imported", "imported")
    failed = outcomes[name.partition(".")[0]]
    assert failed["outcome"] == "failed"
    assert name in failed["why"]
