"""Whom the reporter tells of: the subject of a sentence without speech, which "ia", "katanya", "she" and "it" mean next."""

from collections.abc import Sequence

from sanksi.news.scene import Scene
from sanksi.news.speakers import DESCRIBED, LONGEST, in_words, is_governed, speakers_after
from sanksi.news.tokens import Token
from sanksi.news.values import Claim, Speaker
from sanksi.news.words import Lexicon


def note_subject(scene: Scene, tokens: Sequence[Token], claims: Sequence[Claim], *, begins: bool) -> None:
    """The reporter's sentence about a person makes that person the one "dia" means next; so does "hal senada disampaikan X"."""
    x = scene.lexicon
    if not tokens or any(not c.speaker.reporter for c in claims):
        scene.pass_on()
        return
    for k, t in enumerate(tokens):
        if t.low in x.data["cues"]["told_by"] and (speakers := speakers_after(scene, tokens, k + 1)):
            scene.note(speakers[0])
            return
        if (n := x.phrases["heard_from"].at(tokens, k)) and (speakers := speakers_after(scene, tokens, k + n)):
            scene.pass_by(speakers[0])  # "Pendapat lain datang dari X"
            return
    if subject := subject_of(scene, tokens):
        scene.last, scene.passing = subject, False
    elif someone := passer_by(scene, tokens):
        scene.pass_by(someone)
    elif begins and not goes_on_about(scene, tokens):
        scene.pass_on()


def note_body(scene: Scene, tokens: Sequence[Token]) -> None:
    """Remember the letter, firm or government that an English sentence begins with, for "it"."""
    x = scene.lexicon
    named = scene.mentions(tokens[0].start, tokens[min(1, len(tokens) - 1)].end)
    if named and named[0].type in ("ORG", "GOV") and not scene.text.startswith(("'s", "’s"), named[0].end):
        scene.body = scene.speaker(named[0])
        return
    head = next((k for k in range(1, min(4, len(tokens))) if tokens[k].low in x.data["bodies"]), None)
    if head and tokens[0].low in x.data["noun_openers"]:
        scene.body = in_words(scene, tokens, 0, head + 1)


def subject_of(scene: Scene, tokens: Sequence[Token]) -> Speaker | None:
    """The person whom a sentence begins with, behind an adverbial and an office at most: "Kemarin, Menteri X tiba".

    In Indonesian only who spoke before or holds an office counts: others pass by without a word.
    """
    named = [m for m in scene.mentions(tokens[0].start, tokens[0].start + 60) if m.type == "PER"]
    if scene.lexicon.language == "en":
        note_body(scene, tokens)
    if not named and scene.lexicon.language == "en":  # "The spokesman came out. He says ..."
        offices = scene.offices(tokens[0].start, tokens[min(2, len(tokens) - 1)].start)
        return scene.office_speaker(offices[0]) if offices else None
    if not named or is_governed(scene, tokens, named[0], 0):
        return None
    figure = scene.cast.figures.get(named[0].entity or "")
    english = scene.lexicon.language == "en"  # "he" and "she" mean persons only
    if figure is None or not (english or figure.offices or figure.id in scene.heard):
        return None
    return scene.speaker(named[0])


def passer_by(scene: Scene, tokens: Sequence[Token]) -> Speaker | None:
    """The person whom a sentence begins with, who neither spoke nor need hold an office: "Nelayan setempat, Budi Contoh, tak percaya"."""
    x = scene.lexicon
    tokens = tokens[_past_circumstance(tokens, x) :]
    if x.language == "en":
        return _one_of(scene, tokens)
    if x.language != "id":
        return None
    named = [m for m in scene.mentions(tokens[0].start, tokens[0].start + 60) if m.type == "PER"]
    if named and not is_governed(scene, tokens, named[0], 0):
        speaker = scene.speaker(named[0])
        after = next((t for t in tokens if t.start >= named[0].end), tokens[-1])
        return speaker if " " in (speaker.name or "") or after.is_capital else None
    offices = scene.offices(tokens[0].start, tokens[0].end)
    if not tokens[0].is_capital and (not offices or " " not in offices[0].text):
        return None  # "dengan demikian, pengusaha dapat bersiap" is about no one person
    if offices:
        return scene.office_speaker(offices[0])
    return _led_by_person(scene, tokens)


def _past_circumstance(tokens: Sequence[Token], x: Lexicon) -> int:
    """Tokens of a clause before the subject: "Asked about the crates, | the mayor shrugged", "Ketika ditanya soal itu, | wali kota bungkam"."""
    first = tokens[0].low
    opens = any(first in x.data[key] for key in ("connectors", "prepositions", "clauses"))
    opens = opens or (x.language == "en" and first.endswith(("ed", "ing")))
    comma = next((j for j, t in enumerate(tokens[:LONGEST]) if t.text == ","), None) if opens else None
    return comma + 1 if comma is not None and comma + 1 < len(tokens) else 0


def _one_of(scene: Scene, tokens: Sequence[Token]) -> Speaker | None:
    """The words that an English sentence begins with, when they end in a noun for a person: "A retired captain | disagreed", "Her rival | left"."""
    x = scene.lexicon
    if tokens[0].low not in x.data["noun_openers"]:
        return None
    for k in range(1, min(len(tokens), DESCRIBED)):
        if not tokens[k].is_word and tokens[k].low not in ("'s", "’s"):
            return None
        following = tokens[k + 1] if k + 1 < len(tokens) else None
        goes_on = following and (following.low in x.data["persons"] or following.low in ("'s", "’s"))
        n = x.phrases["office_heads"].at(tokens, k) or int(tokens[k].low in x.data["persons"])
        if n and not goes_on:
            return in_words(scene, tokens, 0, k + n)
    return None


def _led_by_person(scene: Scene, tokens: Sequence[Token]) -> Speaker | None:
    """The words that an Indonesian sentence begins with, when their head is a person: "Pelatih tuan rumah | mengeluh", "Jaksa | tak bergeming"."""
    x = scene.lexicon
    begins = tokens[0].low in (*x.data["persons"], *x.data["leads"]["of_persons"])
    n = x.phrases["office_heads"].at(tokens, 0) or int(begins)
    if not n or x.phrases["group_speakers"].at(tokens, 0):
        return None
    ends = ("bridge", "negations", "relative", "prepositions", "will", "plain_verbs")
    verb = tuple(x.data["leads"]["verb_prefixes"])
    end = next(
        (
            j
            for j in range(n, min(len(tokens), n + DESCRIBED))
            if not tokens[j].is_word
            or any(tokens[j].low in x.data[key] for key in ends)
            or (tokens[j].low.startswith(verb) and tokens[j].text[0].islower())
        ),
        n,
    )
    return in_words(scene, tokens, 0, end)


def goes_on_about(scene: Scene, tokens: Sequence[Token]) -> bool:
    """Whether a sentence is still about who came by: "Sejak pagi, ia menunggu", "Warungnya sepi", "She left", a question."""
    x = scene.lexicon
    suffix = x.data["pronoun_suffix"]
    about = bool(suffix) and tokens[0].low.endswith(suffix)
    return about or tokens[-1].text == "?" or any(t.low in x.data["pronouns"] for t in tokens[:6])
