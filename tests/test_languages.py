"""Reports in languages that are not read yet: kept and searchable, not coded."""

import pytest

from dateline.archive import Archive
from dateline.intake.language import language_of
from dateline.pipeline import read
from dateline.views import search

ENGLISH = (
    "The council of Lisford met on Tuesday to speak about the harbour bridge, closed for a "
    "year after the storm. The minister of transport will visit the town on Friday to meet "
    "the dockers on strike."
)
QUOTE = (
    "«Мы откроем его до лета, и никто не сможет нам помешать. Городской совет уже выделил "
    "деньги на ремонт моста, и мы благодарим всех, кто помогал нам в это время», the mayor "
    "told reporters in Russian on Tuesday. "
)
FOREIGN = {
    "fr": "Le conseil municipal s'est réuni mardi pour discuter du pont du port, fermé depuis un "
    "an. « Nous le rouvrirons avant l'été », a déclaré le maire aux journalistes après la "
    "réunion à l'hôtel de ville.",
    "es": "El ayuntamiento se reunió el martes para hablar del puente del puerto, cerrado desde "
    "hace un año. «Lo abriremos antes del verano», dijo el alcalde a los periodistas tras la "
    "reunión.",
    "de": "Der Stadtrat hat am Dienstag über die Hafenbrücke beraten, die seit einem Jahr gesperrt "
    "ist. „Wir werden sie noch vor dem Sommer öffnen“, sagte der Bürgermeister nach der "
    "Sitzung im Rathaus.",
    "ru": "Городской совет во вторник обсудил мост в порту, закрытый уже год после шторма. «Мы "
    "откроем его до лета», — заявил мэр журналистам после заседания в ратуше. Ремонт "
    "обошелся в 12 миллионов евро.",
    "ar": "عقد المجلس البلدي اجتماعا يوم الثلاثاء لمناقشة جسر الميناء المغلق منذ عام بعد العاصفة. "
    "وقال رئيس البلدية للصحفيين بعد الاجتماع سنعيد فتحه قبل الصيف. وقد كلفت الإصلاحات حتى "
    "الآن اثني عشر مليون يورو بحسب المجلس.",
    "zh": ""
    "市议会星期二开会讨论因风暴关闭一年的港口大桥。市长会后对记者说,我们将在夏天之前重新开放。据市议会介绍,维修工程至今已花费一千二百万欧元。交通部长将于星期五前来会见罢工的码头工人。",
}
WORDS = {"fr": "pont", "es": "alcalde", "de": "hafenbrücke", "ru": "мэр", "ar": "المجلس", "zh": "大桥"}


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    folder = tmp_path_factory.mktemp("languages")
    for code, text in {**FOREIGN, "en": QUOTE + ENGLISH}.items():
        (folder / f"{code}.txt").write_text(text, encoding="utf-8")
    with Archive(folder / "a.db", create=True) as archive:
        read(archive, [str(folder / f"{code}.txt") for code in (*FOREIGN, "en")])
        yield archive


def test_a_short_report_full_of_names_is_english():
    text = "Lagos, 3 June — A court in Lagos on Friday jailed Bala Adeyemi, former governor, for nine years."
    assert language_of(text) == "en"
    pidgin = "Di court wey dey Lagos don jail Bala Adeyemi, wey be governor, on top money palava."
    assert language_of(pidgin) == "pcm"


@pytest.mark.parametrize("code", FOREIGN)
def test_a_report_in_another_language_is_kept_and_found_and_gives_no_rows(archive, code):
    [row] = [r for r in archive.rows("reports") if r["source"].endswith(f"{code}.txt")]
    assert (row["language"], row["status"]) == (code, "partial")
    assert row["reason"].endswith("which is not read yet: kept and searchable, not coded")
    hits = search(archive, WORDS[code])
    assert {hit.report for hit in hits} == {row["id"]}
    for table in ("event_mentions", "attributions", "figures", "positions"):
        assert not list(archive.rows(table, "report = ?", (row["id"],)))


def test_a_phrase_in_a_script_without_spaces_is_its_characters_in_order(archive):
    assert search(archive, "市议会 码头工人")[0].passage.text.startswith("市议会星期二")
    assert not search(archive, "桥大")


def test_a_report_in_english_that_quotes_at_length_in_another_script_is_english(archive):
    assert language_of(QUOTE + ENGLISH) == "en"
    [row] = [r for r in archive.rows("reports") if r["source"].endswith("en.txt")]
    assert row["status"] == "read"
    assert list(archive.rows("event_mentions", "report = ?", (row["id"],)))
    assert language_of(QUOTE) == "ru"
