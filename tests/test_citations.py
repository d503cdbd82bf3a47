"""Citations: every style as a reader of that format understands it, and dates never surer than they are."""

import json
from dataclasses import replace

import bibtexparser
import jsonschema
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware
from click.testing import CliRunner
from conftest import CALL, FLOOD
from hypothesis import given, settings
from hypothesis import strategies as st

import dateline
from dateline.cli import dateline as command_line
from dateline.cli.citing import STYLES as OFFERED
from dateline.errors import NotFoundError
from dateline.export.citations import STYLES, bibtex, csl_json, plain, ris
from dateline.views.reference import Reference, cite, references

STATED = Reference(
    report="89cf944b3a62648f",
    title="Profits up 5% at “Söhne & Co_” {sic}",
    outlet="Łódź Kurier #1",
    agency="Meridian Wire",
    authors=("Zoë O’Hara", "Smith and Sons", "Doe, Jane"),
    language="en",
    published="2014-03-14",
    earliest="2014-03-14",
    latest="2014-03-14",
    basis="stated",
    reason="stated in the masthead",
    address="https://kurier.example/a_b?x={1}&y=50%25",
    file="call.txt",
    captured="2014-03-20",
    sha256="ab" * 32,
    quote="They paid $5 ~ £4 — “a \\ b”, it said.",
    page=3,
    paragraphs=(2, 2),
    sentences=(4, 5),
)
INFERRED = replace(STATED, basis="inferred", reason="from “Friday”", quote=None, page=None)
BOUNDED = replace(INFERRED, published=None, earliest="2014-03-10", latest="2014-03-14")
UNDATED = replace(INFERRED, published=None, earliest=None, latest=None, basis="unknown", reason=None)
BARE = replace(UNDATED, title=None, outlet=None, agency=None, authors=(), address=None, captured=None)
ALL = (STATED, INFERRED, BOUNDED, UNDATED, BARE)

_DATE = {
    "type": "object",
    "properties": {
        "date-parts": {
            "type": "array",
            "minItems": 1,
            "maxItems": 2,
            "items": {"type": "array", "minItems": 1, "maxItems": 3, "items": {"type": "integer"}},
        },
        "circa": {"type": ["string", "number", "boolean"]},
        "literal": {"type": "string"},
    },
    "additionalProperties": False,
}
CSL = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["id", "type"],
        "properties": {
            "id": {"type": ["string", "number"]},
            "type": {"enum": ["article-newspaper"]},
            "author": {"type": "array", "items": {"type": "object", "required": ["literal"]}},
            "issued": _DATE,
            "accessed": _DATE,
            **{
                name: {"type": "string"}
                for name in ("title", "container-title", "page", "language", "URL", "note")
            },
        },
        "additionalProperties": False,
    },
}
"""Of the schema of CSL-JSON items, what a newspaper article uses."""


def of_bibtex(text: str):
    library = bibtexparser.parse_string(text, append_middleware=[LatexDecodingMiddleware()])
    assert library.failed_blocks == []
    return library.entries


def test_bibtex_comes_back_with_its_own_words():
    entry = of_bibtex(bibtex([STATED]))[0]
    assert entry["title"] == "Profits up 5% at “Söhne & Co_” sic"  # this reader knows no \\textbraceleft
    assert entry["journal"] == STATED.outlet
    assert (entry["year"], entry["day"], entry["pages"]) == ("2014", "14", "3")
    assert "p. 3, paragraph 2, sentences 4–5: “They paid $5 ~ £4 — “a \\ b”, it said.”" in entry["note"]
    assert STATED.sha256 in entry["note"]


def test_bibtex_does_not_split_what_is_one_name():
    text = bibtex([STATED])
    assert "author = {Zoë O’Hara and {Smith and Sons} and {Doe, Jane}}" in text


def test_a_brace_of_the_text_is_none_of_bibtex():
    text = bibtex([STATED])
    assert text.count("{") == text.count("}")
    assert "x=%7B1%7D" in text


@pytest.mark.parametrize("reference", [INFERRED, BOUNDED, UNDATED, BARE])
def test_bibtex_gives_no_year_that_the_report_does_not_state(reference):
    entry = of_bibtex(bibtex([reference]))[0]
    fields = {field.key for field in entry.fields}
    assert not fields & {"year", "month", "day"}
    assert entry.key.isascii() and "2014" not in entry.key
    assert ("date" in fields) == (reference is INFERRED)
    if reference is INFERRED:
        assert entry["date"] == "2014-03-14?"
        assert "date inferred: from “Friday”" in entry["note"]


def test_ris_comes_back():
    first, inferred, bounded, *_ = rispy.loads(ris(ALL))
    assert first["type_of_reference"] == "NEWS"
    assert first["title"] == STATED.title
    assert first["authors"] == list(STATED.authors)
    assert first["secondary_title"] == STATED.outlet
    assert (first["year"], first["date"]) == ("2014", "2014/03/14/")
    assert first["urls"] == [STATED.address]
    assert any("sentences 4–5" in note for note in first["notes"])
    assert "year" not in inferred and inferred["date"] == "2014/03/14/inferred"
    assert "year" not in bounded and "date" not in bounded
    assert any(
        note.startswith("between 2014-03-10 and 2014-03-14 (date inferred") for note in bounded["notes"]
    )


def test_csl_json_is_valid_and_says_which_days_are_not_stated():
    items = json.loads(csl_json(ALL))
    jsonschema.validate(items, CSL)
    first, inferred, bounded, undated, bare = items
    assert first["issued"] == {"date-parts": [[2014, 3, 14]]}
    assert inferred["issued"] == {"date-parts": [[2014, 3, 14]], "circa": True}
    assert bounded["issued"] == {"date-parts": [[2014, 3, 10], [2014, 3, 14]], "circa": True}
    assert "issued" not in undated
    assert set(bare) == {"id", "type", "language", "note"}
    assert json.loads(csl_json([])) == []


def test_csl_json_is_set_by_a_processor():
    from citeproc.source.json import CiteProcJSON

    source = CiteProcJSON(json.loads(csl_json([STATED, UNDATED])))
    assert source[STATED.key].title == [STATED.title]
    assert source[STATED.key].issued.year == 2014


def test_plain_says_how_the_day_is_known():
    stated, inferred, bounded, undated, bare = plain(ALL).splitlines()
    assert "Łódź Kurier #1 (Meridian Wire), 2014-03-14, https://" in stated
    assert "captured 2014-03-20, p. 3, paragraph 2, sentences 4–5: “They paid" in stated
    assert "2014-03-14 (date inferred: from “Friday”)" in inferred
    assert "between 2014-03-10 and 2014-03-14 (date inferred: from “Friday”)" in bounded
    assert "date not known" in undated
    assert bare.startswith("[no title], outlet not known, date not known")


@settings(max_examples=30)
@given(st.text(max_size=60), st.text(min_size=1, max_size=60))
def test_no_words_break_a_format(title, outlet):
    def line(text):
        return " ".join("".join(c for c in text if c.isprintable() or c == " ").split())

    one = replace(STATED, title=line(title) or None, outlet=line(outlet) or None, quote=line(title) or None)
    assert len(of_bibtex(bibtex([one, INFERRED]))) == 2
    assert len(rispy.loads(ris([one, INFERRED]))) == 2
    jsonschema.validate(json.loads(csl_json([one, INFERRED])), CSL)


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    folder = tmp_path_factory.mktemp("clippings")
    (folder / "call.txt").write_text(CALL, encoding="utf-8")
    (folder / "flood.txt").write_text(FLOOD, encoding="utf-8")
    (folder / "steering.txt").write_text(
        "Talks\x1b[2J go on\n\nMinisters met in Oslo on Friday, a spokesman said.\n", encoding="utf-8"
    )
    with dateline.open(folder.parent / "talks.db") as archive:
        archive.read(folder)
        yield archive


def test_a_sentence_is_named_by_its_number(archive):
    place = cite(archive, "call.txt#1")
    assert (place.paragraphs, place.sentences) == ((1, 1), (1, 1))
    assert place.quote.startswith("BERLIN, Germany – German Chancellor")
    assert place.file == "call.txt" and len(place.sha256) == 64
    assert cite(archive, "call.txt#2").paragraphs == (2, 2)
    assert cite(archive, "call.txt#0").quote == "Talks by telephone"
    assert cite(archive, "call.txt").quote is None


def test_a_sentence_that_is_not_there_is_named(archive):
    with pytest.raises(NotFoundError, match="no sentence 99; they are numbered up to 3"):
        cite(archive, "call.txt#99")
    with pytest.raises(NotFoundError, match="no report"):
        cite(archive, "nothing#1")


def test_what_would_steer_a_terminal_is_left_out(archive):
    assert "\x1b" not in plain([cite(archive, "steering.txt#0")])


def test_each_place_of_the_rows_is_cited_once(archive):
    rows = archive.timeline(everything=True)
    cited = references(archive, [*rows, *rows])
    assert {one.quote for one in cited} == {row.best.passage.text for row in rows}
    assert len({one.key for one in cited}) == len(cited)
    assert references(archive, archive.reports())[0].quote is None


@pytest.mark.parametrize(
    "command", ["timeline", "quotes", "figures", "positions", "search people", "report call.txt"]
)
def test_the_commands_that_list_rows_cite_them(archive, command):
    arguments = [*command.split(), "--archive", str(archive.path), "--cite", "csl-json"]
    result = CliRunner().invoke(command_line, arguments)
    assert result.exit_code == 0, result.output
    items = json.loads(result.stdout)
    jsonschema.validate(items, CSL)
    assert items or command == "positions"


def test_an_event_is_cited_with_every_place_that_tells_of_it(archive):
    row = archive.timeline()[0]
    result = CliRunner().invoke(
        command_line, ["event", row.id, "--archive", str(archive.path), "--cite", "bibtex"]
    )
    assert len(of_bibtex(result.stdout)) == len({t.passage.span for t in archive.event(row.id).tellings})


def test_cite_prints_one_reference(archive):
    result = CliRunner().invoke(
        command_line, ["cite", "call.txt#1", "--style", "ris", "--archive", str(archive.path)]
    )
    assert rispy.loads(result.stdout)[0]["date"] == "2014/03/14/"


def test_the_command_line_offers_every_style():
    assert tuple(STYLES) == OFFERED
