"""A text's headline, byline, date and language in the languages of the world's larger newsrooms."""

from __future__ import annotations

import pytest

from presscheck import pipeline
from presscheck.read import Record, read

TEXTS = {
    "ar": (
        "المجلس يعيد فتح حمامات الميناء القديمة",
        ("بقلم: ليلى حداد", "ليلى حداد"),
        "٩ مارس ٢٠٢٦",
        "قرر مجلس المدينة يوم الاثنين إعادة فتح حمامات الميناء القديمة في الربيع المقبل بعد أحد عشر عاما من الجدل حول التكلفة.",
    ),
    "bn": (
        "পরিষদ পুরনো বন্দর স্নানাগার আবার খুলবে",
        ("লিখেছেন অনিতা সেন", "অনিতা সেন"),
        "৯ মার্চ ২০২৬",
        "সোমবার নগর পরিষদ এগারো বছরের বিতর্কের পর আগামী বসন্তে পুরনো বন্দর স্নানাগার আবার খোলার সিদ্ধান্ত নিয়েছে।",
    ),
    "cs": (
        "Rada znovu otevře staré přístavní lázně",
        ("Autor: Jana Nováková", "Jana Nováková"),
        "9. března 2026",
        "Městská rada v pondělí rozhodla, že po jedenácti letech sporů o náklady příští jaro znovu otevře staré přístavní lázně.",
    ),
    "da": (
        "Byrådet genåbner det gamle havnebad",
        ("Af Mette Sørensen", "Mette Sørensen"),
        "9. marts 2026",
        "Byrådet besluttede mandag at genåbne det gamle havnebad næste forår efter elleve års strid om udgifterne til reparationen.",
    ),
    "el": (
        "Το συμβούλιο ανοίγει ξανά τα παλιά λουτρά",
        ("Της Μαρίας Παπαδοπούλου", "Μαρίας Παπαδοπούλου"),
        "9 Μαρτίου 2026",
        "Το δημοτικό συμβούλιο αποφάσισε τη Δευτέρα να ανοίξει ξανά τα παλιά λουτρά του λιμανιού, ύστερα από έντεκα χρόνια διαφωνιών.",
    ),
    "fa": (
        "شورا حمام‌های قدیمی بندر را دوباره باز می‌کند",
        ("نویسنده: مریم رضایی", "مریم رضایی"),
        "۹ مارس ۲۰۲۶",
        "شورای شهر روز دوشنبه تصمیم گرفت پس از یازده سال بحث درباره هزینه، حمام‌های قدیمی بندر را بهار آینده دوباره باز کند.",
    ),
    "fi": (
        "Valtuusto avaa vanhan satamakylpylän",
        ("Teksti: Anna Virtanen", "Anna Virtanen"),
        "9. maaliskuuta 2026",
        "Kaupunginvaltuusto päätti maanantaina avata vanhan satamakylpylän uudelleen ensi keväänä yhdentoista vuoden kiistan jälkeen.",
    ),
    "he": (
        "המועצה תפתח מחדש את המרחצאות הישנים",
        ("מאת נועה כהן", "נועה כהן"),
        "9 במרץ 2026",
        "מועצת העיר החליטה ביום שני לפתוח מחדש את המרחצאות הישנים בנמל באביב הבא, אחרי אחת עשרה שנים של ויכוחים על המחיר.",
    ),
    "hi": (
        "परिषद पुराने बंदरगाह स्नानघर फिर खोलेगी",
        ("द्वारा: अनीता शर्मा", "अनीता शर्मा"),
        "९ मार्च २०२६",
        "नगर परिषद ने सोमवार को ग्यारह साल की बहस के बाद अगले वसंत में पुराने बंदरगाह स्नानघर को फिर से खोलने का फैसला किया।",
    ),
    "hu": (
        "A tanács újra megnyitja a régi kikötői fürdőt",
        ("Írta: Kovács Anna", "Kovács Anna"),
        "2026. március 9.",
        "A városi tanács hétfőn úgy döntött, hogy tizenegy évnyi vita után jövő tavasszal újra megnyitja a régi kikötői fürdőt.",
    ),
    "id": (
        "Dewan membuka kembali pemandian pelabuhan lama",
        ("Oleh: Siti Rahma", "Siti Rahma"),
        "9 Maret 2026",
        "Dewan kota pada hari Senin memutuskan membuka kembali pemandian pelabuhan lama setelah sebelas tahun berdebat soal biaya.",
    ),
    "ja": (
        "市議会、港の浴場を再開へ",
        ("文・森下 千春", "森下 千春"),
        "2026年3月9日",
        "市議会は月曜日、11年にわたる費用をめぐる議論の末、来春に旧港浴場を再開することを決めた。修繕には四百万クローネかかる見込みだ。",
    ),
    "ko": (
        "시의회, 옛 항구 목욕탕 다시 연다",
        ("김민수 기자", "김민수"),
        "2026년 3월 9일",
        "시의회는 월요일 11년 동안 비용을 두고 논쟁한 끝에 내년 봄 옛 항구 목욕탕을 다시 열기로 결정했다. 수리에는 4백만 크로네가 들며 비용은 연락선 세금으로 낸다고 시 재무관이 말했다.",
    ),
    "pl": (
        "Rada znów otworzy stare łaźnie portowe",
        ("Autor: Anna Kowalska", "Anna Kowalska"),
        "9 marca 2026",
        "Rada miasta zdecydowała w poniedziałek, że po jedenastu latach sporów o koszty wiosną przyszłego roku ponownie otworzy stare łaźnie portowe.",
    ),
    "ro": (
        "Consiliul redeschide vechile băi din port",
        ("De Ioana Marin", "Ioana Marin"),
        "9 martie 2026",
        "Consiliul orășenesc a hotărât luni să redeschidă vechile băi din port primăvara viitoare, după unsprezece ani de dispute.",
    ),
    "sr": (
        "Скупштина поново отвара старо лучко купатило",
        ("Пише: Милица Јовановић", "Милица Јовановић"),
        "9. март 2026.",
        "Градска скупштина је у понедељак одлучила да идућег пролећа поново отвори старо лучко купатило, после једанаест година спора.",
    ),
    "th": (
        "สภาเมืองจะเปิดโรงอาบน้ำเก่าอีกครั้ง",
        ("โดย สมชาย ใจดี", "สมชาย ใจดี"),
        "9 มีนาคม 2569",
        "สภาเมืองมีมติเมื่อวันจันทร์ให้เปิดโรงอาบน้ำเก่าที่ท่าเรืออีกครั้งในฤดูใบไม้ผลิหน้า หลังถกเถียงเรื่องค่าใช้จ่ายมาสิบเอ็ดปี",
    ),
    "tr": (
        "Meclis eski liman hamamını yeniden açıyor",
        ("Yazan: Ayşe Yılmaz", "Ayşe Yılmaz"),
        "9 Mart 2026",
        "Belediye meclisi, on bir yıl süren tartışmanın ardından eski liman hamamını gelecek ilkbaharda yeniden açmaya pazartesi karar verdi.",
    ),
    "uk": (
        "Рада знову відкриє стару портову купальню",
        ("Автор: Олена Коваль", "Олена Коваль"),
        "9 березня 2026",
        "Міська рада в понеділок вирішила знову відкрити стару портову купальню наступної весни після одинадцяти років суперечок.",
    ),
    "ur": (
        "کونسل پرانے بندرگاہ حمام دوبارہ کھولے گی",
        ("رپورٹ: سارہ خان", "سارہ خان"),
        "9 مارچ 2026",
        "شہر کی کونسل نے پیر کو گیارہ سال کی بحث کے بعد اگلے موسم بہار میں بندرگاہ کے پرانے حمام دوبارہ کھولنے کا فیصلہ کیا ہے۔",
    ),
    "vi": (
        "Hội đồng mở lại nhà tắm cũ ở cảng",
        ("Tác giả: Nguyễn Thị Lan", "Nguyễn Thị Lan"),
        "9 tháng 3 năm 2026",
        "Hội đồng thành phố hôm thứ Hai quyết định mở lại nhà tắm cũ ở cảng vào mùa xuân tới sau mười một năm tranh cãi về chi phí.",
    ),
    "zh": (
        "议会决定重新开放旧港浴场",
        ("记者 王小明", "王小明"),
        "2026年3月9日",
        "市议会周一决定，经过十一年关于费用的争论之后，将于明年春天重新开放旧港浴场。修缮费用预计为四百万克朗，由渡轮税支付。",
    ),
}
"""Language -> headline, byline and its author, day (9 March 2026), paragraph."""


CALENDARS = (
    ("fa", "دوشنبه ۱۸ اسفند ۱۴۰۴"),
    ("fa", "تاریخ انتشار: ۱۴۰۴/۱۲/۱۸"),
    ("fa", "۱۸ اسفند ۱۴۰۴ - ۹ مارس ۲۰۲۶"),
    ("ja", "令和8年3月9日"),
    ("th", "9 มี.ค. 69"),
    ("th", "วันจันทร์ที่ 9 มีนาคม พ.ศ. 2569"),
    ("zh", "民國115年3月9日"),
)
"""The same day in the calendars of some countries."""


@pytest.mark.parametrize(("language", "day"), [*((language, text[2]) for language, text in TEXTS.items()), *CALENDARS])
def test_a_short_text(language: str, day: str) -> None:
    headline, (byline, author), _, paragraph = TEXTS[language]
    text = "\n\n".join([headline, byline, day, paragraph])
    articles, _ = read([Record(f"{language}.txt", text.encode(), ".txt")])
    (dossier,) = pipeline.examine(articles).dossiers
    assert (dossier.value("title"), [*dossier.values("author")]) == (headline, [author])
    assert (dossier.value("published"), dossier.value("language")) == ("2026-03-09", language)
    assert not dossier.edits
    assert not [finding.message for finding in dossier.findings]


BYLINES = (
    ("cs", "Autoři: Jana Nováková, Petr Svoboda", "Jana Nováková, Petr Svoboda"),
    ("cs", "Píše Jana Nováková", "Jana Nováková"),
    ("cs", "Vedoucí vydání: Petr Svoboda", ""),
    ("cs", "Napísala Jana Nováková", "Jana Nováková"),
    ("cs", "Napisao: Ivan Horvat", "Ivan Horvat"),
    ("cs", "Avtorica: Jana Novak", "Jana Novak"),
    ("uk", "Аутор: Марко Јовановић", "Марко Јовановић"),
    ("hu", "Nagy Péter | 2024. március 5.", "Nagy Péter"),
    ("hu", "Ivan Horvat, 5. ožujka 2024.", "Ivan Horvat"),
    ("da", "Skrevet af Mette Sørensen og Lars Holm", "Mette Sørensen, Lars Holm"),
    ("da", "Tekst og foto: Mette Sørensen", "Mette Sørensen"),
    ("fa", "گزارش: مریم رضایی", "مریم رضایی"),
    ("fa", "به قلم مریم رضایی و علی احمدی", "مریم رضایی, علی احمدی"),
    ("fa", "سردبیر: علی احمدی", ""),
    ("fi", "Teksti ja kuvat: Anna Virtanen", "Anna Virtanen"),
    ("hu", "Szerzők: Kovács Anna és Nagy Péter", "Kovács Anna, Nagy Péter"),
    ("hu", "Szerkesztő: Nagy Péter", ""),
    ("id", "Pewarta: Siti Rahma", "Siti Rahma"),
    ("id", "Penulis: Siti Rahma, Editor: Budi Santoso", "Siti Rahma"),
    ("ja", "ライター：森下千春", "森下千春"),
    ("ja", "構成・文 森下千春", "森下千春"),
    ("ja", "取材・文＝森下千春", "森下千春"),
    ("ko", "[김민수·이영희 기자]", "김민수, 이영희"),
    ("ko", "노르헤이븐=김민수 선임기자", "김민수"),
    ("ko", "글·사진 김민수 기자", "김민수"),
    ("ko", "편집 이영희", ""),
    ("pl", "oprac. Anna Kowalska", "Anna Kowalska"),
    ("pl", "Rozmawiała Anna Kowalska", "Anna Kowalska"),
    ("ro", "Articol de Ioana Marin și Dan Petrescu", "Ioana Marin, Dan Petrescu"),
    ("tr", "Haber: Ayşe Yılmaz", "Ayşe Yılmaz"),
    ("tr", "Haber Merkezi", ""),
    ("tr", "Haber: Haber Merkezi", ""),
    ("uk", "Автор – Олена Коваль", "Олена Коваль"),
    ("uk", "Підготували Олена Коваль і Іван Мельник", "Олена Коваль, Іван Мельник"),
    ("ur", "نامہ نگار: سارہ خان", "سارہ خان"),
    ("vi", "Bài và ảnh: Nguyễn Thị Lan", "Nguyễn Thị Lan"),
    ("vi", "PV Nguyễn Thị Lan", "Nguyễn Thị Lan"),
    ("vi", "Biên tập: Trần Văn Minh", ""),
    ("zh", "記者王小明／台北報導", "王小明"),
    ("zh", "本报记者 王小明 李丽", "王小明, 李丽"),
    ("zh", "作者 王小明 编辑 李华", "王小明"),
    ("zh", "责任编辑：李华", ""),
)
"""Bylines as these languages set them, and who is the author: editors, desks and places are none."""


@pytest.mark.parametrize(("language", "byline", "authors"), BYLINES)
def test_a_byline(language: str, byline: str, authors: str) -> None:
    headline, _, day, paragraph = TEXTS[language]
    articles, _ = read([Record(f"{language}.txt", "\n\n".join([headline, byline, day, paragraph]).encode(), ".txt")])
    (dossier,) = pipeline.examine(articles).dossiers
    assert ", ".join(dossier.values("author")) == authors
