"""Assistants: shown nothing until it is allowed, then rows with their sentences, and never able to write."""

import asyncio
import json
import subprocess
import sys
from contextlib import asynccontextmanager

import pytest
from mcp import Client, StdioServerParameters
from test_cli import archive as archive_of_three  # noqa: F401  (a fixture)

from dateline import views
from dateline.archive import Archive
from dateline.assistants import allow, allowed, forbid
from dateline.assistants.answers import LONGEST, known, shortened
from dateline.assistants.questions import Questions
from dateline.cli import main
from dateline.errors import ArchiveError, NotAllowedError


@pytest.fixture
def shown(archive_of_three):  # noqa: F811
    """The path of an archive that assistants may be shown."""
    with Archive(archive_of_three) as archive:
        allow(archive)
    return archive_of_three


@asynccontextmanager
async def connected(path):
    command = ["-m", "dateline", "mcp", "--archive", path]
    async with Client(StdioServerParameters(command=sys.executable, args=command)) as client:
        yield client


def test_a_client_over_stdio_gets_rows_with_their_sentences(shown):
    async def walk():
        async with connected(shown) as client:
            tools = (await client.list_tools()).tools
            timeline = await client.call_tool("timeline", {"actor": "Merkel", "limit": 1})
            nobody = await client.call_tool("timeline", {"actor": "Nobody"})
            misspelt = await client.call_tool("timeline", {"acter": "Merkel"})
            too_many = await client.call_tool("quotes", {"limit": 10_000})
            return tools, timeline, nobody, misspelt, too_many

    tools, timeline, nobody, misspelt, too_many = asyncio.run(walk())
    assert {tool.name for tool in tools} >= {"timeline", "event", "quotes", "search", "report", "stories"}
    assert all(tool.annotations.read_only_hint and tool.description for tool in tools)
    answer = timeline.structured_content
    assert json.loads(timeline.content[0].text) == answer
    assert answer["count"].startswith("1 of ")
    (row,) = answer["rows"]
    assert (row["date"], row["when"]["basis"]) == ("2014-03-14", "stated")
    cited = row["best"]["cited"]
    assert "spoke by telephone on Friday" in cited["sentence"]
    assert (cited["outlet"], cited["date"], cited["date_basis"]) == ("call.txt", "2014-03-14", "stated")
    assert nobody.is_error and 'no actor goes by "Nobody"; see' in nobody.content[0].text
    assert misspelt.is_error and "acter" in misspelt.content[0].text
    assert too_many.is_error and "limit" in too_many.content[0].text


def test_the_server_says_why_it_does_not_start_and_what_to_do(capsys, archive_of_three):  # noqa: F811
    assert main(["mcp", "--disable", "--archive", archive_of_three]) == 0
    capsys.readouterr()
    assert main(["mcp", "--archive", archive_of_three]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "may pass on what it is shown" in err
    assert f"dateline mcp --enable --archive {archive_of_three}" in err


def test_enabling_warns_and_prints_a_configuration(capsys, archive_of_three):  # noqa: F811
    assert main(["mcp", "--enable", "--archive", archive_of_three]) == 0
    out, err = capsys.readouterr()
    assert "may pass on what it is shown" in err
    assert json.loads(out)["mcpServers"]["dateline"]["args"] == ["mcp", "--archive", archive_of_three]


def test_the_permission_is_asked_for_with_every_question(shown):
    questions = Questions(shown)
    assert questions.reports()["total"] == 3
    with Archive(shown) as archive:
        forbid(archive)
        assert not allowed(archive)
    with pytest.raises(NotAllowedError):
        questions.reports()


def test_nothing_can_be_written_through_a_question(shown):
    with Archive(shown) as archive:
        archive.forbid_writing()
        with pytest.raises(ArchiveError):
            archive.outdate_record()


def test_no_question_changes_the_record(shown):
    def rows():
        with Archive(shown) as archive:
            return [list(archive.rows(table)) for table in ("reports", "events", "corrections")]

    questions = Questions(shown)
    event = questions.events(limit=1)["rows"][0]["id"]
    needed = {"event": {"id": event}, "report": {"id": "call"}, "search": {"words": "people"}}
    needed["claim"] = {"text": "At least 12 people were killed near Donetsk."}
    before = rows()
    for question in questions.all:
        assert question(**needed.get(question.__name__, {}))
    assert rows() == before


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("timeline", {}),
        ("events", {"status": "occurred"}),
        ("quotes", {"speaker": "Merkel"}),
        ("figures", {"what": "killed"}),
        ("positions", {}),
        ("search", {"words": "people"}),
    ],
)
def test_each_row_carries_its_sentence_report_outlet_and_date_with_its_basis(shown, name, arguments):
    answer = getattr(Questions(shown), name)(**arguments)
    assert answer["rows"]
    with Archive(shown) as archive:
        for row in answer["rows"]:
            cited = row.get("best", row)["cited"]
            text = views.report(archive, cited["report"]).report["text"]
            assert " ".join(text[cited["start"] : cited["end"]].split()) == cited["sentence"]
            assert cited["outlet"] and cited["date"] and cited["date_basis"]


def test_pages_of_a_list_follow_one_another(shown):
    questions = Questions(shown)
    whole = questions.events(limit=100)
    assert "next_offset" not in whole
    found, offset = [], 0
    while offset is not None:
        page = questions.events(limit=2, offset=offset)
        assert page["count"] == f"{len(page['rows'])} of {whole['total']} events"
        found += page["rows"]
        offset = page.get("next_offset")
    assert found == whole["rows"]


def test_an_event_comes_with_its_tellings_and_accounts(shown):
    questions = Questions(shown)
    (row,) = questions.timeline(actor="Merkel", type="CONSULT")["rows"]
    answer = questions.event(row["id"])
    assert answer["event"]["id"] == row["id"]
    assert "by telephone" in answer["tellings"]["rows"][0]["cited"]["sentence"]
    for told in answer["accounts"]["rows"]:
        assert told["standing"]
        assert all(cited["sentence"] for voice in told["told_by"] for cited in voice["cited"])


def test_a_report_is_shown_sentence_by_sentence_with_what_was_found(shown):
    answer = Questions(shown).report("flood", limit=1)
    assert answer["title"] == "Flood toll rises in Srinagar"
    assert (answer["date"], answer["date_basis"]) == ("2014-09-09", "stated")
    (sentence,) = answer["rows"]
    assert sentence["text"].startswith("Floods in Kashmir have killed")
    (figure,) = sentence["found"]["figures"]
    assert (figure["what"], figure["value"], figure["words"]) == ("killed", 200, "more than 200 people")


def test_answers_stay_small_and_keep_what_is_zero():
    assert len(shortened("x" * 10_000)) == LONGEST + 2
    assert known({"value": 0.0, "low": None, "says": (), "forecast": False}) == {"value": 0.0}


def test_a_missing_library_is_named_with_what_installs_it(shown):
    hide = "import sys; sys.modules['mcp.server'] = None; from dateline.cli import main; "
    run = f"{hide}sys.exit(main(['mcp', '--archive', {shown!r}]))"
    done = subprocess.run([sys.executable, "-c", run], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert 'pip install "dateline[mcp]"' in done.stderr
