"""The accounts of one event side by side, by party and by outlet."""

import csv
import io
from dataclasses import replace

import pytest

import dateline
from dateline.export.accounts import accounts_csv, accounts_html
from dateline.model import Span
from dateline.views.accounts import Occasion, Statement, Value, set_side_by_side
from dateline.views.carried import carried
from dateline.views.citation import Citations


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


def test_an_outlets_own_voice_is_no_party_beside_two():
    own = said("Both leaders face elections next year.", None, "Herald", "r2", 200)
    rows = rows_of((*CALL, own))
    assert rows["statement", CALL[1].sentence].words == "in one among 2 parties"
    assert rows["actor", "Jon Berg"].words == "in both"
    assert rows["statement", own.sentence].own
    assert "party" in rows["statement", own.sentence].words


def test_a_meeting_called_alike_and_placed_apart_differs_in_words():
    one = said(
        "They will meet at the Council of Ten summit in Oslo in May, the Palace said.",
        PALACE,
        start=300,
        occasions=(Occasion("Council of Ten summit", ("May", "Oslo")),),
    )
    other = said(
        "They will meet at the Council of Ten summit in Lima in June, the Ministry said.",
        MINISTRY,
        "Herald",
        "r2",
        300,
        occasions=(Occasion("Council of Ten summit", ("June", "Lima")),),
    )
    [row] = [row for row in set_side_by_side((*CALL, one, other)) if row.aspect == "occasion"]
    assert row.words == "differing in words"
    assert {voice.value for voice in row.voices} == {
        "Council of Ten summit, May, Oslo",
        "Council of Ten summit, June, Lima",
    }
    same = replace(other, occasions=one.occasions)
    assert not [row for row in set_side_by_side((*CALL, one, same)) if row.aspect == "occasion"]


def test_what_else_both_name_is_in_both_and_what_one_names_makes_no_row():
    named = (replace(CALL[0], names=("Ruritania", "Oslo")), replace(CALL[2], names=("Ruritania",)))
    rows = rows_of(named)
    assert rows["named", "Ruritania"].words == "in both"
    assert ("named", "Oslo") not in rows


ACCOUNTS = {
    "palace.txt": """Leaders talk about the strait

Published on 12 June 2018

OSLO – Prime Minister Erna Solberg and President Sauli Niinisto spoke by telephone on Monday about the \
strait, the Norwegian foreign ministry said.

The two leaders also welcomed the work of the fishery commission.
""",
    "ministry.txt": """Helsinki on the call

Published on 12 June 2018

HELSINKI – President Sauli Niinisto and Norwegian Prime Minister Erna Solberg spoke by telephone on Monday, \
the Finnish foreign ministry said.

The Finnish foreign ministry denied that the two leaders had spoken of Niinisto's visit to Oslo.
""",
}


@pytest.fixture(scope="module")
def call(tmp_path_factory):
    folder = tmp_path_factory.mktemp("call")
    for name, text in ACCOUNTS.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    with dateline.open(folder / "a.dateline") as archive:
        archive.read(folder)
        [row] = [row for row in archive.events() if row.reports == 2 and row.type == "CONSULT"]
        yield archive, row.id


def test_also_carries_on_the_account_of_the_party_that_spoke(call):
    archive, event = call
    [carried] = {
        statement
        for row in archive.event(event).accounts
        for voice in row.voices
        for statement in voice.statements
        if statement.carried_on
    }
    assert carried.sentence.startswith("The two leaders also welcomed")
    assert carried.party is not None


def test_a_denial_is_its_speakers_and_marked(call):
    archive, event = call
    denied = [row for row in archive.event(event).accounts if row.denied]
    assert [row.voices[0].statements[0].sentence.split(" denied")[0] for row in denied] == [
        "The Finnish foreign ministry"
    ]


def test_accounts_are_a_sheet_for_tables_and_a_page(call):
    archive, event = call
    table = list(csv.DictReader(io.StringIO(b"".join(accounts_csv(archive, event)).decode())))
    texts = {row["id"]: row["text"] for row in archive.query("SELECT id, text FROM reports")}
    assert {row["standing"] for row in table} >= {"in both", "in one among 2 parties"}
    for row in table:
        span = texts[row["report"]][int(row["start"]) : int(row["end"])]
        assert " ".join(span.split()) == row["sentence"]
    page = b"".join(accounts_html(archive, event, "outlet")).decode()
    assert page.count("<tr>") == 1 + len(archive.event(event).by_outlet)


def test_sentences_taken_from_a_copy_count_as_the_copys(tmp_path):
    taken = (
        "An explosion hit the grain port of Brela on Sunday and killed nine dockers, its master said.",
        "Cranes fell on two ships that were loading wheat for Egypt, and fires burned late into the night.",
        "Divers searched the basin for three sailors who had jumped from the burning deck of one of them.",
    )
    own = (
        "The port was built in 1911 and rebuilt twice after floods.",
        "Our reporter found its gates closed on Monday morning and guards from the ministry at the quay.",
        "Bakers in the old town fear that flour will cost more before the winter.",
    )
    files = (("a", "The Brela Post", (*taken, own[2])), ("b", "Split Courier", (*own[:2], *taken)))
    for name, outlet, words in files:
        text = "\n\n".join(
            (f"Blast at the port of Brela ({name})", outlet, "Published on 7 May 2018", *words)
        )
        (tmp_path / f"{name}.txt").write_text(text + "\n", encoding="utf-8", newline="\n")
    with dateline.open(tmp_path / "a.dateline") as archive:
        archive.read([tmp_path / "a.txt", tmp_path / "b.txt"])
        citations = Citations(archive)
        first, second = sorted(row["id"] for row in archive.query("SELECT id FROM reports"))
        found = carried(archive, citations, [first, second])
        [pair] = archive.duplicates(sentences=True)
        [taker] = [report for report in (first, second) if found.taken.get(report)]
        source = found.source(taker, found.taken[taker][0][0])
        whole = citations.report(taker).sentences
        told = [s for s in whole if found.source(taker, s) is not None]
    assert pair.kind == "partial"
    assert source is not None and source.copy is not None and "carried by" in source.copy
    assert len(told) == len(taken)
