"""What people carry away: each format is read by a reader of it, or held to its published form."""

import csv
import html
import io
import json
import re
import shlex
from datetime import date

import geojson
import icalendar
import networkx
import polars
import pytest
from conftest import CALL, ROOT
from export_reports import REPORTS, Page, open_archive_of_reports
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import dateline
from dateline.archive import TABLES
from dateline.cli import main
from dateline.corrections import retract_event
from dateline.dictionaries.followthemoney import read_followthemoney
from dateline.errors import NotFoundError
from dateline.export import EXPORTED_TABLES, FORMATS, csv_table
from dateline.export.calendar import _lines, _text
from dateline.export.gdelt import GDELT_COLUMNS
from dateline.export.graphml import _clean
from dateline.export.polecat import POLECAT_COLUMNS
from dateline.export.printed import _plain
from dateline.knowledge.schemes import acled_actor, acled_event, quad, quad_class
from dateline.knowledge.tables import table

WHOLE = [name for name, format_ in FORMATS.items() if format_.whole]


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    with open_archive_of_reports(tmp_path_factory.mktemp("export")) as opened:
        yield opened


def written(archive, name, **filters):
    return b"".join(FORMATS[name].whole(archive, filters))


def rows_of(data, delimiter=","):
    head, *lines = csv.reader(io.StringIO(data.decode(), newline=""), delimiter=delimiter)
    assert len(set(head)) == len(head)
    return [dict(zip(head, line, strict=True)) for line in lines]


def held_to(name, *values):
    schema = json.loads((ROOT / "tests" / "data" / "schemas" / f"{name}.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    errors = [error for value in values for error in Draft202012Validator(schema).iter_errors(value)]
    assert [f"{list(error.absolute_path)}: {error.message}" for error in errors] == []


@pytest.mark.parametrize("name", WHOLE)
def test_the_same_record_gives_the_same_bytes(archive, name):
    assert written(archive, name) == written(archive, name)


# Tables of the record


def test_json_lines_have_the_rows_of_the_json_export_with_the_same_columns_on_every_line(archive):
    record = json.loads(written(archive, "json"))
    for name in EXPORTED_TABLES:
        lines = [json.loads(line) for line in b"".join(FORMATS["jsonl"].table(archive, name)).splitlines()]
        assert lines == record[name]
        assert len({tuple(line) for line in lines}) <= 1


def test_parquet_is_read_back_with_the_columns_and_types_of_the_archive(archive):
    texts = dict.fromkeys(("TEXT", "date", "json"), polars.String)
    kinds = {**texts, "INTEGER": polars.Int64, "REAL": polars.Float64}
    for name in EXPORTED_TABLES:
        data = b"".join(FORMATS["parquet"].table(archive, name))
        assert data == b"".join(FORMATS["parquet"].table(archive, name))
        frame = polars.read_parquet(io.BytesIO(data))
        assert dict(frame.schema) == {column: kinds[kind] for column, kind in TABLES[name].columns.items()}
        assert frame.height == len(list(archive.rows(name)))
    frame = polars.read_parquet(io.BytesIO(b"".join(FORMATS["parquet"].table(archive, "reports"))))
    assert set(frame["text"]) == set(REPORTS.values())


def test_a_table_that_is_not_there_is_named_with_those_that_are(archive):
    for name in ("csv", "jsonl", "parquet"):
        with pytest.raises(NotFoundError, match="there is no table sentences; tables are: reports"):
            list(FORMATS[name].table(archive, "sentences"))


# The columns of other data sets


def test_polecat_rows_have_its_columns_and_are_dyads_of_tellings(archive):
    rows = rows_of(written(archive, "polecat"), "\t")
    assert tuple(rows[0])[: len(POLECAT_COLUMNS)] == POLECAT_COLUMNS
    accused = next(row for row in rows if row["Event Type"] == "ACCUSE")
    assert (accused["Actor Name Raw"], accused["Recipient Name"], accused["Recipient Country"]) == (
        "Kerry",
        "Russia",
        "RUS",
    )
    assert accused["Quad Code"] == "VERBAL CONFLICT" and accused["Event Date"] == ""
    assert REPORTS["talks.txt"][int(accused["Start"]) : int(accused["End"])] == accused["Words"] == "accused"
    met = [row for row in rows if "de Mistura in Moscow" in row["Sentence"]]
    assert {(row["Actor Name"], row["Recipient Name"]) for row in met} == {
        ("Sergei Lavrov", "Staffan de Mistura"),
        ("Staffan de Mistura", "Sergei Lavrov"),
    }
    assert {(row["City"], row["Country"], row["Event Date"]) for row in met} == {
        ("Moscow", "RUS", "2015-03-02")
    }
    assert {row["Status"] for row in rows} <= {"occurred", "reported"}


def test_gdelt_rows_have_its_columns_and_cameo_codes(archive):
    rows = rows_of(written(archive, "gdelt"), "\t")
    assert len(GDELT_COLUMNS) == 58
    assert tuple(rows[0])[:58] == GDELT_COLUMNS
    assert len({row["GLOBALEVENTID"] for row in rows}) == len(rows)
    for row in rows:
        assert re.fullmatch(r"\d{3,4}", row["EventCode"])
        assert (row["EventBaseCode"], row["EventRootCode"]) == (row["EventCode"][:3], row["EventCode"][:2])
        assert row["QuadClass"] in "1234"
    fired = next(row for row in rows if row["Words"] == "fired")
    assert (fired["SQLDATE"], fired["MonthYear"], fired["Year"]) == ("20150304", "201503", "2015")
    assert (fired["Actor1Code"], fired["Actor2Type1Code"], fired["QuadClass"]) == ("MIL", "REB", "4")
    planned = next(row for row in rows if row["Status"] == "planned" and row["Date"] == "2015-03-12")
    assert planned["EventRootCode"] == "03"


def test_gdelt_places_are_typed_and_a_country_is_no_point(archive):
    rows = rows_of(written(archive, "gdelt"), "\t")
    land = next(row for row in rows if row["PlacePrecision"] == "country")
    assert (land["ActionGeo_Type"], land["ActionGeo_FullName"], land["ActionGeo_Lat"]) == ("1", "Ukraine", "")
    town = next(row for row in rows if row["ActionGeo_FullName"].startswith("Moscow"))
    assert town["ActionGeo_Type"] == "4" and 55 < float(town["ActionGeo_Lat"]) < 56


@pytest.mark.parametrize(
    ("code", "class_"),
    [("010", 1), ("057", 1), ("060", 2), ("090", 2), ("100", 3), ("141", 3), ("150", 4), ("2042", 4)],
)
def test_quad_classes_of_cameo(code, class_):
    assert quad_class(code) == class_


def test_the_tables_of_other_schemes_speak_of_types_and_sectors_there_are():
    types = {row["type"] for row in table("plover_quads")}
    assert len(types) == 16 and quad("other") is None
    assert {row["type"] for row in table("acled_events")} <= types
    assert {row["sector"] for row in table("acled_actors")} <= {row["code"] for row in table("sectors")}
    assert {row["event_type"] for row in table("acled_events")} <= {
        "", "Battles", "Explosions/Remote violence", "Violence against civilians", "Protests", "Riots",
        "Strategic developments",
    }  # fmt: skip
    assert acled_event("CONSULT", "phone") is None
    assert acled_event("ASSAULT", "never heard of") == ("", "")
    assert acled_actor(None) == ""


def test_acled_rows_take_type_from_mode_or_sides_and_fatalities_from_figures(archive):
    rows = {row["words"]: row for row in rows_of(written(archive, "acled"))}
    assert set(rows) >= {"fired", "hit", "arrested"} and "met" not in rows
    assert (rows["fired"]["event_type"], rows["fired"]["sub_event_type"]) == ("Battles", "Armed clash")
    assert (rows["fired"]["inter1"], rows["fired"]["inter2"]) == ("State forces", "Rebel group")
    assert rows["hit"]["event_type"] == "Explosions/Remote violence"
    assert (rows["hit"]["admin1"], rows["hit"]["geo_precision"]) != ("", "")
    assert rows["arrested"]["sub_event_type"] == "Arrests"
    hit = rows["hit"]  # what came of it is told as part of it
    assert (hit["fatalities"], hit["fatalities_low"], hit["fatalities_high"]) == ("12", "12", "")
    assert hit["sentence"] in hit["notes"]


def test_ucdp_rows_have_bounds_and_how_closely_place_and_day_are_known(archive):
    rows = {row["words"]: row for row in rows_of(written(archive, "ucdp"))}
    killed = rows["At least 12 people"]
    assert (killed["low"], killed["best"], killed["high"], killed["what"]) == ("12", "12", "", "killed")
    assert (killed["source_original"], killed["date_prec"]) == ("officials", "1")
    arrested = rows["15 protesters"]
    assert (arrested["low"], arrested["best"], arrested["high"]) == ("15", "15", "15")
    assert (arrested["where_coordinates"], arrested["where_prec"]) == ("Kharkiv", "1")
    assert arrested["geom_wkt"] == f"POINT ({arrested['longitude']} {arrested['latitude']})"
    assert [row["words"] for row in rows_of(written(archive, "ucdp", type="COERCE"))] == ["15 protesters"]


# What other programs read


def test_timelinejs_has_the_dated_events_as_escaped_text(archive):
    data = json.loads(written(archive, "timelinejs"))
    held_to("timelinejs", data)
    slides = {slide["unique_id"]: slide for slide in data["events"]}
    assert len(slides) == len(archive.timeline())
    for slide in slides.values():
        assert set(re.findall(r"<[^>]*>", slide["text"]["text"])) <= {"<p>", "</p>"}
        assert "<" not in slide["text"]["headline"] + slide["display_date"] + slide.get("group", "")
    month = next(s for s in slides.values() if s["display_date"] == "February 2015")
    assert month["start_date"] == {"year": 2015, "month": 2, "day": 1}
    assert month["end_date"] == {"year": 2015, "month": 2, "day": 28}
    arrested = next(s for s in slides.values() if "arrested" in s["text"]["headline"])
    assert arrested["display_date"] == "about 5 March 2015"
    assert arrested["group"] == "police"


def test_geojson_has_points_for_towns_and_none_for_countries(archive):
    collection = geojson.loads(written(archive, "geojson"))
    assert isinstance(collection, geojson.FeatureCollection) and collection.errors() == []
    kinds = {feature["properties"]["kind"] for feature in collection["features"]}
    assert kinds == {"event", "place"}
    for feature in collection["features"]:
        assert (feature["geometry"] is None) == (feature["properties"]["precision"] in ("country", "none"))
    moscow = next(f for f in collection["features"] if f["properties"]["title"] == "Moscow")
    assert moscow["geometry"]["coordinates"] == pytest.approx([37.6, 55.75], abs=0.1)
    chosen = geojson.loads(written(archive, "geojson", place="Moscow"))["features"]
    assert [f["properties"]["type"] for f in chosen] == ["CONSULT"]


def test_annotations_point_at_the_words_by_quote_and_by_position(archive):
    data = json.loads(written(archive, "annotations"))
    held_to("web_annotation", data)
    items = data["first"]["items"]
    assert data["total"] == len(items) == len({item["id"] for item in items})
    texts = {f"urn:dateline:report:{row['id']}": row["text"] for row in archive.rows("reports")}
    for item in items:
        targets = item["target"] if isinstance(item["target"], list) else [item["target"]]
        for target in targets:
            quote, at = target["selector"]
            text = texts[target["source"]["id"]]
            assert text[at["start"] : at["end"]] == quote["exact"] != ""
            assert quote["prefix"] + quote["exact"] + quote["suffix"] in text
    assert any(item["body"][1]["value"].startswith("type: CONSULT; status: planned") for item in items)


def test_the_network_is_read_by_networkx(archive):
    graph = networkx.read_graphml(io.BytesIO(written(archive, "graphml")))
    ties = {
        (data["tie"], graph.nodes[a]["name"], graph.nodes[b]["name"]) for a, b, data in graph.edges(data=True)
    }
    assert ("met", "Sergei Lavrov", "Staffan de Mistura") in ties
    assert any(kind == "accused" and target == "Russia" for kind, _, target in ties)
    assert {data["weight"] for *_, data in graph.edges(data=True)} == {1}
    assert any('<b onclick="x()">' in data["sentence"] for *_, data in graph.edges(data=True))


def test_what_xml_cannot_hold_is_a_blank_and_marks_are_escaped():
    assert _clean("<&a\x00b\x1f\ud800c\t\U0001f600") == "&lt;&amp;a b  c\t\U0001f600"


def test_the_calendar_has_the_planned_meetings_as_tentative(archive):
    data = written(archive, "ics")
    [entry] = icalendar.Calendar.from_ical(data).walk("VEVENT")
    assert (entry["DTSTART"].dt, entry["DTEND"].dt) == (date(2015, 3, 12), date(2015, 3, 13))
    assert entry["STATUS"] == "TENTATIVE"
    assert entry["LOCATION"] == "Geneva"
    assert "Sergei Lavrov will meet US Secretary of State John Kerry in Geneva" in entry["DESCRIPTION"]
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))


def test_calendar_lines_are_folded_between_characters():
    folded = b"".join(_lines("SUMMARY:" + "ö€😀" * 40))
    assert all(len(line) <= 75 and line.decode() for line in folded.split(b"\r\n")[:-1])
    assert folded.replace(b"\r\n ", b"").decode() == "SUMMARY:" + "ö€😀" * 40 + "\r\n"


@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_any_text_comes_back_from_the_calendar(text):
    calendar_text = b"".join(_lines("BEGIN:VEVENT", f"SUMMARY:{_text(text)}", "END:VEVENT"))
    assert all(len(line) <= 75 for line in calendar_text.split(b"\r\n"))
    plain = "".join(c if c >= " " or c == "\n" else " " for c in text)
    assert str(icalendar.Event.from_ical(calendar_text)["SUMMARY"]) == plain


def test_entities_of_followthemoney_hold_together(archive):
    lines = written(archive, "ftm").decode().splitlines()
    entities = {entity["id"]: entity for line in lines for entity in [json.loads(line)]}
    assert len(entities) == len(lines)
    held_to("followthemoney", *entities.values())
    for entity in entities.values():
        for key in (*entity["properties"].get("involved", ()), *entity["properties"].get("proof", ())):
            assert key in entities
    parsed = read_followthemoney(lines)
    assert {"Sergei Lavrov", "John Kerry"} <= {actor.name for actor in parsed.actors}
    assert {entity["schema"] for entity in entities.values()} >= {"Person", "Article", "Event"}


def test_what_a_user_says_is_no_event_is_in_no_table_of_events(tmp_path):
    (tmp_path / "talks.txt").write_text(REPORTS["talks.txt"], encoding="utf-8")
    with dateline.open(tmp_path / "a.dateline") as opened:
        opened.read(tmp_path / "talks.txt")
        before = {name: written(opened, name) for name in ("polecat", "gdelt", "geojson", "ics", "ftm")}
        for event in opened.timeline():
            retract_event(opened, event.id)
        assert opened.timeline() == [] and len(opened.events()) > 0
        for name, data in before.items():
            assert len(written(opened, name)) < len(data), name
        assert not any(tie.kind == "met" for tie in opened.network())


# The printed report


def test_the_printed_page_has_a_note_for_every_statement_and_nothing_active(archive):
    page = Page()
    page.feed(written(archive, "report-html").decode())
    assert set(page.tags) <= set(
        "html head meta title style body h1 h2 p span article ul ol li sup a q".split()
    )
    assert not any(name.startswith("on") or name == "src" for name, _ in page.attributes)
    links = [value for name, value in page.attributes if name == "href"]
    ids = [value for name, value in page.attributes if name == "id"]
    assert {link.removeprefix("#") for link in links} == set(ids)
    text = "".join(page.text)
    assert '<b onclick="x()">Frank-Walter Steinmeier</b>' in text
    assert "According to officials. outlet not known, 2015-03-05." in text
    assert "talks.txt" in text


def test_the_markdown_shows_markup_as_text_and_every_note_is_there(archive):
    text = written(archive, "report-md").decode()
    used, given = set(re.findall(r"\[\^(\d+)\](?!:)", text)), set(re.findall(r"^\[\^(\d+)\]:", text, re.M))
    assert used == given and len(used) > 3
    assert not re.search(r"(?<!\\)[<>`|*](?<!\*\*)(?!\*)", re.sub(r"\*\*", "", text))
    assert r"\[said\]\(javascript:alert\(2\)\)" in text
    statements = [line for line in text.splitlines() if line.lstrip().startswith("- ")]
    assert all(re.search(r"\[\^\d+\]$", line) for line in statements)


@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_no_text_is_markup_in_markdown(text):
    shown = _plain(text)
    assert not re.search(r"(?<!\\)(?:\\\\)*[`*_\[\]<>~|]", shown)
    assert "\n" not in shown
    assert html.unescape(re.sub(r"\\(.)", r"\1", shown)) == " ".join(text.split())


def test_the_printed_report_is_of_what_was_chosen(archive):
    text = written(archive, "report-md", actor="Lavrov", start="2015-03").decode()
    assert text.startswith("# Timeline of events with Lavrov from 2015-03\n")
    assert "Fabius" not in text and "Mistura" in text


def test_a_printed_story_has_its_title(tmp_path):
    with dateline.open(tmp_path / "s.dateline") as samples:
        samples.read(sorted((ROOT / "examples" / "reports").glob("*morocco*")))
        [story] = samples.stories()
        text = written(samples, "report-md", story=story.id).decode()
    assert text.startswith(f"# {story.title}\n")
    assert "killed: at least 820 people" in text


# The command


def run(capfdbinary, *arguments):
    code = main(["export", *arguments])
    out, err = capfdbinary.readouterr()
    return code, out, err.decode()


@pytest.mark.parametrize("name", WHOLE)
def test_the_command_writes_what_the_function_gives(archive, name, tmp_path, capfdbinary):
    output = tmp_path / "out"
    assert run(capfdbinary, "--archive", str(archive.path), "--format", name, "--output", str(output))[0] == 0
    assert output.read_bytes() == written(archive, name)


def test_a_file_a_table_goes_to_a_folder(archive, tmp_path, capfdbinary):
    code, *_ = run(
        capfdbinary, "--archive", str(archive.path), "--format", "jsonl", "--output", str(tmp_path / "t")
    )
    assert code == 0
    files = {path.name for path in (tmp_path / "t").iterdir()}
    assert files == {"manifest.json", *(f"{name}.jsonl" for name in EXPORTED_TABLES)}
    code, out, _ = run(capfdbinary, "--archive", str(archive.path), "--format", "csv", "--table", "figures")
    assert (code, out) == (0, b"".join(csv_table(archive, "figures")))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--format", "jsonl"), "name a folder with --output, or one --table"),
        (("--format", "gdelt", "--table", "events"), "--table goes with jsonl, csv, parquet, not with gdelt"),
        (("--format", "json", "--actor", "Lavrov"), "json holds the whole record"),
    ],
)
def test_what_does_not_go_together_is_said(archive, arguments, message, capfdbinary):
    code, out, err = run(capfdbinary, "--archive", str(archive.path), *arguments)
    assert (code, out) == (2, b"")
    assert message in err


def test_an_actor_that_is_not_there_leaves_no_file(archive, tmp_path, capfdbinary):
    output = tmp_path / "page.html"
    code, _, err = run(
        capfdbinary, "--archive", str(archive.path), "--format", "report-html", "--actor", "Nobody Such",
        "--output", str(output),
    )  # fmt: skip
    assert code == 1 and 'no actor goes by "Nobody Such"' in err
    assert not output.exists()


def test_a_place_that_cannot_be_written_to_is_named(archive, tmp_path, capfdbinary):
    output = tmp_path / "missing" / "record.json"
    code, _, err = run(capfdbinary, "--archive", str(archive.path), "--output", str(output))
    assert code == 1 and "record.json" in err


def test_the_help_lists_every_format(capfdbinary):
    code, out, _ = run(capfdbinary, "--help")
    listed = re.sub(r"\s+", " ", out.decode())
    assert code == 0
    for format_ in FORMATS.values():
        assert f" {format_.name} {format_.holds} " in listed


# The page about it


@pytest.fixture(scope="module")
def workplace(tmp_path_factory):
    """A folder with an archive of the name that the page supposes."""
    place = tmp_path_factory.mktemp("page")
    (place / "call.txt").write_text(CALL, encoding="utf-8")
    with dateline.open(place / "dateline.db") as opened:
        opened.read(place / "call.txt")
    return place


def test_the_examples_of_the_page_run(workplace, monkeypatch, capfd):
    monkeypatch.chdir(workplace)
    page = (ROOT / "docs" / "export.md").read_text(encoding="utf-8")
    lines = [shlex.split(line) for line in re.findall(r"^\$ (.+)$", page, re.M)]
    exported = {line[3] for line in lines if line[:3] == ["dateline", "export", "--format"]}
    assert exported == set(FORMATS) - {"json"}
    for line in lines:
        if line[0] == "dateline":
            assert main(line[1:]) == 0, line
        elif line[1] == "-c":
            exec(line[2])
    [code] = re.findall(r"```python\n(.*?)```", page, re.S)
    exec(code)
    assert "2014-03-14" in capfd.readouterr().out


def test_the_page_lists_every_format():
    page = (ROOT / "docs" / "export.md").read_text(encoding="utf-8")
    cells = re.findall(r"^\| (`[^|]+) \|", page, re.M)
    assert set(FORMATS) <= {name for cell in cells for name in re.findall("`(.+?)`", cell)}
