"""The same copy in several reports: exact, near, and partly reused, down to the sentences shared."""

import datetime
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.archive import Archive
from dateline.export import json_export
from dateline.linking import link, sketch
from dateline.linking.fingerprints import fingerprint
from dateline.linking.wording import wording
from dateline.model import Masthead, Published, Reading, Report, Span
from dateline.pipeline import read
from dateline.views import duplicates

WIRE = (
    "The ferry Sleipner sank in heavy seas off Bergen late on Monday with ninety people on board.",
    "Rescue crews searched the waters west of the islands through the night with lamps and sonar.",
    "The coast guard said that most of the passengers had reached the boats before the ship went down.",
    "Two helicopters were to go on with the search at first light, a spokesman added.",
    "The ship had been built in 1987 and was bought by its present owners four years ago.",
    "Its last inspection in the spring had found the doors of the car deck in good order.",
)
OWN = (
    "Families gathered on the quay at Stavanger, where the harbour church stayed open until morning.",
    "Among them was Kari Lund, whose brother worked in the kitchen of the ship for eleven summers.",
    "She had heard from him at noon, when the wind was already rising, and not since then.",
    "The mayor came after midnight and sat with them, but there was little that he could tell.",
    "Shops along the harbour put out blankets and hot soup without anybody having asked for it.",
    "By six the fog had come in so thick that the lighthouse could not be seen from the pier.",
    "An old pilot said that he had known the strait for fifty years and feared it for as long.",
)
SPEECH = (
    "“We will not rest until every one of those who were on that ship has been found,” the minister said.",
    "“There will be an inquiry, led by a judge, and it will be held in the open,” he told parliament.",
    "“Those who sent a ship to sea in such weather will have to answer for what they did,” he said.",
)


def report(key, sentences, *, day=None, outlet=None, agency=None):
    """A report of whole *sentences* with what linking weighs of it."""
    text = "\n\n".join(sentences)
    ends = [sum(len(s) + 2 for s in sentences[: n + 1]) - 2 for n in range(len(sentences))]
    spans = tuple(Span(end - len(s), end) for end, s in zip(ends, sentences, strict=True))
    published = Published(datetime.date(2021, 3, day), "stated") if day else Published()
    head = Masthead(outlet=outlet, agency=agency, published=published)
    return sketch(Report(key, key, text, spans, masthead=head), Reading(key, spans, published))


def copies(*reports):
    found = link(reports).duplicates
    assert link(reversed(reports)).duplicates == found
    return found


def shared(copy):
    return len(copy.sentences)


def test_the_same_words_are_an_exact_copy_whatever_the_spacing():
    loud = [sentence.replace(" ", "  ").upper() for sentence in WIRE]
    (found,) = copies(report("a", WIRE), report("b", loud))
    assert (found.report, found.other, found.kind, found.share) == ("a", "b", "exact", 1.0)
    assert (found.report_share, found.other_share, shared(found)) == (1.0, 1.0, len(WIRE))


def test_of_three_exact_copies_two_pairs_are_told():
    found = copies(*(report(key, WIRE) for key in "abc"))
    assert [(c.report, c.other, c.kind) for c in found] == [("a", "b", "exact"), ("b", "c", "exact")]


def test_versions_of_one_address_are_no_copies():
    one, other = (
        replace(report(k, s), address="https://ex.example/1") for k, s in (("a", WIRE), ("b", WIRE[1:]))
    )
    assert copies(one, other) == ()


def test_a_changed_word_leaves_a_near_copy():
    edited = [s.replace("Two helicopters", "Three helicopters") for s in WIRE]
    (found,) = copies(report("a", WIRE), report("b", edited))
    assert found.kind == "near"
    assert 0.7 < found.share < 1
    assert sorted(s.likeness == 1 for s in found.sentences) == [False, *[True] * (len(WIRE) - 1)]


def test_five_sentences_in_an_article_of_one_s_own_are_partly_reused_text():
    article = [*OWN[:3], *WIRE[:3], *OWN[3:5], *WIRE[3:5], *OWN[5:]]
    (found,) = copies(report("a", WIRE), report("b", article))
    assert found.kind == "partial"
    assert found.report_share == round(5 / 6, 4)
    assert found.other_share == round(5 / 12, 4)
    places = [(s.span.start, s.other.start) for s in found.sentences]
    assert places == sorted(places)
    texts = {"a": "\n\n".join(WIRE), "b": "\n\n".join(article)}
    assert [s.span.of(texts["a"]) for s in found.sentences] == list(WIRE[:5])
    assert [s.other.of(texts["b"]) for s in found.sentences] == list(WIRE[:5])


def test_sentences_that_were_edited_a_little_are_found_too():
    edited = [
        "The ferry Sleipner sank in heavy seas off Bergen on Monday night with ninety people on board.",
        "Rescue crews searched the waters west of the islands through the night with lamps and divers.",
        "The coast guard said most of the passengers had reached the boats before the ship went down.",
    ]
    (found,) = copies(report("a", WIRE), report("b", [*OWN[:4], *edited, *OWN[4:]]))
    assert found.kind == "partial"
    assert shared(found) == 3
    assert all(0.5 <= s.likeness < 1 for s in found.sentences)


def test_two_sentences_in_a_row_are_reused_and_one_is_not():
    (found,) = copies(report("a", WIRE), report("b", [*OWN[:3], *WIRE[1:4], *OWN[3:]]))
    assert shared(found) == 3
    assert copies(report("a", WIRE), report("b", [*OWN[:3], WIRE[2], *OWN[3:]])) == ()


def test_a_short_report_inside_a_long_one_is_part_of_it():
    (found,) = copies(report("a", WIRE[:1]), report("b", [*OWN, *WIRE[:1]]))
    assert (found.kind, found.report_share) == ("partial", 1.0)


def test_one_speech_quoted_by_two_is_no_copy():
    assert copies(report("a", [*WIRE, *SPEECH]), report("b", [*OWN, *SPEECH])) == ()


def test_a_quotation_over_several_sentences_is_all_quoted():
    text = 'He said: "We will look. We will find them, all of them." Then he left the room.'
    spans = (Span(0, 23), Span(24, 57), Span(58, len(text)))
    assert [bool(q) for q in wording(text, Reading("a", spans)).quoted] == [True, True, False]


def test_background_that_is_repeated_for_weeks_is_no_copy():
    background = WIRE[3:6]
    others = [
        [
            "Divers reached the wreck of the ferry for the first time and looked into the wheelhouse.",
            *OWN[:2],
        ],
        ["An inquiry into the sinking opened in the town hall, with seats for all the families.", *OWN[2:4]],
        ["The owners of the lost ferry have sold the two ships that they had left, papers show.", *OWN[4:6]],
    ]
    late = [
        report(str(n), [*o, *background], day=day)
        for n, (o, day) in enumerate(zip(others, (2, 9, 20), strict=True))
    ]
    assert copies(*late) == ()
    same_week = [
        report(str(n), [*o, *background], day=day)
        for n, (o, day) in enumerate(zip(others, (2, 3, 4), strict=True))
    ]
    assert len(copies(*same_week)) == 3


def test_reports_on_one_event_in_other_words_are_no_copies():
    again = (
        "A passenger ship went under on Monday evening in a storm near Bergen.",
        "Helicopters and boats are out looking for those who are still missing, officials said.",
    )
    assert copies(report("a", WIRE), report("b", again)) == ()


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({"outlet": "Reuters"}, {"outlet": "Valley Post"}, ("a", "published by the agency", "Reuters")),
        ({"agency": "AFP"}, {}, ("a", "credits the agency", "AFP")),
        ({}, {"agency": "AFP", "day": 2}, ("b", "credits the agency", "AFP")),
        ({"agency": "AFP"}, {"agency": "AFP", "day": 4}, (None, "both credit the agency", "AFP")),
        ({"agency": "AFP", "day": 9}, {"day": 2}, (None, "", "AFP")),
        ({"agency": "AFP", "day": 3}, {"agency": "Reuters", "day": 4}, ("a", "published earlier", None)),
        ({"day": 5}, {"day": 4}, ("b", "published earlier", None)),
        ({"day": 5}, {"day": 5}, (None, "", None)),
        ({"day": 5}, {}, (None, "", None)),
    ],
)
def test_where_the_text_is_likely_from(one, other, expected):
    (found,) = copies(report("a", WIRE, **one), report("b", [*WIRE[:5], OWN[0]], **other))
    assert (found.source, found.why, found.agency) == expected


def test_many_reports_are_compared_by_what_they_share():
    many = [report(f"x{n}", [f"{s} It was so for the {n}th time." for s in OWN]) for n in range(3)]
    pairs = {(c.report, c.other) for c in copies(*many, report("a", WIRE), report("b", WIRE[1:]))}
    assert pairs == {("a", "b"), ("x0", "x1"), ("x0", "x2"), ("x1", "x2")}


def test_a_text_that_repeats_itself_is_matched_place_by_place():
    lines = [
        f"The road over the pass at Tolm is closed to all traffic, bus number {n % 3}." for n in range(300)
    ]
    (found,) = copies(report("a", lines), report("b", [*lines, OWN[0]]))
    assert shared(found) == len(lines)
    assert [s.span for s in found.sentences] == [s.other for s in found.sentences]


PAGES = {
    "wire.txt": [
        "Ferry sinks off Bergen | Northern Courier",
        "Ferry sinks off Bergen",
        "2 March 2021",
        *WIRE[:1],
    ],
    "local.txt": ["A night on the quay | Valley Post", "A night on the quay", "3 March 2021", *OWN[:5]],
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    place = tmp_path_factory.mktemp("copies")
    (place / "pages").mkdir()
    taken = [*WIRE[1:3], *OWN[5:], *WIRE[3:]]
    for name, lines in {
        "wire.txt": [*PAGES["wire.txt"], *WIRE[1:]],
        "local.txt": [*PAGES["local.txt"], *taken],
    }.items():
        (place / "pages" / name).write_text("\n\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    with Archive(place / "a.dateline", create=True) as held:
        read(held, [str(place / "pages")])
        yield held


def test_the_view_tells_shares_source_and_sentences(archive):
    (brief,) = duplicates(archive)
    assert (brief.kind, brief.sentences) == ("partial", ())
    (full,) = duplicates(archive, sentences=True)
    assert (
        [s.passage.text for s in full.sentences] == [s.other.text for s in full.sentences] == list(WIRE[1:])
    )
    titles = {full.report: full.title, full.other: full.other_title}
    assert titles[full.source] == "Ferry sinks off Bergen"
    assert full.why == "published earlier"


def test_the_export_has_the_places_of_the_sentences(archive):
    record = json.loads(b"".join(json_export(archive)))
    texts = {row["id"]: row["text"] for row in record["reports"]}
    (row,) = record["duplicates"]
    for place in row["sentences"]:
        words = texts[row["report"]][place["start"] : place["end"]]
        assert words == texts[row["other"]][place["other_start"] : place["other_end"]]
        assert words in WIRE


@given(st.lists(st.text(min_size=1, max_size=60), max_size=4))
def test_any_text_has_a_wording_and_a_fingerprint(sentences):
    own = report("a", sentences)
    assert (
        len(own.wording.spans()) == len(own.wording.sentences()) == len(own.wording.quoted) == len(sentences)
    )
    assert fingerprint(own.wording.words) == (own.digest, own.shingles)
    link([own, report("b", sentences)])


def test_a_dated_report_without_sentences_is_no_copy_of_any():
    assert copies(report("empty", (), day=15)) == ()
