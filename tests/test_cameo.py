"""CAMEO codes, derived from type, mode, status and trigger."""

import re

import pytest

from dateline.knowledge.cameo import cameo_code
from dateline.knowledge.frames import status_cues
from dateline.knowledge.tables import table
from dateline.model import PLOVER_TYPES, Report, Span
from dateline.reading import read_report


@pytest.mark.parametrize(
    ("event", "code"),
    [
        (("CONSULT", None, "occurred", "meet"), "040"),
        (("CONSULT", "phone", "occurred", "call"), "041"),
        (("CONSULT", "visit", "occurred", "host"), "043"),
        (("CONSULT", "visit", "planned", "visit"), "036"),
        (("CONSULT", "third-party", "planned", "mediate"), "039"),
        (("CONSULT", None, "called-for", "talk"), "026"),
        (("REQUEST", "yield", "occurred", "urge"), "025"),
        (("REQUEST", "yield", "occurred", "demand"), "105"),
        (("ASSAULT", "aerial", "reported", "bomb"), "195"),
        (("ASSAULT", "a mode of no row", "occurred", "attack"), "190"),
        (("ASSAULT", "aerial", "negated", "bomb"), None),
        (("AID", None, "denied", "arm"), None),
        (("other", "disaster", "occurred", "flood"), None),
    ],
)
def test_type_mode_status_and_trigger_give_the_code(event, code):
    assert cameo_code(*event) == code


def test_every_type_has_a_code_for_what_is_done():
    assert all(cameo_code(kind, None, "occurred", "") for kind in PLOVER_TYPES)


def test_the_table_is_whole():
    statuses = set(status_cues("modal").values()) | {"", "planned", "called-for"}
    for row in table("cameo"):
        assert re.fullmatch(r"(0[2-9]|1\d|20)\d{1,2}", row["code"]), row
        assert row["type"] in PLOVER_TYPES, row
        assert row["status"] in statuses, row
        assert row["words"], row
    keys = [(r["type"], r["mode"], r["status"], r["lemmas"]) for r in table("cameo")]
    assert len(set(keys)) == len(keys)


def test_event_mentions_carry_their_code():
    text = "Kenya's president visited Uganda on Monday. Uganda condemned Rwanda."
    reading = read_report(Report("r", "r.txt", text, (Span(0, len(text)),)))
    assert [event.cameo for event in reading.event_mentions] == ["042", "111"]
