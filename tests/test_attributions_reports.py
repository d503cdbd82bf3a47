"""Attribution as news agencies write it: tails, relays, datelines, headings, British marks."""

import pytest

from dateline.model import Attribution, Span
from dateline.reading.attributions import find_attributions
from dateline.reading.syntax import parse


def found(text: str) -> tuple[Attribution, ...]:
    body, at = [], 0
    for line in text.split("\n"):
        body.append(Span(at, at + len(line)))
        at += len(line) + 1
    return find_attributions(parse(text, body), (), (), "rules")


def words(text: str, spans: tuple[Span, ...]) -> str:
    return " … ".join(s.of(text) for s in spans)


def outer(text: str) -> list[tuple[str, str, str]]:
    return [
        (words(text, a.source), words(text, a.cue), words(text, a.content))
        for a in found(text)
        if a.parent is None
    ]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "The firm denies that the leak was hidden, a company spokeswoman told the Tribune.",
            "a company spokeswoman",
            "The firm denies that the leak was hidden",
        ),
        (
            "Parliament has asked the general to stay on, a senior aide said on Friday.",
            "a senior aide",
            "Parliament has asked the general to stay on",
        ),
        (
            "Kareem said the road was open and that the wells had been cleaned, an officer told us.",
            "an officer",
            "Kareem said the road was open and that the wells had been cleaned",
        ),
        ("The bank will close, it was announced.", "", "The bank will close"),
        (
            "Her lawyer said outside the prison she would appeal.",
            "Her lawyer",
            "she would appeal",
        ),
    ],
)
def test_the_clause_before_a_tail_and_behind_an_adverbial(text, source, content):
    assert (source, content) in [(s, c) for s, _, c in outer(text)]


def test_one_who_quotes_and_one_who_is_quoted():
    text = "The agency Fars quoted a shopkeeper as saying that the market had burned."
    chain = [(words(text, a.source), words(text, a.content), a.parent) for a in found(text)]
    assert chain == [
        ("The agency Fars", "a shopkeeper as saying that the market had burned", None),
        ("a shopkeeper", "that the market had burned", 0),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '"The bridge is gone," a driver was quoted by Anadolu as saying.',
            ("a driver", "was quoted by Anadolu as saying", '"The bridge is gone,"'),
        ),
        (
            "The envoy was quoted as telling state radio that talks would resume.",
            ("The envoy", "was quoted as telling", "that talks would resume"),
        ),
        (
            "Izvestia, citing a person at the ministry, reported that the ship had sailed.",
            ("Izvestia", "reported", "that the ship had sailed"),
        ),
    ],
)
def test_words_passed_on(text, expected):
    assert expected in outer(text)


def test_verbs_go_with_the_subject_they_agree_with():
    text = "The council opposes fees that burden the poor but supports a tax on fuel."
    assert [(s, c) for s, _, c in outer(text)] == [
        ("The council", "fees that burden the poor"),
        ("The council", "a tax on fuel"),
    ]
    text = "The harbour master noted that the ice had melted, and urged crews to sail soon."
    assert [(s, c) for s, _, c in outer(text)] == [
        ("The harbour master", "that the ice had melted"),
        ("The harbour master", "crews to sail soon"),
    ]


@pytest.mark.parametrize(
    "dateline",
    [
        "GOMA: ",
        "GOMA, Congo, May 4 (Reuters) - ",
        "GOMA (DR Congo) (AFP) – ",
        "Goma, Congo – ",
        "(Reuters) - ",
    ],
)
def test_a_dateline_is_no_part_of_what_is_said(dateline):
    assert outer(f"{dateline}Rebels seized the airport on Sunday, the governor said.") == [
        ("the governor", "said", "Rebels seized the airport on Sunday")
    ]


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        (
            "Nine drowned off Lesbos - coastguard officials",
            ("coastguard officials", "Nine drowned off Lesbos"),
        ),
        ("Wheat harvest down a fifth in May: ministry", ("ministry", "Wheat harvest down a fifth in May")),
        ("Ferry was overloaded, say divers", ("divers", "Ferry was overloaded")),
    ],
)
def test_headings_that_name_their_source_last(heading, expected):
    assert expected in [(s, c) for s, _, c in outer(heading)]


def test_british_marks_and_spelling():
    text = "The tenants felt the plan was 'simply unfair'. He promised an answer."
    assert [(s, c) for s, _, c in outer(text)] == [
        ("The tenants", "the plan was 'simply unfair'"),
        ("He", "an answer"),
    ]
    assert outer("Growers have criticised the levy.") == [("Growers", "have criticised", "the levy")]


@pytest.mark.parametrize(
    "text",
    [
        'The so-called "salt republic" has two towns.',
        "Thousands gathered at the gates to oppose a bill on water rights.",
        'The troops used "soft" bullets.',
    ],
)
def test_scare_quotes_and_purposes_are_no_statements(text):
    assert found(text) == ()


def test_a_source_that_asks_to_go_unnamed_says_only_what_it_says():
    text = "Two nurses, who asked not to be named, said the ward was full."
    assert [c for _, _, c in outer(text)] == ["the ward was full"]


def test_a_figure_someone_gives():
    assert ("He", "put", "the number of dead at 60") in outer("He put the number of dead at 60.")


def test_each_half_of_a_sentence_has_its_own_source():
    text = "Forty people died, according to the Red Crescent; the army has confirmed ten."
    assert [(s, c) for s, _, c in outer(text)] == [
        ("the Red Crescent", "Forty people died"),
        ("the army", "ten"),
    ]


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("The union opposes the merger.", True),
        ("The union demanded a new vote.", False),
        ("The union denied the charge.", False),
        ("The union opposes the merger of the two largest banks of the country.", False),
    ],
)
def test_bare_attitudes_are_marked(text, bare):
    assert [a.bare for a in found(text)] == [bare]


def test_who_was_asked_is_not_who_asked():
    text = "Asked whether the dam would hold, Engineer Moyo replied: 'I sleep below it.'"
    assert [(s, c) for s, _, c in outer(text)] == [
        ("", "whether the dam would hold"),
        ("Engineer Moyo", "'I sleep below it.'"),
    ]
