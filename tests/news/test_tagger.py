"""The trained finder of names, on sentences of our own, and its union with the rules."""

from datetime import date

import pytest

from sanksi.news import read
from sanksi.news.mentions import Office
from sanksi.news.tagged import find_tagged, unite
from sanksi.news.tagger import Tagger, WordTables, load_tagger, place_features, word_features
from sanksi.news.tokens import split_tokens
from sanksi.news.values import Mention

OPENING = "Berita ini adalah contoh yang ditulis untuk diuji oleh para pembaca.\n\n"


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    """The Indonesian tagger as shipped."""
    found = load_tagger("id")
    assert found is not None
    return found


def named(text: str, tagger: Tagger) -> set[tuple[str, str]]:
    """Names in a line, with their kinds."""
    return {(m.text, m.type) for m in find_tagged(text, split_tokens(text), tagger)}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Rombongan Kim Jong Un tiba di stasiun itu kemarin malam.", "Kim Jong Un", "PER"),
        ("Menurut Tarmidi Sasongko, kapal itu tidak pernah berlabuh.", "Tarmidi Sasongko", "PER"),
        ("Kapal itu berlayar dari pelabuhan ke Surabaya pekan lalu.", "Surabaya", "LOC"),
        ("Kementerian Luar Negeri belum memberikan tanggapan.", "Kementerian Luar Negeri", "ORG"),
        ("Demikian keterangan yang diterima kantor berita Antara di Jakarta, Senin.", "Jakarta", "LOC"),
    ],
)
def test_names_of_plain_sentences(tagger: Tagger, text: str, name: str, kind: str) -> None:
    """Persons it never saw, places, organisations."""
    assert (name, kind) in named(text, tagger)


def test_words_without_names_have_none(tagger: Tagger) -> None:
    """The capital of a sentence is no name."""
    assert named("Harga beras naik karena pasokan berkurang. Pemerintah akan menambah stok.", tagger) == set()


def test_a_short_form_in_brackets_is_a_name_of_its_own(tagger: Tagger) -> None:
    """The full name ends before the bracket, offsets point at the words."""
    text = "Survei itu dibuat Badan Pusat Statistik (BPS) tahun lalu."
    found = find_tagged(text, split_tokens(text), tagger)
    assert all(text[m.start : m.end] == m.text for m in found)
    assert {m.text for m in found} >= {"Badan Pusat Statistik", "BPS"}


def test_the_same_text_has_the_same_names_and_hostile_text_ends(tagger: Tagger) -> None:
    """Nothing depends on what was read before; a line without spaces or full stops is bounded."""
    text = "Menurut Tarmidi Sasongko, kapal itu tidak pernah berlabuh."
    before = named(text, tagger)
    assert named("(" * 5000 + "A" * 5000, tagger) is not None
    long = "Budi pergi ke Ambon " * 2000
    assert len(find_tagged(long, split_tokens(long), tagger)) >= 2000
    assert named(text, tagger) == before
    assert tagger.tag([]) == []


def test_features_are_of_form_tables_and_place() -> None:
    """A word is told by its ends, shape and tables; a phrase of the gazetteer reaches the words beside it."""
    tables = WordTables(
        classes={"anu": ("PNN",), "Anu": ("k150.3",)},
        names={"city": frozenset(("anu",))},
        phrases={"kota": ((("kota", "anu"), "city"),)},
    )
    assert {"w=anu", "S=Xxx", "t:PNN", "k:k150.3", "g:city", "x2=nu"} <= set(word_features("Anu", tables))
    assert "g:city" not in word_features("anu", tables)
    assert {"core=anu", "w=(anu)"} <= set(word_features("(Anu)", tables))
    assert {"part=a", "part=b", "hyphen", "upper"} <= set(word_features("A-B", tables))
    placed = place_features(["di", "Kota", "Anu", "."], tables)
    assert [[f for f in word if "ph:" in f] for word in placed] == [
        ["+ph:Bcity"],
        ["ph:Bcity", "+ph:Icity"],
        ["-ph:Bcity", "ph:Icity"],
        ["-ph:Icity"],
    ]
    assert "first0" in placed[0]
    assert "last0" in placed[3]


def never_ordinary(_word: str) -> bool:
    """A corpus without words."""
    return False


def test_the_rule_that_knows_a_territory_stands_and_the_tagger_else() -> None:
    """Union: kept, replaced, added; of an office only its organisation is a name."""
    place = Mention(start=0, end=10, text="Kota Anuan", type="LOC", countries=("id",))
    weak = Mention(start=20, end=30, text="Harian Anu", type="LOC")
    office = Office(start=40, end=50, text="ketua anuX", countries=("id",))
    told = [
        Mention(start=5, end=10, text="Anuan", type="PER"),
        Mention(start=20, end=30, text="Harian Anu", type="ORG"),
        Mention(start=46, end=50, text="anuX", type="ORG"),
        Mention(start=40, end=45, text="ketua", type="PER"),
        Mention(start=51, end=55, text="Budi", type="PER"),
    ]
    found = unite([place, weak], told, [office], never_ordinary)
    assert [(m.text, m.type, m.office) for m in found] == [
        ("Kota Anuan", "LOC", None),
        ("Harian Anu", "ORG", None),
        ("anuX", "ORG", None),
        ("Budi", "PER", "ketua anuX"),
    ]


def test_a_place_is_made_no_person() -> None:
    """What its first word calls a place is nobody to screen, whatever the tagger takes it for; another word for an organisation may be one."""
    place = Mention(start=0, end=11, text="Oblast Amur", type="LOC")
    assert (
        unite([place], [Mention(start=0, end=11, text="Oblast Amur", type="PER")], [], never_ordinary)[0].type == "LOC"
    )
    assert (
        unite([place], [Mention(start=0, end=11, text="Oblast Amur", type="ORG")], [], never_ordinary)[0].type == "ORG"
    )


@pytest.mark.parametrize(
    ("sentence", "person"),
    [
        ("Menteri Sosial Tarmidi Ketapangsari hadir di Anuan.", "Tarmidi Ketapangsari"),  # by the office before it
        ("“Kami siap,” kata Ketapangsari.", "Ketapangsari"),  # by the verb of speech before it
    ],
)
def test_who_holds_an_office_or_speaks_is_a_person_that_the_tagger_need_not_know(sentence: str, person: str) -> None:
    """What the rules know of its place is enough."""
    reading = read(OPENING + sentence, screener=None, today=date(2026, 11, 28))
    assert (person, "PER") in {(m.text, m.type) for m in reading.mentions}


def test_a_holder_does_not_begin_with_the_government_of_the_office() -> None:
    """Whatever the tagger takes with it: somebody listed would not be found."""
    text = OPENING + "Juru bicara Kremlin Tarmidi Sasongko menampik tudingan tersebut pada hari Senin."
    reading = read(text, screener=None, today=date(2026, 11, 28))
    assert ("Tarmidi Sasongko", "PER") in {(m.text, m.type) for m in reading.mentions}


def test_ordinary_words_behind_an_office_are_nobody() -> None:
    """The rest of the office's own name."""
    text = OPENING + "Kepala Bidang Pengembangan Industri hadir di Cilacap."
    reading = read(text, screener=None, today=date(2026, 11, 28))
    assert not [m.text for m in reading.mentions if m.type == "PER"]


def test_an_official_body_stands_though_the_tagger_sees_nothing() -> None:
    """The lexicon names it; any other organisation that only capitals show is left out."""
    council = Mention(start=0, end=14, text="Dewan Keamanan", type="ORG")
    assert unite([council], [], [], never_ordinary, official={"Dewan Keamanan"}) == [council]
    assert unite([council], [], [], never_ordinary) == []


def test_a_part_of_an_organisation_is_no_person() -> None:
    """Unless the tagger sees the organisation in the rest of it."""
    whole = Mention(start=0, end=16, text="Persatuan Umpama", type="ORG")
    part = Mention(start=10, end=16, text="Umpama", type="PER")
    rest = Mention(start=0, end=9, text="Persatuan", type="ORG")
    assert unite([whole], [part], [], never_ordinary) == [whole]
    assert unite([whole], [rest, part], [], never_ordinary) == [rest, part]


def test_a_holder_does_not_begin_with_its_organisation() -> None:
    """ "Ketua Anu Budi Misalkan": the organisation is a name of its own, and nobody when nothing else is left."""
    holder = Mention(start=6, end=23, text="Anu Budi Misalkan", type="PER", office="Ketua")
    anu = Mention(start=6, end=9, text="Anu", type="ORG")
    found = unite([holder], [anu], [], never_ordinary)
    assert [(m.start, m.text, m.type, m.office) for m in found] == [
        (6, "Anu", "ORG", None),
        (10, "Budi Misalkan", "PER", "Ketua"),
    ]
    alone = Mention(start=6, end=9, text="Anu", type="PER", office="Ketua")
    assert unite([alone], [anu], [], never_ordinary) == [anu]


def test_a_name_the_rules_miss_becomes_a_figure() -> None:
    """A newspaper is an organisation, whatever stands before it."""
    text = (
        OPENING
        + "Juru bicara PT Pertamina, Tarmidi Sasongko, mengatakan kepada Reuters bahwa kapal itu berlabuh di Cilacap."
    )
    reading = read(text, screener=None, today=date(2026, 11, 28))
    kinds = {(e.name, e.type) for e in reading.entities}
    assert {("Tarmidi Sasongko", "PER"), ("Reuters", "ORG"), ("Cilacap", "LOC")} <= kinds
