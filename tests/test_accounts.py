"""The accounts of one event side by side, by party and by outlet."""

from dateline.model import Span
from dateline.views.accounts import Statement, Value, set_side_by_side


def said(sentence, party=None, outlet="Courier", report="r1", start=0, **more):
    return Statement(report, Span(start, start + len(sentence)), sentence, outlet, party, **more)


PALACE = "the Palace"
MINISTRY = "the Ministry"
CALL = (
    said(
        "The two presidents spoke by telephone about the border dispute, the Palace said.",
        PALACE,
        actors=("Ana Ruiz", "Jon Berg"),
        dates=("2021-05-04",),
    ),
    said(
        "The Palace said a prisoner exchange would follow in autumn.",
        PALACE,
        start=100,
        actors=("Ana Ruiz",),
    ),
    said(
        "The presidents discussed the border dispute by telephone, according to the Ministry.",
        MINISTRY,
        "Herald",
        "r2",
        actors=("Ana Ruiz", "Jon Berg"),
        dates=("2021-05-04",),
    ),
    said(
        "Grain shipments were mentioned first by the other side, the Ministry noted.",
        MINISTRY,
        "Herald",
        "r2",
        100,
    ),
)


def rows_of(statements, by="party"):
    return {(row.aspect, row.value): row for row in set_side_by_side(statements, by)}


def test_what_stands_in_both_accounts_is_told_from_what_stands_in_one():
    rows = rows_of(CALL)
    assert rows["date", "2021-05-04"].words == "in both"
    assert rows["actor", "Jon Berg"].words == "in both"
    both = rows["statement", CALL[2].sentence]
    assert [voice.name for voice in both.voices] == [MINISTRY, PALACE]
    alone = rows["statement", CALL[1].sentence]
    assert alone.words == "in one among 2 parties"
    assert alone.voices[0].statements == (CALL[1],)


def test_no_row_says_agreed_or_only():
    for by in ("party", "outlet"):
        for row in set_side_by_side(CALL, by):
            assert "agree" not in row.words
            assert "only" not in row.words


def test_a_figure_that_differs_is_one_row_with_both_values():
    statements = (
        said("Police counted 12 dead.", "police", figures=(Value("killed", 12, "12"),)),
        said(
            "The union counted at least 20 dead.", "the union", figures=(Value("killed", 20, "at least 20"),)
        ),
    )
    row = rows_of(statements)["figure", "killed: 12 / at least 20"]
    assert row.words == "differing in value"
    assert {voice.name: voice.value for voice in row.voices} == {"police": "12", "the union": "at least 20"}


def test_two_places_differ_but_two_actors_are_both_there():
    statements = (
        said("They met in Oslo.", "one side", places=("Oslo",), actors=("Ana Ruiz",)),
        said("The talks took place in Bergen.", "the other side", places=("Bergen",), actors=("Jon Berg",)),
    )
    rows = rows_of(statements)
    assert rows["place", "Bergen / Oslo"].standing == "differing"
    assert rows["actor", "Ana Ruiz"].words == "in one among 2 parties"


def test_outlets_with_the_same_copy_count_once():
    statements = (
        said("A bridge fell.", outlet="Courier", report="r1", copy="Wire Service"),
        said("A bridge fell.", outlet="Herald", report="r2", copy="Wire Service"),
        said("The bridge over the Sund fell.", outlet="Gazette", report="r3"),
    )
    names = {voice.name for row in set_side_by_side(statements, "outlet") for voice in row.voices}
    assert names == {"Gazette", "Wire Service"}
    assert all(row.among == 2 for row in set_side_by_side(statements, "outlet"))


def test_a_denial_is_not_put_with_what_it_denies():
    claim = said("Troops crossed the northern river at dawn.", "the rebels")
    denial = said("Troops never crossed the northern river at dawn.", "the army", denies=True)
    rows = [row for row in set_side_by_side((claim, denial)) if row.aspect == "statement"]
    assert [(row.standing, row.denied) for row in rows] == [("in one", True), ("in one", False)]


def test_the_order_of_the_statements_does_not_matter():
    assert set_side_by_side(CALL) == set_side_by_side(CALL[::-1])


def test_nothing_told_gives_no_rows():
    assert set_side_by_side(()) == ()


def test_the_sentences_that_tell_of_the_event_stand_side_by_side_whatever_their_words():
    one = said("The two leaders rang each other up at noon.", PALACE, tells=True)
    later = said("A second sentence on the call follows.", PALACE, start=60, tells=True)
    other = said("A conversation took place, officials wrote.", MINISTRY, "Herald", "r2", tells=True)
    row = rows_of((later, other, one))["statement", other.sentence]
    assert row.words == "in both"
    assert [voice.statements for voice in row.voices] == [(other,), (one,)]


def test_a_sentence_that_a_copy_repeats_is_shown_once():
    words = "The ferry was late by a day."
    copies = [said(words, outlet=name, report=name, copy="copy of r1") for name in ("r1", "r2")]
    rows = [row for row in set_side_by_side(copies, "outlet") if row.aspect == "statement"]
    assert [voice.statements for row in rows for voice in row.voices] == [(copies[0],)]


def test_each_account_goes_in_the_order_of_its_text():
    rows = set_side_by_side((said("Zebras came first.", start=0), said("Apes came later.", start=40)))
    assert [row.value for row in rows] == ["Zebras came first.", "Apes came later."]
