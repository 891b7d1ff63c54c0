"""Speech without quotation marks whose reporting clause does not lead it in: "menurut X", "dibantah X", "yang diklaim X"."""

from sanksi.news.cues import DASHES, begins_name
from sanksi.news.drafts import Draft
from sanksi.news.scene import Scene
from sanksi.news.speakers import (
    described_after,
    described_before,
    speakers_after,
    speakers_before,
    unnamed_after,
)
from sanksi.news.stance import calls_false
from sanksi.news.tokens import Token
from sanksi.news.values import Speaker
from sanksi.news.verbs import is_negated
from sanksi.news.words import Lexicon

LEAST = 3
"""Words of a claim in a relative clause, at least."""
NEAR = 14
"""Tokens that name who reports in a relative clause, at most."""
INSERTED = 6
"""Words before a reporting clause that are only the subject of what follows it."""
DEEP = 6
"""Tokens at the head of a clause in which "will" stands behind its subject."""


def according(draft: Draft, t: list[Token]) -> bool:
    """ "Menurut X, ..." and "..., menurut X"."""
    scene, x = draft.scene, draft.scene.lexicon
    for k in range(len(t)):
        n = x.phrases["according"].at(t, k) or (k == 0 and _tells(t, x))
        if (m := x.phrases["according_pronoun"].at(t, k)) and not n:
            if k and x.language == "en" and any(x.phrases["cue_verbs"].at(t, j) for j in range(k)):
                continue  # "had argued that the brothers shared, in its words, a purse"
            words = scene.text[t[k].start : t[k + m - 1].end]
            begin = t[k + m].start if k == 0 and k + m < len(t) else t[0].start
            draft.add(begin, t[-1].end, words, (scene.pronoun(words),), "asserts")
            return True
        if not n:
            continue
        speakers = speakers_after(scene, t, k + n)
        if not speakers and x.phrases["according"].at(t, k):
            speakers = unnamed_after(scene, t, k + n)
        if speakers and not x.phrases["according"].at(t, k) and not scene.mentions(t[k + n].start, t[-1].end):
            continue  # "nilai transaksi itu" is a noun
        if not speakers:
            continue
        cue = scene.text[t[k].start : t[k + n - 1].end]
        stance = x.stance("nouns", t[k + n].low) or "asserts"  # "menurut dugaan X"
        past = _end_of(scene, t, k + n)
        comma = next((j for j in range(k + n, len(t)) if t[j].text == "," and t[j].start >= past), None)
        if k <= 2 and comma is not None and comma + 1 < len(t):
            draft.add(t[comma + 1].start, t[-1].end, cue, speakers, stance)
            return True
        if k > 2:
            a, b = _around(t, k, comma, x)
            draft.add(a, b, cue, speakers, stance)
            return True
    return False


def _tells(t: list[Token], x: Lexicon) -> int:
    """Tokens of an Indonesian verb that a sentence begins with: "Kata X, ...", "Disampaikan X, ..."."""
    return x.phrases["quote_after"].at(t, 0) or int(t[0].low in x.data["cues"]["told_by"]) if x.language == "id" else 0


def _untrue(t: list[Token], k: int, stance: str, x: Lexicon) -> str:
    """Denies when the words before an inserted reporting clause at token k call untrue what follows: "Tidak benar, kata X, bahwa ..."."""
    return "denies" if k <= 2 * INSERTED and x.phrases["content:calls_false"].find(t, 0, k) else stance


def _around(t: list[Token], k: int, comma: int | None, x: Lexicon) -> tuple[int, int]:
    """The span of what is said around a clause of reporting that begins at token k: behind it when little stands before, "Pelatihan itu, kata X, berlangsung ..."."""
    begin = next((j + 1 for j in range(k - 2, -1, -1) if t[j].text in ":;"), 0)
    before = sum(w.is_word for w in t[begin:k])
    if comma is not None and t[min(comma + 1, len(t) - 1)].low in x.data["relative"]:
        comma = None  # "..., insists X, who runs ..."
    if comma is not None and before <= INSERTED and sum(w.is_word for w in t[comma + 1 :]) >= before:
        return t[comma + 1].start, t[-1].end
    return t[0].start, t[k - 1].end


def _end_of(scene: Scene, t: list[Token], k: int) -> int:
    """Where the source that token k begins ends: behind its name, which may stand behind a comma ("menurut dosen hukum, X, ...")."""
    comma = next((w.end for w in t[k:] if w.text == ","), t[-1].end)
    held = [m.end for m in scene.mentions(t[k].start, comma + 2) if m.type in ("PER", "GOV", "ORG")]
    return held[-1] if held else t[k].start


def relative(draft: Draft, t: list[Token]) -> list[Token]:
    """Take the speech of a last relative clause: "lawatan yang, menurut X, bertujuan ...", "a man who is said to have ..."; the tokens before it.

    Who reports is named in the clause, told by a noun that reports ("pesan yang menyebut"), or nobody: a hedge, which is the reporter's.
    """
    scene, x = draft.scene, draft.scene.lexicon
    for k in range(1, len(t) - LEAST):
        if t[k].low not in x.data["relative"]:
            continue
        j = k + 1 + (t[k + 1].text == ",")
        speakers: tuple[Speaker, ...] = ()
        past, stance, cue = j, "asserts", t[j].text
        if n := x.phrases["according"].at(t, j):
            speakers, past = _agent(scene, t, j + n)
        elif n := x.phrases["content:alleges"].at(t, j):
            speakers, past, stance = (draft.reporter,), j + n, "alleges"
            if t[j].low in x.data["cues"]["passive"] and (agent := _agent(scene, t, past))[0]:
                speakers, past = agent
        elif t[j].low in x.data["cues"]["told_by"] or x.stance("passive", t[j].low) in ("asserts", "alleges"):
            speakers, past = _agent(scene, t, j + 1)
            stance = x.stance("passive", t[j].low) or stance
        elif n := x.phrases["cue_verbs"].at(t, j):
            stance = x.stance("verbs", " ".join(w.low for w in t[j : j + n])) or stance
            noun = next((i for i in range(k - 1, max(-1, k - NEAR), -1) if t[i].low in x.data["reports"]), None)
            past = j + n
            speakers = () if noun is None else described_before(scene, t, noun, k - (t[k - 1].text == ","))
        past += past < len(t) and t[past].text == ","
        end = next((i for i in range(past, len(t)) if t[i].text == ","), len(t))
        if past < len(t) and (x.stance("passive", t[past].low) or t[past].low in x.data["prepositions"]):
            continue  # "tuduhan itu, yang dilontarkan X, dibantah Y"
        if speakers and end - past >= LEAST and (end == len(t) or t[k - 1].text == ","):
            last = scene.last
            draft.add(t[past].start, t[end - 1].end, cue, speakers, stance)
            scene.last = last
            return t[: k - (t[k - 1].text == ",")]
    return t


def _agent(scene: Scene, t: list[Token], k: int) -> tuple[tuple[Speaker, ...], int]:
    """Who stands at token k and the token behind: a pronoun, a name with its office, "pemiliknya"; nobody else."""
    x = scene.lexicon
    k += k < len(t) and t[k].low in x.data["by"]
    if k >= len(t):
        return (), k
    if t[k].low in x.data["pronouns"]:
        return (scene.pronoun(t[k].text),), k + 1
    if begins_name(scene, t, k) and (speakers := speakers_after(scene, t, k)):
        ends = [m.end for m in scene.mentions(t[k].start, t[-1].end) if m.text == speakers[0].text]
        comma = next((j for j in range(k, len(t)) if t[j].text == ","), None)
        past = next((j for j in range(k, len(t)) if ends and t[j].start >= ends[0]), comma)
        return (speakers, past) if past is not None else ((), k)
    suffix = x.data["pronoun_suffix"]
    comma = next((j for j in range(k, min(len(t), k + NEAR)) if t[j].text == ","), None)
    if comma is not None:
        return (Speaker(text=scene.text[t[k].start : t[comma - 1].end]),), comma
    if suffix and t[k].low.endswith(suffix):
        return (Speaker(text=t[k].text),), k + 1
    return (), k


def passive(draft: Draft, t: list[Token]) -> bool:
    """ "Tuduhan itu dibantah oleh X", "the accusation was denied by X": what stands before is denied."""
    scene, x = draft.scene, draft.scene.lexicon
    by = x.data["by"]
    noun = next((found for w in t[:5] if (found := x.stance("nouns", w.low))), None)
    that = next((j for j in range(min(6, len(t))) if t[j].low in x.data["cues"]["that"][:1]), None) if noun else None
    for k in range(1, len(t) - 1):
        stance = x.stance("passive", t[k].low)
        reports = t[k].low in x.data["cues"]["told_by"]
        if reports and calls_false(t, x) and (speakers := speakers_after(scene, t, k + 1)):
            draft.add(t[0].start, t[k - 1].end, t[k].text, speakers, "denies")  # "laporan itu dinilai X tidak berdasar"
            return True
        told = noun if reports else None
        after = k + 1 + (t[k + 1].low in by)
        if told and (speakers := speakers_after(scene, t, after) or unnamed_after(scene, t, after)):
            begin = 1 if that is None else that + 1
            end = next((j for j in range(begin, k) if t[j].text == ","), k)
            content = [w for w in t[begin:end] if w.is_word and w.low not in x.data["anaphora"]]
            if len(content) > 1 and content[0].low not in x.data["cues"]["told_by"]:
                past = end if end < k else k - (t[k - 1].low.endswith("mula"))
                draft.add(t[begin].start, t[past - 1].end, t[k].text, speakers, told)
                if end == k:
                    return True
            continue
        if not stance or is_negated(t, k, x) or (not x.data["pronoun_suffix"] and t[k + 1].low not in by):
            continue
        if stance == "alleges":
            if _accused(draft, t, k, after):
                return True
            continue
        named = speakers_after(scene, t, after)
        unnamed = unnamed_after(scene, t, after) if t[k + 1].low in by else described_after(scene, t, after)
        if speakers := named or unnamed:
            end = next((j for j in range(that or 0, k) if t[j].text == ","), k) if that is not None else k
            while end > 1 and t[end - 1].low in x.data["bridge"] + x.data["passive_verbs"]:
                end -= 1
            draft.add(t[that + 1 if that is not None else 0].start, t[end - 1].end, t[k].text, speakers, stance)
            return True
    return False


def _accused(draft: Draft, t: list[Token], k: int, after: int) -> bool:
    """ "Dituduh Seoul memasok drone", "accused by Seoul of selling drones": what the agent that follows at once says of the subject."""
    scene, x = draft.scene, draft.scene.lexicon
    if after >= len(t) - 2 or not (after > k + 1 or (t[after].is_capital and x.data["pronoun_suffix"])):
        return False
    speakers = speakers_after(scene, t, after)
    named = [m for m in scene.mentions(t[after].start, t[-1].end) if m.entity == speakers[0].entity] if speakers else []
    if not named:
        return False
    begin = next((j for j in range(after, len(t)) if t[j].start >= named[0].end), len(t))
    begin += begin < len(t) and t[begin].low in x.data["cues"]["accused_of"]
    if begin >= len(t) - 1:
        return False
    draft.add(t[begin].start, t[-1].end, t[k].text, speakers, "alleges")
    return True


def trailing(draft: Draft, t: list[Token]) -> bool:
    """Speech reported without quotation marks, English apart: "..., kata X"."""
    scene, x = draft.scene, draft.scene.lexicon
    if x.language == "en":
        return False
    suffix = x.data["pronoun_suffix"]
    for k in range(2, len(t)):  # "Lalu, lanjut X, perlu ..."
        if t[k - 1].text != "," and not (t[k - 1].text in DASHES and t[k - 2].text in ",?!"):
            continue
        low = t[k].low
        if stance := x.stance("quote_after", low):
            named = speakers_after(scene, t, k + 1) if begins_name(scene, t, k + 1) else ()
            plain = suffix or (stance == "asserts" and low not in x.data["addressed"])
            speakers = named or (described_after(scene, t, k + 1) if plain else ())
        elif suffix and low.endswith(suffix) and (stance := x.stance("quote_after", low.removesuffix(suffix))):
            speakers = (scene.pronoun(t[k].text),)
        else:
            continue
        if speakers:
            stance = _untrue(t, k - 1, stance, x)
            a, b = _around(t, k - 1, next((j for j in range(k + 1, len(t)) if t[j].text == ","), None), x)
            draft.add(a, b, t[k].text, speakers, stance)
            colon = next((j for j in range(k + 1, min(len(t), k + NEAR)) if t[j].text == ":"), None)
            if (
                colon is not None and sum(w.is_word for w in t[colon:]) >= LEAST
            ):  # "not so, said an official: the ship was ..."
                draft.add(t[colon + 1].start, t[-1].end, t[k].text, speakers, stance)
            return True
    return False


def headed(draft: Draft, t: list[Token]) -> bool:
    """A name and a colon: "Kepala Staf Gabungan Korea Selatan: Korea Utara menembakkan ..."."""
    scene = draft.scene
    k = next((i for i, w in enumerate(t[:NEAR]) if not w.is_word), 0)
    if not k or t[k].text != ":" or sum(w.is_word for w in t[k:]) < LEAST:
        return False
    start, end = t[0].start, t[k - 1].end
    held = [(m.start, m.end) for m in scene.mentions(start, end)]
    held += [(o.start, o.end) for o in scene.offices(start, end)]
    if not any(a == start for a, _ in held) or not any(b == end for _, b in held):
        return False
    speakers = speakers_before(scene, t, 0, k)
    if speakers:
        draft.add(t[k + 1].start, t[-1].end, "", speakers, "asserts")
    return bool(speakers)


def intended(draft: Draft, t: list[Token]) -> bool:
    """What an authority is going to do: "Kejaksaan Agung akan menggeledah pabrik itu", "council officers will inspect the ferry"."""
    scene, x = draft.scene, draft.scene.lexicon
    will = next((i for i, w in enumerate(t[:DEEP]) if w.low in x.data["will"]), None)
    subject = x.phrases["enforcers"].find(t, 0, will) if will else None
    if will is None or subject is None or subject[1] + 1 < will or len(t) - will < LEAST:
        return False
    draft.add(t[will].start, t[-1].end, t[will].text, described_before(scene, t, 0, will), "plans")
    return True


def nominal(draft: Draft, t: list[Token]) -> bool:
    """What a noun of speech with a name brings in: "tuduhan Seoul bahwa ...", "Seoul's claim that ...", "a claim by Seoul that ..."."""
    scene, x = draft.scene, draft.scene.lexicon
    for k in range(1, min(NEAR, len(t) - LEAST)):
        if t[k].low not in x.data["cues"]["that"][:1] or any(
            x.phrases["cue_verbs"].at(t, j) and not x.is_noun(t, j) for j in range(k)
        ):
            continue
        noun = next(
            (w for w in reversed(t[:k]) if w.low in x.data["cues"]["nouns"] or w.low in x.data["rumours"]), None
        )
        named = [m for m in scene.mentions(t[0].start, t[k].start) if m.type != "LOC"] if noun else []
        if noun and named:
            stance = x.stance("nouns", noun.low) or "alleges"
            draft.add(t[k + 1].start, t[-1].end, noun.text, (scene.speaker(named[-1]),), stance)
            return True
    return False


def stated(draft: Draft, t: list[Token]) -> bool:
    """What a paper says, Indonesian: "dalam dakwaan disebutkan, ...", "..., demikian disebutkan dalam laporan itu"."""
    scene, x = draft.scene, draft.scene.lexicon
    if t and t[0].low in x.data["within"]:
        k = next((i for i in range(2, min(DEEP + 2, len(t) - LEAST)) if t[i].low in x.data["cues"]["told_by"]), None)
        if k is not None and (t[k + 1].text == "," or t[k + 1].low in x.data["cues"]["that"][:1]):
            source = (Speaker(text=scene.text[t[1].start : t[k - 1].end]),)
            draft.add(t[k + 2].start, t[-1].end, t[k].text, source, "asserts")
            return True
    for k in range(1, len(t) - 2):
        if t[k].low not in x.data["resumed"] or t[k + 1].low not in x.data["resumes"] or t[k - 1].text != ",":
            continue
        begin = k + 2 + (t[k + 2].low in x.data["within"] or t[k + 2].low in x.data["by"])
        end = next((j for j in range(begin, len(t)) if t[j].text in ",." or t[j].low in x.data["relative"]), len(t))
        if begin >= end:
            continue
        source = (Speaker(text=scene.text[t[begin].start : t[end - 1].end]),)
        if t[k + 1].low.endswith(x.data["pronoun_suffix"] or " "):  # "begitu pengakuannya kepada penyidik"
            source = (scene.pronoun(t[k + 1].text),)
        comma = end if end < len(t) and t[end].text == "," else None
        a, b = _around(t, k, comma, x)
        draft.add(a, b, t[k].text, source, "asserts")
        return True
    return False
