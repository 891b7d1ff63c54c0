"""Chinese characters, kana and Hangul: who bears a name is not known, so one in Chinese characters has several readings."""

import re
import zlib
from itertools import pairwise

from sanksi.names.abjad import MARK, SIGN
from sanksi.names.tables import korean_of, latin_of, load_han_variants, load_lexicon, load_newer_han, mandarin_of

Tokens = tuple[str, ...]

MAX_PART = 8
"""Characters of the longest name part that the lexicon is asked for."""

KANA = re.compile("[\u3041-\u30ff]")
_PIECES = re.compile("[\u3041-\u30ff]+|[^\u3041-\u30ff]+")
_SMALL_Y, _SMALL_VOWELS = "ゃゅょ", "ぁぃぅぇぉ"
_KATAKANA = {point: point - 0x60 for point in range(0x30A1, 0x30F7)}
_LONG = re.compile("ou(?!e)|oo|ō")
_DUEUM = str.maketrans("리림류량로라련렬련령료릉래린녀니뇨", "이임유양노나연열연영요능내인여이요")

_INITIALS = ("g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h")
_VOWELS = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split()  # noqa: SIM905 - reads as the table it is
_FINALS = [
    "",
    "k",
    "k",
    "k",
    "n",
    "n",
    "n",
    "t",
    "l",
    "k",
    "m",
    "p",
    "l",
    "l",
    "p",
    "l",
    "m",
    "p",
    "p",
    "t",
    "t",
    "ng",
    "t",
    "t",
    "k",
    "t",
    "p",
    "t",
]

_KOREAN_SURNAMES = dict(
    pair.split("=")
    for pair in [
        "김=kim",
        "이=lee",
        "리=ri",
        "박=park",
        "최=choi",
        "정=jung",
        "강=kang",
        "조=cho",
        "윤=yoon",
        "장=jang",
        "임=lim",
        "림=rim",
        "한=han",
        "오=oh",
        "서=seo",
        "신=shin",
        "권=kwon",
        "황=hwang",
        "안=ahn",
        "송=song",
        "류=ryu",
        "유=yoo",
        "홍=hong",
        "전=jeon",
        "고=ko",
        "문=moon",
        "손=son",
        "양=yang",
        "배=bae",
        "백=baek",
        "허=heo",
        "남=nam",
        "심=shim",
        "노=noh",
        "로=ro",
        "하=ha",
        "곽=kwak",
        "성=sung",
        "차=cha",
        "주=joo",
        "우=woo",
        "구=koo",
        "민=min",
        "진=jin",
        "나=na",
        "라=ra",
        "지=ji",
        "엄=eom",
        "변=byun",
        "채=chae",
        "원=won",
        "천=chun",
        "방=bang",
        "공=kong",
        "현=hyun",
        "함=ham",
        "여=yeo",
        "염=yum",
        "추=choo",
        "도=do",
        "석=seok",
        "선=sun",
        "설=seol",
        "마=ma",
        "길=gil",
        "연=yeon",
        "위=wi",
        "표=pyo",
        "명=myung",
        "기=ki",
        "반=ban",
        "왕=wang",
        "금=keum",
        "옥=ok",
        "인=in",
        "맹=maeng",
        "제=je",
        "모=mo",
        "탁=tak",
        "국=kook",
        "어=eo",
        "은=eun",
        "편=pyun",
        "용=yong",
    ]
)
_NORTHERN = {"이": "ri", "임": "rim", "유": "ryu", "노": "ro", "양": "ryang", "나": "ra", "여": "ryo", "염": "ryom"}

_CHINESE_SURNAMES = frozenset(
    "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何林罗羅高梁郑鄭谢謝宋唐许許邓鄧冯馮韩韓曹曾彭萧蕭蔡潘田董袁于余叶葉蒋蔣杜苏蘇"
    "魏程吕呂丁沈任姚卢盧傅钟鍾姜崔谭譚廖范汪陆陸金石戴贾賈韦韋夏邱方侯邹鄒熊孟秦白江阎閻薛尹段雷龙龍黎史陶贺賀毛郝顾顧龚龔邵万萬钱"
    "錢严嚴武莫孔向汤湯温溫康施文牛樊葛邢安齐齊易乔喬伍庞龐颜顏倪庄莊聂聶章鲁魯岳翟殷詹申欧歐耿关關兰蘭焦俞左柳甘祝包宁寧尚符舒阮"
    "柯纪紀梅童凌毕畢单單裴霍涂成苗谷盛曲翁冉骆駱蓝藍路游辛靳管柴蒙鲍鮑华華喻祁蒲房滕屈饶饒解牟艾尤阳陽时時穆农農司卓古吉缪繆简簡"
    "车車项項连連芦蘆麦麥褚娄婁窦竇戚岑景党宫宮费費卜冷晏席卫衛米柏宗瞿桂全佟应應臧闵閔苟邬鄔边邊卞姬师師和仇栾欒隋商刁沙荣榮巫寇桑"
    "郎甄丛叢仲虞敖巩鞏明佘池查麻苑迟遲邝鄺"
)
_MANDARIN_SURNAMES = {
    "曾": "zeng", "单": "shan", "單": "shan", "仇": "qiu", "解": "xie", "查": "zha", "区": "ou", "區": "ou", "任": "ren", "盖": "ge",
    "翟": "zhai", "尉": "yu", "乐": "yue", "樂": "yue", "朴": "piao", "缪": "miao", "繆": "miao", "员": "yun", "員": "yun", "冼": "xian",
    "覃": "qin", "召": "shao", "种": "chong", "繁": "po", "秘": "bi", "折": "she", "黑": "he", "石": "shi", "宁": "ning", "长": "zhang",
}  # fmt: skip
_JAPANESE_SHORT = frozenset("林森原東西南北谷関堀辻岡浜星岸島泉菅澤沢畑旭柳榊桜梶楠榎椿橘佃")
"""Surnames of one character that are worth a Japanese reading; most others of one character are Chinese first."""


def sign_token(latin: str, written: str) -> str:
    """A token with the sign of the characters it is read from; a token of one letter, and one read from kana, has none.

    >>> sign_token("xi", "習") == sign_token("xi", "习") != sign_token("xi", "席"), sign_token("sakura", "さくら")
    (True, 'sakura')
    """
    if len(latin) < 2 or KANA.search(written):
        return latin
    hangul = "\uac00" <= written[0] <= "\ud7a3"
    same = written.translate(_DUEUM) if hangul else written.translate(load_han_variants())
    return f"{latin}{SIGN}{(zlib.crc32(same.encode()) & 0x3FFF) | (0x4000 if hangul else 0) or 1:04x}"


def read_transcribed(token: str) -> Tokens:
    """A part of a foreign name transcribed in Chinese characters: by the lexicon, or in Mandarin as one word whose vowels tell little.

    >>> read_transcribed("默克尔"), read_transcribed("奥巴马")
    (('merkel',), ('~aobama',))
    """
    known = load_lexicon("han").find(token)
    return tuple(known.split(" ")) if known else (MARK + "".join(map(mandarin_of, token)),)


def read_han(token: str, *, alone: bool) -> tuple[Tokens, ...]:
    """A word in Chinese characters or kana: in Mandarin, by the lexicon (Japanese or foreign), and in Korean; empty where it has none.

    Args:
        token: one word without separators.
        alone: whether the whole name is this word, so that its first character is the surname.
    """
    known = _read_by_lexicon(token)
    if KANA.search(token):
        return (known or _read_pieces(token, alone=alone),)
    return (_read_mandarin(token, alone=alone), known or (), _read_korean(token, alone=alone))


def is_lexicon_first(words: list[str]) -> bool:
    """Whether a name that the lexicon knows a part of is rather not Chinese: kana, or no surname of one character where one would stand.

    >>> is_lexicon_first(["田中花子"]), is_lexicon_first(["国華", "曾"]), is_lexicon_first(["舞", "藤田"]), is_lexicon_first(["李小龍"])
    (True, False, True, False)
    """
    signs = set(map(lexicon_sign, words))
    if "k" in signs:
        return True
    if len(words) == 1:
        return len(words[0]) >= 4 or words[0][0] not in _CHINESE_SURNAMES
    return "s" not in signs


def lexicon_sign(word: str) -> str:
    """What one word of several says about `is_lexicon_first`: ``k`` for kana, ``s`` for a surname of one character, else ``-``."""
    return "k" if KANA.search(word) else "s" if len(word) == 1 and word in _CHINESE_SURNAMES else "-"


def _read_mandarin(token: str, *, alone: bool) -> Tokens:
    tokens = [mandarin_of(char) for char in token]
    if (alone or len(token) == 1) and token[0] in _MANDARIN_SURNAMES:
        tokens[0] = _MANDARIN_SURNAMES[token[0]]
    return tuple(sign_token(latin, char) for latin, char in zip(tokens, token, strict=True) if latin)


def _read_korean(token: str, *, alone: bool) -> Tokens:
    """The Korean reading of two to four characters that all have one, or of a surname standing alone; empty for other characters and newer forms."""
    hangul = "".join([korean_of(char) for char in token])
    if len(hangul) != len(token) or len(token) > 4 or not load_newer_han().isdisjoint(token):
        return ()
    first = "김" if token[0] == "金" else hangul[0].translate(_DUEUM)
    read = [latin.partition(SIGN)[0] for latin in read_hangul(first + hangul[1:], alone=alone)[0]]
    return tuple(map(sign_token, read, token)) if len(read) == len(token) else tuple(read)


def _read_by_lexicon(token: str) -> Tokens | None:
    """The fewest lexicon parts that make up the word, longest first; None when they do not, or when the first is a single character."""
    words = load_lexicon("han")
    if whole := words.find(token):
        return tuple(sign_token(latin, token) for latin in whole.split(" "))
    best: list[Tokens | None] = [()] + [None] * len(token)
    for end in range(1, len(token) + 1):
        for start in range(max(0, end - MAX_PART), end):
            before, part = best[start], token[start:end]
            if before is None or (start == 0 and end == 1 and token[0] not in _JAPANESE_SHORT):
                continue
            latin = words.find(part) or (read_kana(part) if _is_kana(part) else None)
            if latin and (best[end] is None or len(before) + 1 < len(best[end] or ())):
                best[end] = (*before, *(sign_token(word, part) for word in latin.split(" ")))
    return best[-1]


def _read_pieces(token: str, *, alone: bool) -> Tokens:
    """Kana by sound and the characters between by lexicon or, failing that, in Mandarin."""
    tokens: list[str] = []
    for piece in _PIECES.findall(token):
        if _is_kana(piece):
            tokens.append(load_lexicon("han").find(piece) or read_kana(piece))
        else:
            tokens += _read_by_lexicon(piece) or _read_mandarin(piece, alone=alone)
    return tuple(filter(None, tokens))


def _is_kana(text: str) -> bool:
    return all("\u3041" <= char <= "\u30ff" for char in text)


def read_kana(word: str) -> str:
    """Kana in Hepburn without long vowels.

    >>> read_kana("さくら"), read_kana("きょうこ"), read_kana("はっとり"), read_kana("シュンイチロウ"), read_kana("ヴィクトル")
    ('sakura', 'kyoko', 'hattori', 'shunichiro', 'vikutoru')
    """
    latin = ""
    word = word.translate(_KATAKANA)
    for char, following in pairwise(word + "\0"):
        if char in _SMALL_Y:
            sound = (latin_of(char) or "")[-1]
            stem = latin.removesuffix("i")
            latin = stem + (sound if stem.endswith(("sh", "ch", "j")) else "y" + sound)
        elif char in _SMALL_VOWELS:
            latin = (latin[:-1] if latin[-1:] in "aiueo" and len(latin) > 1 else latin) + (latin_of(char) or "")
        elif char == "っ":
            latin += (latin_of(following) or "")[:1].replace("c", "t")
        elif char != "ー":
            latin += latin_of(char) or ""
    return _LONG.sub("o", latin)


def read_hangul(token: str, *, alone: bool) -> tuple[Tokens, ...]:
    """A word in Hangul, a token per syllable: Revised Romanisation, a surname in its common form; nothing for the lexicon; northern form.

    >>> read_hangul("이민호", alone=True)[2], read_hangul("정은", alone=False)
    (('ri=7314', 'min=79d2', 'ho=614d'), (('jeong=6bf4', 'eun=47a1'),))
    """
    tokens = [sign_token(read_syllable(char), char) for char in token]
    known = load_lexicon("hangul").find(token)
    if known and (len(token) > 3 or token[0] not in _KOREAN_SURNAMES):
        return (tuple(sign_token(latin, token) for latin in known.split(" ")), (), tuple(tokens))
    if token[0] in _KOREAN_SURNAMES and (len(token) in (1, 3) or (alone and len(token) < 5)):
        main = (sign_token(_KOREAN_SURNAMES[token[0]], token[0]), *tokens[1:])
        northern = token[0] in _NORTHERN and sign_token(_NORTHERN[token[0]], token[0])
        return (main, (), (northern, *tokens[1:])) if northern else (main,)
    return (tuple(tokens),)


def read_syllable(char: str) -> str:
    """A Hangul syllable in Revised Romanisation."""
    number = ord(char) - 0xAC00
    return _INITIALS[number // 588] + _VOWELS[number % 588 // 28] + _FINALS[number % 28]


def spell_korean(char: str) -> tuple[tuple[str, ...], bool]:
    """The spellings in Latin letters of one sign of a Korean name, Hangul or Chinese, and whether a surname of one sign is written so; none where it has none.

    >>> spell_korean("정"), spell_korean("이"), spell_korean("金")
    ((('jeong', 'jung'), True), (('i', 'lee', 'ri'), True), (('gim', 'kim'), True))
    """
    hangul = "김" if char == "金" else char if "\uac00" <= char <= "\ud7a3" else korean_of(char)
    if len(hangul) != 1:
        return (), False
    surname = _KOREAN_SURNAMES.get(hangul)
    spellings = (read_syllable(hangul), surname or "", _NORTHERN.get(hangul, ""))
    return tuple(dict.fromkeys(filter(None, spellings))), surname is not None
