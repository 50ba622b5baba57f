"""What differs between two copies: numbers in words, words that say the opposite, names in scripts that part no words."""

from __future__ import annotations

import pytest

from invented import article_of, prose
from presscheck import lexicons, pipeline
from presscheck.link.facts import contrast, in_words

CHINESE = (
    "北港市议会周一晚间表决通过，明年春天重新开放旧港浴场，此前市民为修缮费用争论了十一年之久，意见一直没有统一。\n\n"
    "建筑商曾警告说，旧墙经不起又一个冬天的西北风暴，每等一年，海闸的费用就会翻一番，市财政将难以承受。"
)
JAPANESE = (
    "北港市の議会は月曜日の夜、古い港の浴場を来年の春に再開することを決めた。費用をめぐる議論は十一年続き、意見は分かれていた。\n\n"
    "業者は、古い壁は北西からの嵐が吹くもう一度の冬には耐えられず、一年待つごとに水門の費用は倍になると警告していた。"
)


def differs(sentence: str, one: str, other: str, body: str) -> list[tuple[str, set[str]]]:
    """Kind and wordings of what differs between two copies that end in a sentence with one or another wording."""
    texts = (f"{head}\n\n{body}\n\n{sentence.format(said)}" for head, said in (("Baths", one), ("Walls", other)))
    batch = pipeline.examine([article_of(text, f"{number}.txt") for number, text in enumerate(texts)])
    return [(one.kind, {one.text_a, one.text_b}) for one in batch.drifts]


@pytest.mark.parametrize(
    ("sentence", "one", "other", "kind", "wordings"),
    [
        (
            "The repairs of the walls will keep {} builders busy until October.",
            "forty-one",
            "forty-four",
            "number",
            {"forty-one", "forty-four"},
        ),
        (
            "The repairs of the walls will keep {} busy until October.",
            "one builder",
            "two builders",
            "number",
            {"one", "two"},
        ),
        (
            "The repairs will cost {} million crowns before the end of October.",
            "one",
            "three",
            "number",
            {"one million", "three million"},
        ),
        ("The clerk said that {} people were hurt at the gate.", "twenty-one", "27", "number", {"twenty-one", "27"}),
        ("The clerk said that {} people were hurt at the gate.", "twenty-one", "21", None, set()),
        ("The clerk said that {} people were hurt at the gate.", "two dozen", "24", None, set()),
        ("The baths were first opened in the {} by a mayor who swam.", "1930s", "1950s", "number", {"1930s", "1950s"}),
        (
            "Die Arbeiten beschäftigen nach Angaben der Stadt {} Menschen bis Oktober.",
            "einundvierzig",
            "vierundvierzig",
            "number",
            {"einundvierzig", "vierundvierzig"},
        ),
        (
            "Les travaux sur les murs occuperont {} ouvriers jusqu'au mois d'octobre.",
            "quarante et un",
            "quarante-quatre",
            "number",
            {"quarante et un", "quarante-quatre"},
        ),
        (
            "The gates were locked {} the storm had reached the harbour.",
            "before",
            "after",
            "contrast",
            {"before", "after"},
        ),
        ("The gates were locked {} the storm had reached the harbour.", "before", "until", None, set()),
        (
            "Two people were {} when the platform fell into the harbour.",
            "killed",
            "hurt",
            "contrast",
            {"killed", "hurt"},
        ),
        (
            "Builders found cracks in the {} wall of the baths.",
            "northern",
            "eastern",
            "contrast",
            {"northern", "eastern"},
        ),
        ("“We shall lock the gates {} the storm,” she told them.", "before", "after", "quotation", {"before", "after"}),
        (
            "أغلقت بوابات الميناء {} العاصفة الكبيرة التي ضربت الساحل وفق ما قالت المدينة.",
            "قبل",
            "بعد",
            "contrast",
            {"قبل", "بعد"},
        ),
        (
            "قال المتحدث إن {} شخصا نقلوا إلى البر سالمين بعد الحادث الذي وقع ليلا.",
            "تسعة عشر",
            "ستة عشر",
            "number",
            {"تسعة عشر", "ستة عشر"},
        ),
        (
            "परिषद ने मंगलवार को तरणताल के लिए {} करोड़ रुपये मंजूर किए और काम शुरू किया।",
            "चार",
            "चौदह",
            "number",
            {"चार करोड़", "चौदह करोड़"},
        ),
        (
            "महापौर ने कहा कि मरम्मत का काम मानसून से {} पूरा हो जाएगा और शुल्क नहीं बढ़ेगा।",
            "पहले",
            "बाद",
            "contrast",
            {"पहले", "बाद"},
        ),
        (
            "시장은 수리비 {} 나룻배 요금에서 충당하겠다고 시민들에게 말했다.",
            "14억원을",
            "41억원을",
            "number",
            {"14억원을", "41억원을"},
        ),
        ("시장은 수리비 {} 나룻배 요금에서 충당하겠다고 시민들에게 말했다.", "14억원을", "14억을", None, set()),
        (
            "{} 시장은 수리비를 나룻배 요금에서 충당하겠다고 어제 저녁 시민들에게 말했다.",
            "박준호",
            "박준오",
            "name",
            {"박준호", "박준오"},
        ),
    ],
)
def test_what_words_say(sentence: str, one: str, other: str, kind: str | None, wordings: set[str]) -> None:
    body = f"{prose(1)}\n\n{prose(2)}"
    assert differs(sentence, one, other, body) == ([(kind, wordings)] if kind else [])


@pytest.mark.parametrize(
    ("sentence", "one", "other", "found"),
    [
        ("市长王{}表示，修缮工程的资金将来自渡轮税，工程预计十月底完工。", "芳", "芬", [("name", {"王芳", "王芬"})]),
        ("市长{}芳表示，修缮工程的资金将来自渡轮税，工程预计十月底完工。", "王", "李", [("name", {"王", "李"})]),
        ("市长王芳{}，修缮工程的资金将来自渡轮税，工程预计十月底完工。", "表示", "指出", []),
        (
            "市长安娜·{}尔表示，修缮工程的资金将来自渡轮税，工程预计十月底完工。",
            "索莱",
            "索勒",
            [("name", {"索莱", "索勒"})],
        ),
        (
            "修缮工程将有三十{}名工人参加，资金将来自渡轮税，预计十月底完工。",
            "四",
            "七",
            [("number", {"三十四", "三十七"})],
        ),
        (
            "港口的大门在风暴{}已经关闭，市政府发言人对在场的记者们说。",
            "之前",
            "之后",
            [("contrast", {"之前", "之后"})],
        ),
        ("市政府说，港口的大门将于星期{}重新打开，工人们正在做准备。", "三", "五", [("weekday", {"星期三", "星期五"})]),
    ],
)
def test_what_differs_in_chinese(sentence: str, one: str, other: str, found: list[tuple[str, set[str]]]) -> None:
    assert differs(sentence, one, other, CHINESE) == found


@pytest.mark.parametrize(
    ("sentence", "one", "other", "found"),
    [
        (
            "{}市長は、修理の費用は渡し船の税から出すと述べ、工事は十月末まで続くと説明した。",
            "佐藤",
            "加藤",
            [("name", {"佐藤", "加藤"})],
        ),
        (
            "{}さんは、修理の費用は渡し船の税から出すべきだと述べ、署名した人の名前を読み上げた。",
            "アナ・ソレール",
            "アナ・ソラール",
            [("name", {"アナ・ソレール", "アナ・ソラール"})],
        ),
        (
            "説明会は{}十時から港の会館で開かれ、市の担当者が工事の予定を説明した。",
            "午前",
            "午後",
            [("contrast", {"午前", "午後"})],
        ),
        ("修理の費用は渡し船の{}から出すべきだと市は述べ、工事の予定を説明した。", "税", "金", []),
    ],
)
def test_what_differs_in_japanese(sentence: str, one: str, other: str, found: list[tuple[str, set[str]]]) -> None:
    assert differs(sentence, one, other, JAPANESE) == found


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("forty one", 41),
        ("two hundred and six", 206),
        ("three million two hundred thousand", 3_200_000),
        ("quatre vingt dix sept", 97),
        ("soixante dix", 70),
        ("cuarenta y dos", 42),
        ("negentig", 90),
        ("zesenvijftig", 56),
        ("quarantotto", 48),
        ("half", None),
        ("and", None),
        ("two builders", None),
    ],
)
def test_numbers_in_words(words: str, number: int | None) -> None:
    assert in_words(words.split()) == number


def test_every_word_of_a_contrast_stands_on_one_side_of_its_line() -> None:
    for line in lexicons.words("contrasts"):
        said = [word.strip() for side in line.split("/") for word in side.split(",")]
        assert len(said) == len({*said}), line
    assert contrast("before", "after")
    assert not contrast("before", "until")
    assert not contrast("before", "gate")


GATES = "The gates had been shut for {} when the town of Norrhaven bought the old baths."
REPAIRS = "The repairs would cost {} over the next ten summers, the treasurer of Norrhaven said."
LEVY = "The ferry levy would rise by {} from the first of January next year, the town said."
VOTE = "The vote was taken at {} in the town hall by the harbour, with all members there."


@pytest.mark.parametrize(
    ("sentence", "one", "other"),
    [
        (GATES, "30 years", "three decades"),
        (GATES, "28 years", "nearly three decades"),
        (GATES, "10 years", "a decade"),
        (GATES, "200 years", "two centuries"),
        (REPAIRS, "$1.2bn", "$1.2 billion"),
        (REPAIRS, "$1.2bn", "1.2 billion dollars"),
        (REPAIRS, "$1,204,000", "$1.2 million"),
        (REPAIRS, "3,5 Millionen Euro", "3.5 Mio. Euro"),
        (REPAIRS, "5m crowns", "5 million crowns"),
        (REPAIRS, "500,000 crowns", "half a million crowns"),
        (LEVY, "5 per cent", "5%"),
        (LEVY, "5 Prozent", "5 %"),
        (VOTE, "15:00 on Monday", "3 p.m. on Monday"),
        (VOTE, "3:00 p.m. on Monday", "3pm on Monday"),
        (VOTE, "10:15 on Monday", "10.15 on Monday"),
        (VOTE, "10:15 p.m. on Monday", "10:15 on Monday"),
        (VOTE, "noon on Monday", "12 p.m. on Monday"),
        ("The petition of {} lay in the town hall by the harbour until Monday.", "Jo O'Brien", "Jo OBrien"),
        ("The town said that {} largest baths drew visitors from the coast.", "Norrhaven's", "Norrhavens"),
    ],
)
def test_the_same_measure_in_other_words_is_no_difference(sentence: str, one: str, other: str) -> None:
    assert not differs(sentence, one, other, f"{prose(1)}\n\n{prose(2)}")


@pytest.mark.parametrize(
    ("sentence", "one", "other", "kind", "wordings"),
    [
        (GATES, "30 years", "two decades", "number", {"30 years", "two decades"}),
        (GATES, "20 years", "a decade", "number", {"20 years", "a decade"}),
        (REPAIRS, "$1.2bn", "$1.2m", "number", {"1.2bn", "1.2m"}),
        (REPAIRS, "$1.2bn", "$1.2 million", "number", {"1.2bn", "1.2 million"}),
        (REPAIRS, "600,000 crowns", "half a million crowns", "number", {"600,000", "half a million"}),
        (LEVY, "5 percent", "6%", "number", {"5 percent", "6%"}),
        (VOTE, "10:15 a.m. on Monday", "10:15 p.m. on Monday", "number", {"10:15 a.m.", "10:15 p.m."}),
        (VOTE, "15:00 on Monday", "4 p.m. on Monday", "number", {"15:00", "4 p.m."}),
        (VOTE, "10:15 on Monday", "11:15 on Monday", "number", {"10:15", "11:15"}),
        (VOTE, "3pm on Monday", "4pm on Monday", "number", {"3pm", "4pm"}),
    ],
)
def test_other_measures_differ_whole(sentence: str, one: str, other: str, kind: str, wordings: set[str]) -> None:
    assert differs(sentence, one, other, f"{prose(1)}\n\n{prose(2)}") == [(kind, wordings)]
