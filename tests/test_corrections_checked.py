"""Corrections from a file that leave out what they say, or set what cannot be so, are refused."""

import pytest

from dateline.errors import CorrectionError
from dateline.linking.checked import check_correction
from dateline.model import Correction, Selector

WORDS = (Selector("r", "12 people"),)
REPORT = (Selector("r", ""),)
FIGURE = {"kind": "figure", "parts": "words", "value": "12", "what": "killed"}


@pytest.mark.parametrize(
    ("action", "parties", "values"),
    [
        ("accept", [WORDS], FIGURE),
        ("edit", [WORDS, WORDS], {**FIGURE, "parts": "words source", "low": "", "speakers": "police"}),
        ("accept", [WORDS], {**FIGURE, "as_of": "PRESENT_REF"}),
        ("reject", [WORDS], FIGURE),
        ("reject", [REPORT], {"kind": "date"}),
        ("accept", [REPORT], {"kind": "date", "published": "2014-05-05"}),
        ("edit", [WORDS], {"kind": "event", "type": "AID", "date": "2014-05"}),
        ("edit", [WORDS], {"kind": "block", "part": "leftover"}),
        ("tag", [REPORT], {"kind": "report", "tag": "toll"}),
        ("set-role", [WORDS], {"title": "mayor", "from": "2012"}),
        ("undo", [], {"correction": "c-1"}),
    ],
)
def test_whole_corrections_pass(action, parties, values):
    check_correction(Correction("c-2", action, tuple(parties), values))


@pytest.mark.parametrize(
    ("action", "parties", "values", "said"),
    [
        ("undo", [], {}, "without a value of correction"),
        ("accept", [WORDS], {}, "without a value of kind"),
        ("tag", [WORDS], FIGURE, "without a value of tag"),
        ("rename-actor", [], {"name": "Ana Korda"}, "nothing holds"),
        ("accept", [()], {"kind": "block", "part": "body"}, "nothing holds"),
        ("accept", [WORDS], {"kind": "weather"}, "which there is not"),
        ("tag", [REPORT], {"kind": "date", "tag": "toll"}, "which there is not"),
        ("add", [WORDS], {"kind": "event"}, "which there is not"),
        ("accept", [WORDS], {"kind": "figure", "value": "12", "what": "killed"}, "the parts that hold it"),
        ("accept", [WORDS], {**FIGURE, "parts": "trigger"}, "the parts that hold it"),
        ("accept", [WORDS], {**FIGURE, "parts": "words source"}, "the parts that hold it"),
        ("edit", [WORDS], {**FIGURE, "value": "a dozen"}, "is no number"),
        ("edit", [WORDS], {**FIGURE, "value": "nan"}, "is no number"),
        ("edit", [WORDS], {**FIGURE, "what": ""}, "is none without its what"),
        ("edit", [WORDS], {"kind": "block", "part": "margin"}, "is none of body, leftover"),
        ("accept", [REPORT], {"kind": "date"}, "without the day"),
        ("edit", [REPORT], {"kind": "date", "published": "2014-05-05T10:00"}, "is no single day"),
        ("set-published", [REPORT * 2], {"date": "2014-05-05"}, "without the day or its report"),
        ("set-published", [REPORT], {"date": "2014-05"}, "is no single day"),
        ("set-date", [WORDS], {"date": "soon"}, "is no ISO date"),
    ],
)
def test_others_are_refused(action, parties, values, said):
    with pytest.raises(CorrectionError, match=said):
        check_correction(Correction("c-2", action, tuple(parties), values))
