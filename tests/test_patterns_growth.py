"""No regular expression of the package grows faster than the text, and the measure would see one that did.

Every expression is tried here on short texts; `python -m soak growth` tries longer ones.
"""

import re
import time

import pytest

from dateline.claims import wording
from dateline.intake import (
    authors,
    dates,
    given,
    headline,
    html,
    html_masthead,
    html_metadata,
    marks,
    outlet,
    signature,
    wire,
    wraps,
)
from dateline.intake.captions import is_agency_alone
from dateline.intake.formats import export, feed, mail
from dateline.knowledge.captions import caption_forms
from dateline.knowledge.outlets import frames_for
from dateline.reading.actors import phrases
from soak.attacks import ENDS, Attack, attacks
from soak.expressions import Expression, made_while_running, package_expressions
from soak.growth import MOST, growth, suspects

SHORT = 300


def grows(written, method="search"):
    tried = Expression("", re.compile(written), frozenset({method}))
    return any(growth(tried, attack, SHORT) > MOST for attack in attacks(tried.pattern))


@pytest.mark.parametrize(
    ("slow", "quick", "method"),
    [
        (r"\s*,?\s*(?:is|was)", r"\s*+(?:,\s*+)?(?:is|was)", "match"),
        (r"\s+x", r"(?<!\s)\s++x", "search"),
        (r"By (\w+\s*)+!", r"By (\w++\s*+)+!", "match"),  # doubled by every letter
        (r'"[^"]*,[^"]*!', r'"[^",]*+,[^"]*+!', "match"),
        (r"<!--.*?-->", r"<!--(?:(?!<!--).)*?-->", "search"),
        (r"[A-Z]\w* \d", r"\b[A-Z]\w*+ \d", "search"),
    ],
)
def test_the_measure_sees_what_grows_and_nothing_else(slow, quick, method):
    assert grows(slow, method)
    assert not grows(quick, method)


def test_texts_end_in_words_and_in_what_no_expression_looks_for():
    assert {attack.end for attack in attacks(re.compile("-+"))} == set(ENDS)


def test_what_is_longer_than_the_short_text_does_not_count_as_growing():
    assert not grows(rf"<[^<>]{{{SHORT * 2},}}>")


def test_no_expression_of_the_package_grows_faster_than_the_text():
    assert list(suspects(SHORT)) == []


MENDED = [
    (
        authors.BETWEEN,
        "split",
        "",
        " ",
        "Ann Lee , and Bob Ray & Eve  and Al;Jo",
        "Ann Lee|Bob Ray|Eve|Al|Jo",
    ),
    (caption_forms().credit, "search", " via A", ".", "Ships at dawn via A.P.", " via A.P."),
    (dates._full_date(), "search", "May 4", " ", "on May 4th , 2014", "May 4th , 2014"),
    (export._BETWEEN_TURNED, "split", "", " ", "Lee, Ann ; Ray, Bob", "Lee, Ann|Ray, Bob"),
    (feed._MARKUP, "split", "", "<!-- --", "a<!-- b -- c -->d<p>e", "a|d|e"),
    (given._MAIL, "split", "", "a", "Ann Lee  <ann@a.example> x", "Ann Lee|x"),
    (headline._STEP, "split", "", " ", "World  > Asia/Oslo / News", "World|Asia/Oslo|News"),
    (headline._SUFFIX, "split", "", " ", "Talks fail  | » The Post - News|x", "Talks fail||The Post|News|x"),
    (
        html._DECLARED,
        "search",
        b"<meta charset",
        b" ",
        b"<meta charset = ' utf-8'>",
        b"<meta charset = ' utf-8",
    ),
    (html_masthead._PARTS, "split", "", " ", "News:  Talks  – Post", "News|Talks|Post"),
    (html_masthead._SUFFIX, "search", "", " ", "Talks  |  x", "  | "),
    (html_metadata._TAGLINE, "split", "", " ", "The Post  - news daily", "The Post|news daily"),
    (html_metadata._AND, "split", "", " ", "Ann , and Bob  and Eve &Al | Jo", "Ann|Bob|Eve|Al|Jo"),
    (mail._ENVELOPE, "match", b"From ", b"a", b"From a@b.example Mon 10:30", b"From a@b.example Mon 10:30"),
    (marks.AGO, "match", "(about", " ", "(2  hours ago)", "(2  hours ago"),
    (marks._RELATIVE, "match", "updated", " ", "Updated :  an  hour ago", "Updated :  an  hour ago"),
    (marks._TIME_ALONE, "fullmatch", "10:30", " ", "10:30 AMT", "10:30 AMT"),
    (outlet._COMPANY_END, "split", "", " ", "The Post  Ltd.", "The Post|"),
    (phrases._NAME, "search", "", "A", "McAnn van der Lee said", "McAnn van der Lee"),
    (phrases._TOKEN, "findall", "", ".", "...U.S.'s Q&A. ..", "...U.S.'s|Q&A|.|.|."),
    (signature._SIGNED, "search", "End.", " ", "It ended.  (Lisford Wire)", "  (Lisford Wire)"),
    (wire._CAPITALS_ALONE, "match", "OSLO", " ", "OSLO  – ", "OSLO  – "),
    (wire._WITH_AGENCY, "match", "Oslo (Wire) --", " ", "Oslo (Wire) --  Talks", "Oslo (Wire) --  "),
    (wording._BEFORE_STOP, "split", "", " ", "a  , b", "a|, b"),
    (wraps._LABELLED, "match", "BY ", "A", "BY Ann  Lee", "BY Ann  Lee"),
]


@pytest.mark.parametrize(("pattern", "method", "before", "piece", "text", "found"), MENDED)
def test_what_was_mended_grows_no_more_and_finds_the_same(pattern, method, before, piece, text, found):
    attack = Attack(*(part.decode() if isinstance(part, bytes) else part for part in (before, piece)))
    assert growth(Expression("", pattern, frozenset({method})), attack, SHORT * 4) <= MOST
    got = getattr(pattern, method)(text)
    assert ("|".join(got) if isinstance(got, list) else got.group()) == found


def test_a_form_that_names_an_outlet_is_found_however_often_its_words_stand_there():
    line = "Ann Lee is a bridge and is a writer for The Lisford Post."
    found = [frame.pattern.fullmatch(line) for frame in frames_for(line)]
    assert {match["name"] for match in found if match} == {"The Lisford Post"}
    assert not any(frame.pattern.fullmatch(" is a " * 5000) for frame in frames_for(" is a writer for"))


def test_the_expressions_of_modules_tables_and_calls_are_found():
    found = {expression.where: expression.methods for expression in package_expressions()}
    assert found["dateline.intake.formats.mail._ENVELOPE"] == {"match"}
    assert found["dateline.knowledge.outlets._frames_by_word.pattern"] == {"fullmatch"}
    assert found["dateline.reading.actors.cast.organisation"] == {"sub"}


def test_functions_that_make_expressions_of_words_are_known():
    """Of words that are escaped, with blanks between; a new one is to be looked at, and named here."""
    assert made_while_running() - NAMED_BY_WALKING == {
        f"dateline.{name}"
        for name in (
            "agreement.matching._paragraph",
            "intake.given._title_span",
            "intake.html_linked_data._rescued",
            "intake.html_masthead._shown",
            "intake.wire._speaks",
            "linking.row_fields.time_set",
            "model.span.places_of",
            "reading.when_where.where",
            "views.names._stories_with",
            "views.names.actor_ids",
            "views.positions._questions",
            "web.shown.found_in",
        )
    }


NAMED_BY_WALKING = {
    f"dateline.{name}"
    for name in (
        "knowledge.agencies._any_of",
        "knowledge.furniture._pattern",
        "knowledge.outlets._frame",
        "knowledge.reader_words._words",
        "knowledge.report_words._any_of",
        "reading.times.grammar._compile",
    )
}
"""What loaders call: their expressions are found in the tables they make."""


def test_a_drawn_line_right_before_a_sentence_is_passed_at_once():
    begun = time.process_time()
    assert not is_agency_alone(
        "-" * 20_000 + "The council met in the town hall on Tuesday to speak of the harbour bridge."
    )
    assert is_agency_alone("-- Reuters --") and is_agency_alone("Source: AFP")
    assert time.process_time() - begun < 1
