"""Sentences that say when an article was published, or changed last."""

from __future__ import annotations

import pytest

from invented import dossier_of

STATED = [
    ("This story was originally published March 5, 2024 at 10:15 AM.", "published"),
    ("(This story was updated at 10:15 a.m. on March 5, 2024.)", "modified"),
    ("This article was originally published on March 5, 2024 in The Norrhaven Gazette.", None),
    ("* This article was amended on 5 March 2024 to correct the name of the harbour.", "modified"),
    ("This page was last updated on 2024-03-05", "modified"),
    ("Juttu on julkaistu 5. maaliskuuta 2024.", "published"),
    ("Juttua päivitetty 5.3.2024 kello 10.15.", "modified"),
    ("Artiklen er opdateret den 5. marts 2024.", "modified"),
    ("Artikkelen ble publisert 5. mars 2024.", "published"),
    ("Článek byl aktualizován 5. března 2024.", "modified"),
    ("A cikk eredetileg 2024. március 5-én jelent meg.", "published"),
    ("Articolul a fost publicat pe 5 martie 2024.", "published"),
    ("Bu haber 5 Mart 2024 tarihinde güncellenmiştir.", "modified"),
    ("Статья опубликована 5 марта 2024 года.", "published"),
    ("Материал обновлён 5 марта 2024 года.", "modified"),
    ("Матеріал оновлено 5 березня 2024 року.", "modified"),
    ("Artikel ini telah diperbarui pada 5 Maret 2024.", "modified"),
    ("Bài viết được cập nhật ngày 5/3/2024.", "modified"),
    ("本文发表于2024年3月5日。", "published"),
    ("本文于2024年3月5日更新。", "modified"),
    ("この記事は2024年3月5日に公開されました。", "published"),
    ("本記事は2024年3月5日に更新されました。", "modified"),
    ("이 기사는 2024년 3월 5일에 작성되었습니다.", "published"),
    ("Dit artikel is op 5 maart 2024 om 10.15 uur bijgewerkt.", "modified"),
    ("This article was last updated on March 5, 2024.", "modified"),
    ("This story was updated on March 5, 2024.", "modified"),
    ("This story was updated at 10:15 a.m. on March 5, 2024.", "modified"),
    ("This article was originally published on March 5, 2024.", "published"),
    ("This story was first published on March 5, 2024.", "published"),
    ("This article was published on March 5, 2024.", "published"),
    ("This page was last modified on 5 March 2024, at 10:15.", "modified"),
    ("Updated on March 5, 2024 to include comment from the mayor.", "modified"),
    ("Dieser Artikel wurde zuletzt am 5. März 2024 aktualisiert.", "modified"),
    ("Dieser Artikel wurde am 5. März 2024 veröffentlicht.", "published"),
    ("Dieser Text erschien zuerst am 5. März 2024.", "published"),
    ("Cet article a été mis à jour le 5 mars 2024.", "modified"),
    ("Cet article a été publié le 5 mars 2024.", "published"),
    ("Este artículo fue actualizado el 5 de marzo de 2024.", "modified"),
    ("Este artículo se publicó originalmente el 5 de marzo de 2024.", "published"),
    ("Esta noticia fue publicada el 5 de marzo de 2024.", "published"),
    ("Articolo aggiornato il 5 marzo 2024.", "modified"),
    ("Questo articolo è stato pubblicato il 5 marzo 2024.", "published"),
    ("Dit artikel is bijgewerkt op 5 maart 2024.", "modified"),
    ("Dit artikel werd gepubliceerd op 5 maart 2024.", "published"),
    ("Este artigo foi atualizado em 5 de março de 2024.", "modified"),
    ("Este texto foi publicado em 5 de março de 2024.", "published"),
    ("Artykuł został zaktualizowany 5 marca 2024 r.", "modified"),
    ("Artikeln publicerades den 5 mars 2024.", "published"),
    ("Artikeln uppdaterades den 5 mars 2024.", "modified"),
    ("Dieser Text wurde am 5. März 2024 um 10:15 Uhr aktualisiert.", "modified"),
    ("The council said this article was published on March 5, 2024 and then withdrawn.", None),
    ("This report was published on March 5, 2024 by the harbour office of Norrhaven.", None),
    ("The story of the harbour was written on March 5, 2024.", None),
    ("Tekst 5 marca 2024 roku trafił do sejmu.", None),
    ("本报道最早发布于2024年3月5日。", "published"),
]
TEXT = (
    "Harbour of Norrhaven gets a new crane",
    "The crane will lift forty tonnes, the harbour master said, and it will stand on the quay before the winter storms.",
    "It replaces two older ones, which had been in use for more than thirty years and were often under repair.",
)


@pytest.mark.parametrize("at", [1, 3], ids=["below the headline", "at the end"])
@pytest.mark.parametrize(("sentence", "field"), STATED)
def test_day_is_read(sentence: str, field: str | None, at: int) -> None:
    dossier = dossier_of("\n".join((*TEXT[:at], sentence, *TEXT[at:])))
    days = {name: (dossier.value(name) or "")[:10] for name in ("published", "modified")}
    assert days["modified"] == ("2024-03-05" if field == "modified" else "")
    assert days["published"] == ("2024-03-05" if field else ""), (
        "an update is the best guess where nothing else is told"
    )


def test_a_day_that_stands_alone_is_believed_first() -> None:
    lines = (TEXT[0], "March 7, 2024", *TEXT[1:], "This story was originally published on March 5, 2024.")
    assert dossier_of("\n".join(lines)).value("published") == "2024-03-07"
