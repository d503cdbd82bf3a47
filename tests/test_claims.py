"""Claims put to the sample reports: the right sentences, each in its place; and never a verdict."""

import re
import shlex
from contextlib import suppress
from urllib.parse import quote

import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from web_pages import client_of, page_at

import dateline
from dateline.assistants import allow
from dateline.assistants.questions import Questions
from dateline.claims import claim
from dateline.cli import main
from dateline.confidence import label
from dateline.errors import QuestionError


@pytest.fixture(scope="module")
def samples(sample_reports):
    with dateline.open(sample_reports) as archive:
        yield archive


def sentences(view, relation):
    return [row.passage.text for row in view.of(relation)]


def none_but(view, *relations):
    return all(view.counts[r] == 0 for r in ("supports", "differs", "denies") if r not in relations)


def holding(view, relation, words):
    """The one row of a relation whose sentence holds *words*."""
    (row,) = [row for row in view.of(relation) if words in row.passage.text]
    return row


def test_a_true_claim_of_an_event_has_every_report_that_tells_it(samples):
    view = claim(samples, "Scholz and Putin spoke by telephone on 15 November 2024.")
    assert len(view.of("supports")) == 3 and none_but(view, "supports")
    assert all(row.event for row in view.of("supports"))
    assert holding(view, "supports", "the Kremlin said").says == ("Kremlin",)
    assert view.sources["supports"] == 3


def test_a_true_claim_that_two_outlets_carry_as_one_copy_counts_once(samples):
    view = claim(samples, "Two people were killed when explosions damaged the bridge to Crimea.")
    (row,) = view.of("supports")
    assert row.passage.text == "Two people were killed, Russian officials said."
    assert "Northern Courier" in row.copies[0] + row.label and "Harbour Post" in row.copies[0] + row.label
    assert view.counts["supports"] == view.sources["supports"] == 1


def test_an_altered_figure_is_shown_beside_each_number_told(samples):
    view = claim(samples, "The earthquake in Morocco in September 2023 killed 1,200 people.")
    assert none_but(view, "differs")
    told = {d.told for row in view.of("differs") for d in row.differing}
    assert {"at least 820 people", "2,122", "2,012", "2,862", "at least 2,901 people"} <= told
    assert {d.claimed for row in view.of("differs") for d in row.differing} == {"1,200 people"}
    first = holding(view, "differs", "RABAT")
    assert "which leaves room for more" in first.why[0] and first.says == ("Interior Ministry",)


def test_an_altered_number_of_what_no_figure_is_kept_of(samples):
    view = claim(samples, "Armenia handed six border villages to Azerbaijan.")
    (row,) = view.of("differs")
    assert none_but(view, "differs")
    assert [(d.claimed, d.told) for d in row.differing] == [("six", "four")]


@pytest.mark.parametrize(
    ("words", "sentence", "left_out", "added"),
    [
        (
            'Katrin Oswald said: "Everybody here believes that one telephone call ends a war."',
            '"Nobody here believes',
            ["Nobody"],
            ["Everybody"],
        ),
        (
            'A member of the delegation said: "We will talk with a pistol at our head."',
            '"We will not talk',
            ["not"],
            [],
        ),
    ],
)
def test_an_altered_quotation_is_shown_as_a_difference_of_words(samples, words, sentence, left_out, added):
    view = claim(samples, words)
    (row,) = view.of("differs")
    assert none_but(view, "differs") and row.passage.text.startswith(sentence)
    assert [piece.words for piece in row.difference if piece.kind == "left out"] == left_out
    assert [piece.words for piece in row.difference if piece.kind == "added"] == added


def test_a_denied_claim_has_who_denies_it(samples):
    view = claim(samples, "Morocco refused help after the earthquake.")
    assert none_but(view, "denies")
    assert holding(view, "denies", "denied that Morocco had refused help").denied_by == ("Mustapha Baitas",)
    assert holding(view, "denies", "has accepted offers of help").why[0] == "tells the contrary: “accepted”"


def test_a_claim_that_only_pronouns_tie_to_its_denial(samples):
    view = claim(samples, "Money was paid for the release of Phillip Mehrtens.")
    (row,) = view.of("denies")
    assert none_but(view, "denies")
    assert row.passage.text == "The police denied that any money had been paid."
    assert row.denied_by == ("Indonesian police",) and row.why[0] == "denied by Indonesian police"


@pytest.mark.parametrize(
    "words",
    ["Angela Merkel met Alexander Lukashenko in Minsk in March 2013.", "Turkey sent 400 soldiers to Haiti."],
)
def test_an_absent_claim_says_where_was_looked(samples, words):
    view = claim(samples, words)
    assert not view.found
    assert view.searched.words == "13 reports, from 2019-08-08 to 2024-11-18; 1 undated, 0 failed"


def test_the_examples_of_the_page_on_claims_are_what_is_printed(samples, capsys):
    page = (ROOT / "docs" / "claim.md").read_text(encoding="utf-8")
    examples = re.findall(r"^\$ (dateline claim .+)\n((?:.*\n)*?)```", page, re.M)
    assert len(examples) == 3
    for command, shown in examples:
        assert main([*shlex.split(command)[1:], "--archive", str(samples.path)]) == 0
        assert capsys.readouterr().out.startswith(shown)


@pytest.fixture
def own(tmp_path):
    """A function that makes an archive of reports given as text."""

    def made(**reports):
        for name, text in reports.items():
            (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        archive = dateline.open(tmp_path / "own.dateline")
        archive.read(tmp_path)
        return archive

    return made


def test_a_charge_that_is_denied_in_the_next_sentence_without_being_said_again(own):
    archive = own(
        border="""Shells fall on border village

Published on 4 May 2015

Turkey said on Monday that Syria shelled the village of Kizilca near the border.

Damascus denied the accusation. Two houses burned down.
"""
    )
    view = claim(archive, "Syria shelled the village of Kizilca.")
    assert sentences(view, "supports") == [
        "Turkey said on Monday that Syria shelled the village of Kizilca near the border."
    ]
    (row,) = view.of("denies")
    assert row.passage.text == "Damascus denied the accusation."
    assert "just after: “Turkey said" in row.why[0]


def test_what_is_denied_is_the_charge_that_was_told_last(own):
    archive = own(
        quarry="""Police search a quarry

Published on 4 May 2015

Bulgarian police seized nine rifles in a quarry near Montana on Sunday, the prosecutor said.

The rifles came from a Serbian factory, she said.

Serbia rejected the accusation.
"""
    )
    assert none_but(claim(archive, "Bulgarian police seized nine rifles near Montana."), "supports")
    view = claim(archive, "The rifles came from a Serbian factory.")
    assert sentences(view, "denies") == ["Serbia rejected the accusation."]


def test_a_claim_without_words_is_refused_with_an_example(samples):
    with pytest.raises(QuestionError, match="takes some words"):
        claim(samples, "of the")
    with pytest.raises(QuestionError, match="too long"):
        claim(samples, "Merkel met Putin. " * 200)


def test_the_same_claim_has_the_same_answer(samples):
    words = "The earthquake in Morocco killed 1,200 people."
    assert claim(samples, words) == claim(samples, words)


@given(st.text(max_size=60))
@settings(max_examples=25)
def test_any_claim_is_answered_or_refused_in_words(samples, text):
    with suppress(QuestionError):
        view = claim(samples, text, limit=1)
        assert all(len(view.of(relation)) <= 1 for relation in view.counts)


def test_the_page_shows_the_difference_of_words_without_scripts_and_escapes_the_claim(samples):
    client = client_of(samples.path)
    words = 'Katrin Oswald said: "Everybody here believes that one telephone call ends a war."'
    page = page_at(client, f"/claim?q={quote(words)}")
    assert next(page.all("del")).text == "left out: Nobody"
    assert next(page.all("ins")).text == "added: Everybody"
    assert "No verdict is given" in page.text("main")
    hostile = page_at(client, f"/claim?q={quote('<script>alert(1)</script> met Putin')}")
    assert not any("alert" in element.text for element in hostile.all("script"))
    assert "/claim" in page_at(client, "/").links() and "/claim" in page_at(client, "/search").links()
    assert "takes some words" in page_at(client, "/claim?q=of+the").text("main")


def test_an_assistant_is_answered_without_the_reports_in_confidence(own):
    dated = "Published on 15 March 2014\n\nPutin and Merkel spoke by telephone on Friday, "
    with own(
        first=f"A call\n\n{dated}her office said.\n", second=f"Talks\n\n{dated}a diplomat said.\n"
    ) as archive:
        allow(archive)
        label(archive, "second", "source")
    answer = Questions(archive.path).claim("Merkel and Putin spoke by telephone.")
    assert answer["counts"]["supports"] == 1 and answer["searched"].startswith("1 report,")
    (row,) = answer["rows"]
    assert row["relation"] == "supports" and "her office said" in row["cited"]["sentence"]
