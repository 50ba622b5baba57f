"""Encodings: bytes of 40 of them, declared, undeclared and declared wrongly; mojibake; correct text that must stay."""

from __future__ import annotations

import re

import pytest

from presscheck.ledger import restore
from presscheck.model import Article, Facts, article_id
from presscheck.read import html, text
from presscheck.read.encoding import CODECS, NAMES, SUPERSETS, codec, declared, decode
from presscheck.read.records import Record
from presscheck.rules import en01_mojibake, instances
from presscheck.rules.en01_mojibake import READ_AS, Mojibake
from presscheck.strip import strip
from presscheck.strip.engine import Stripped

STRIP_RULES, _, _ = instances()
CHARACTER_RULES = [rule for rule in STRIP_RULES if rule.code.startswith("EN")]

SENTENCES = {
    "English": "The harbour café reopens – at last. “It’s a fine day for a swim,” said Zoë Brontë, who paid £3 for her ticket.",
    "German": "Bürgermeisterin Käthe Größl eröffnet das Hafenbad; die Gäste aus Übersee freuen sich über die größere Halle.",
    "French": "À l’été, la piscine du port a rouvert ses portes après des années de débats ; les élèves étaient très fiers.",
    "Spanish": "La alcaldesa Íñiga Muñoz inauguró la piscina del puerto: «¿Quién pagará las obras?», preguntó un niño pequeño.",
    "Portuguese": "A administração não sabe quem pagará as obras das piscinas do porto; a decisão ficou para amanhã à tarde. MANHÃ DE VERÃO.",
    "Italian": "La città ha riaperto la piscina del porto; perché così tardi? «È già qualcosa», disse l’anziana più felice.",
    "Swedish": "Borgmästaren Åsa Öström öppnade hamnbadet på måndagen; många väntade i kö för att få åka båt längs ån.",
    "Norwegian": "Ordføreren åpnet sjøbadet på mandag; mange ventet i kø for å få bade før høsten kommer til Øvre Åsnes.",
    "Danish": "Borgmesteren åbnede havnebadet på mandag; mange ventede i kø for at få lov til at prøve det nye bassin i Ærø.",
    "Finnish": "Kaupunginjohtaja Päivi Hyväniemi avasi sataman uimalan; väki jonotti sisäänpääsyä yötä myöten, eikä töistä ehditty.",
    "Polish": "Burmistrz Łucja Żółkoś otworzyła kąpielisko portowe; mieszkańcy długo czekali na tę chwilę, choć wciąż brakuje pieniędzy.",
    "Czech": "Starostka Růžena Šťastná otevřela přístavní lázně; lidé čekali celé dopoledne, přestože pršelo a bylo chladno.",
    "Hungarian": "A polgármester megnyitotta a kikötői fürdőt; sokan órákig vártak, hogy elsőként ússzanak a felújított, hűvös medencében.",
    "Romanian": "Primărița a deschis băile din port; mulți au așteptat ore întregi și spun că apa este rece, dar frumoasă în această dimineață.",
    "Turkish": "Belediye başkanı Gülşah Işık liman havuzunu açtı; çocuklar sabahtan beri sırada bekledi, çünkü giriş ücretsizdi.",
    "Russian": "Мэр открыла портовые купальни в понедельник; жители стояли в очереди с утра, хотя дождь не прекращался ни на минуту.",
    "Ukrainian": "Міська голова відкрила портові купальні; мешканці чекали зранку, хоча йшов дощ і ніхто не знав, скільки це коштує.",
    "Bulgarian": "Кметицата откри пристанищните бани в понеделник; жителите чакаха от сутринта, въпреки че валеше дъжд без прекъсване.",
    "Greek": "Η δήμαρχος άνοιξε τα λουτρά του λιμανιού τη Δευτέρα· πολλοί περίμεναν από το πρωί, αν και έβρεχε χωρίς διακοπή.",
    "Arabic": "افتتحت رئيسة البلدية حمامات الميناء يوم الاثنين، وانتظر السكان منذ الصباح على الرغم من المطر الذي لم يتوقف.",
    "Hebrew": "ראש העיר פתחה את מרחצאות הנמל ביום שני, והתושבים חיכו בתור משעות הבוקר למרות הגשם שלא פסק לרגע.",
    "Thai": "นายกเทศมนตรีเปิดสระว่ายน้ำริมท่าเรือในวันจันทร์ ชาวเมืองรอคิวตั้งแต่เช้าแม้ว่าฝนจะตกไม่หยุด",
    "Vietnamese": "Bà thị trưởng mở cửa bể bơi cảng vào thứ Hai; nhiều người đã xếp hàng từ sáng sớm dù trời mưa không ngớt.",
    "Hindi": "महापौर ने सोमवार को बंदरगाह के स्नानघर खोले; बारिश के बावजूद लोग सुबह से कतार में खड़े थे।",
    "Chinese": "市长星期一宣布港口浴场重新开放，尽管下着大雨，居民们从清晨就开始排队等候，孩子们最高兴。",
    "Chinese (traditional)": "市長星期一宣布港口浴場重新開放，儘管下著大雨，居民們從清晨就開始排隊等候，孩子們最高興。",
    "Japanese": "市長は月曜日に港の温泉を再開したと発表した。雨が降り続いたが、住民は朝から列を作って待っていた。",
    "Korean": "시장은 월요일에 항구 수영장을 다시 열었다고 밝혔다. 비가 계속 내렸지만 주민들은 아침부터 줄을 섰다.",
}
WRITTEN = {
    "windows-1252": ("German", "English", "French", "Italian"),
    "iso-8859-1": ("Spanish", "Portuguese", "Swedish", "Norwegian", "Danish", "Finnish"),
    "iso-8859-15": ("German", "Finnish"),
    "windows-1250": ("Polish", "Czech", "Hungarian"),
    "iso-8859-2": ("Polish", "Czech", "Hungarian"),
    "windows-1254": ("Turkish",),
    "iso-8859-9": ("Turkish",),
    "windows-1251": ("Russian", "Ukrainian", "Bulgarian"),
    "koi8-r": ("Russian",),
    "koi8-u": ("Ukrainian",),
    "iso-8859-5": ("Russian",),
    "cp866": ("Russian",),
    "windows-1253": ("Greek",),
    "iso-8859-7": ("Greek",),
    "windows-1255": ("Hebrew",),
    "windows-1256": ("Arabic",),
    "iso-8859-6": ("Arabic",),
    "cp874": ("Thai",),
    "gb18030": ("Chinese",),
    "gb2312": ("Chinese",),
    "big5": ("Chinese (traditional)",),
    "shift_jis": ("Japanese",),
    "euc-jp": ("Japanese",),
    "iso-2022-jp": ("Japanese",),
    "euc-kr": ("Korean",),
}
NOT_REPAIRED = {
    ("Finnish", "sloppy-windows-1257"),
    ("Romanian", "sloppy-windows-1257"),
    ("Portuguese", "iso-8859-2"),
    ("Finnish", "iso-8859-2"),
    ("French", "macroman"),
}
"""Known misses: another code page fits the same characters and is asked first."""
PAIRS = [(encoding, language) for encoding, languages in WRITTEN.items() for language in languages]
PAGE = (
    '<html><head>{}<script>var n = function (b) {{ return b + 1; }};</script></head><body><nav><a href="/">Home</a>'
    "</nav><p>{}</p><footer>(c) Norrhaven Courier</footer></body></html>"
)
META = '<meta charset="{}">'


def sentence(language: str, encoding: str) -> str:
    """The sentence with what the encoding cannot write left out."""
    return SENTENCES[language].encode(encoding, "ignore").decode(encoding)


def mojibake(sentence: str, *encodings: str) -> str:
    """UTF-8 read in another encoding, once or several times."""
    import ftfy  # noqa: F401 -- registers the sloppy codecs

    for encoding in encodings:
        sentence = sentence.encode().decode(encoding)
    return sentence


def stripped(page: str, rules: object = None) -> Stripped:
    article = Article(article_id("a.txt", b""), "a.txt", "text/plain", "", page)
    return strip([article], Facts(), [Mojibake()] if rules is None else rules)[0]  # type: ignore[arg-type]


@pytest.mark.parametrize(("encoding", "language"), PAIRS)
def test_bytes_are_read(encoding: str, language: str) -> None:
    written = sentence(language, encoding)
    assert text.article("a.txt", written.encode(encoding)).text == written


@pytest.mark.parametrize(("encoding", "language"), PAIRS)
@pytest.mark.parametrize("label", ["", "itself", "utf-8", "utf-16", "no-such-encoding"])
def test_pages_are_read_whatever_they_declare(encoding: str, language: str, label: str) -> None:
    written = sentence(language, encoding)
    meta = META.format(encoding if label == "itself" else label) if label else ""
    article = html.article("a.html", PAGE.format(meta, written).encode(encoding))
    assert written in article.text


@pytest.mark.parametrize(("encoding", "language"), PAIRS)
def test_a_wrong_declaration_is_overruled_where_much_speaks_against_it(encoding: str, language: str) -> None:
    written = sentence(language, encoding) * 3
    article = html.article("a.html", PAGE.format(META.format("iso-8859-1"), written).encode(encoding))
    assert written in article.text


def test_a_declaration_is_believed_where_little_speaks_against_it() -> None:
    assert decode("Þór".encode("iso-8859-9", "replace").replace(b"?", b"\xde"), "iso-8859-9") == ("Şór", "cp1254")
    assert decode(b"Caf\xe9", "windows-1252") == ("Café", "cp1252")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16", "utf-8-sig", "utf-32"])
def test_unicode_is_read_with_byte_order_mark_and_without(encoding: str) -> None:
    assert text.article("a.txt", SENTENCES["German"].encode(encoding)).text == SENTENCES["German"]


def test_latin_1_is_read_as_browsers_do() -> None:
    assert decode("“Bürger”".encode("windows-1252") + b"\x81", "iso-8859-1") == ("“Bürger”\x81", "cp1252")


def test_utf_8_with_a_few_broken_bytes_is_utf_8() -> None:
    raw = SENTENCES["German"].encode()
    assert decode(raw + b"\xe9") == (SENTENCES["German"] + "\ufffd", "utf-8")
    assert decode(raw[: raw.rindex("ö".encode()) + 1])[0].endswith("über die gr\ufffd"), "cut inside a character"


@pytest.mark.parametrize(
    ("raw", "label"),
    [
        (b'<meta charset="koi8-r">', "koi8-r"),
        (b"<META HTTP-EQUIV=content-type CONTENT='text/html; charset=Big5'>", "Big5"),
        (b'<?xml version="1.0" encoding="iso-8859-2"?><html>', "iso-8859-2"),
        (b"<p>charset=koi8-r</p>", None),
        (b"<p>" * 3000 + b'<meta charset="koi8-r">', None),
    ],
)
def test_declarations(raw: bytes, label: str | None) -> None:
    assert declared(raw) == label


def test_only_encodings_of_the_web_are_run_on_bytes() -> None:
    assert {codec(name) for name in (*SUPERSETS, *NAMES, *CODECS)} == CODECS - (CODECS & SUPERSETS.keys())
    for label in ("utf-7", "idna", "punycode", "unicode_escape", "zlib", "rot13", "undefined", "", "a\0b", None):
        assert codec(label) is None


@pytest.mark.parametrize(
    ("language", "codec_name"),
    [
        (language, codec_name)
        for language in SENTENCES
        for codec_name in (*(names[0] for names in READ_AS.values()), "latin-1")
        if (language, codec_name) not in NOT_REPAIRED
    ],
)
def test_mojibake_is_repaired(language: str, codec_name: str) -> None:
    broken = mojibake(SENTENCES[language], codec_name)
    done = stripped(broken)
    assert done.edited.clean == SENTENCES[language]
    assert (
        restore(
            done.edited.clean, [(e.start, e.end, e.replacement, broken[e.start : e.end]) for e in done.edited.edits]
        )
        == broken
    )


@pytest.mark.parametrize("language", SENTENCES)
@pytest.mark.parametrize("layers", [2, 3])
def test_several_layers_are_repaired(language: str, layers: int) -> None:
    broken = mojibake(SENTENCES[language], *["sloppy-windows-1252"] * layers)
    assert stripped(broken).edited.clean == SENTENCES[language]


@pytest.mark.parametrize("language", SENTENCES)
@pytest.mark.parametrize("written", ["{}", "«{}»", "“{}”", "‘{}’ – „{}“", "{}…", "{}™", "{}\xa0°"])
@pytest.mark.parametrize("case", [str, str.upper])
def test_correct_text_is_left_alone(language: str, written: str, case: type[str]) -> None:
    words = [written.replace("{}", word) for word in re.findall(r"[^\W\d_]+", case(SENTENCES[language]))]
    page = "\n".join([case(SENTENCES[language]), " ".join(words), "\xa0".join(words)])
    assert stripped(page, CHARACTER_RULES).edited.edits == ()


def test_mojibake_is_repaired_before_its_parts_are_taken_for_something_else() -> None:
    page = "Die BÃ\xadlder, â€œsagt erâ€\x9d, sind schÃ¶n"
    done = stripped(page, STRIP_RULES)
    assert done.edited.clean == "Die Bílder, “sagt er”, sind schön"
    assert {edit.rule for edit in done.edited.edits} == {"EN01"}


def test_a_page_from_a_column_has_no_encoding_to_doubt() -> None:
    page = "<html><head><meta charset='koi8-r'></head><body><p>Die Bäder sind offen.</p></body></html>"
    decoded = html.of_record(Record("a.jsonl#1", page.encode(), ".html", page))
    assert not [claim for claim in decoded.claims if claim.field == "encoding"]
    assert [claim.value for claim in html.article("a.html", page.encode()).claims if claim.field == "encoding"] == [
        "koi8-r"
    ]


def test_mojibake_on_a_long_line_costs_no_square(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []
    nothing_else = en01_mojibake._nothing_else
    monkeypatch.setattr(
        en01_mojibake, "_nothing_else", lambda text, page: looked.append(text) or nothing_else(text, page)
    )
    done = stripped("cafÃ© dâ€™Ã©tÃ© à côté. " * 500, STRIP_RULES)
    assert len(done.edited.of("EN01")) > 1_000
    assert len(looked) < 20
