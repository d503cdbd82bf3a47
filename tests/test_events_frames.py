"""The frame lexicon: every row says something a reader of it can rely on."""

from dateline.knowledge.frames import (
    INSIDE,
    NO_EVENT,
    adjective_frames,
    noun_frames,
    roles_of,
    status_cues,
    verb_frames,
    word_class,
)
from dateline.knowledge.tables import listed, table
from dateline.model import OTHER, PLOVER_TYPES

STATUSES = {"occurred", "reported", "planned", "called-for", "possible", "denied", "negated"}
MODES = {
    "abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms", "explosives",
    "suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control", "unconventional", "visit",
    "third-party", "multilateral", "phone", "withdraw", "release", "disarm", "ceasefire", "access", "resign",
    "assist", "change", "yield", "meet", "disapprove", "allege", "investigate", "restrict", "arrest",
    "relations", "expel", "territory", "violence", "demo", "riot", "strike", "hunger", "boycott",
    "obstruct", "vandalize", "convict", "discontinue", "troops", "weapons", "police", "militia", "seize",
    "censor", "curfew", "martial-law", "deport", "withhold", "misinformation", "cyber",
}  # fmt: skip


def test_types_modes_statuses_and_parts_of_speech_are_known_ones() -> None:
    for row in table("frames"):
        assert row["type"] in {*PLOVER_TYPES, OTHER, INSIDE, NO_EVENT}, row
        assert row["pos"] in {"v", "n", "m", "a"}, row
        assert row["status"] in {"", *STATUSES}, row
        assert row["source"], row
        if row["type"] in PLOVER_TYPES:
            assert row["mode"] in {"", *MODES}, row


def test_roles_name_slots_that_exist() -> None:
    named = {"subj", "obj", "dative", "poss", "inner", "innersubj"}
    for row in table("frames"):
        roles = roles_of(row["roles"])
        for slot in (*roles.source, *roles.joined, *roles.target):
            assert slot in named or slot.isalpha(), row


def test_every_type_has_its_usual_roles() -> None:
    assert {row["type"] for row in table("frame_roles")} == {*PLOVER_TYPES, OTHER, INSIDE}


def test_classes_hold_lemmas_in_lower_case() -> None:
    for row in table("event_words"):
        assert word_class(row["class"]) == set(listed(row["words"]))
        assert all(word == word.lower() for word in listed(row["words"]))


def test_a_cue_has_one_status_within_its_kind() -> None:
    for kind in ("modal", "adverb", "adjective", "noun", "verb", "preposition", "condition", "when"):
        words = [w for row in table("status_cues") if row["kind"] == kind for w in listed(row["words"])]
        assert len(words) == len(set(words)), kind
        assert set(status_cues(kind).values()) <= STATUSES


def test_every_type_is_reached_by_a_verb_and_by_a_noun() -> None:
    verbs = {f.type for frames in verb_frames().values() for f in frames}
    nouns = {f.type for frames in noun_frames().values() for f in frames}
    assert set(PLOVER_TYPES) <= verbs
    assert set(PLOVER_TYPES) <= nouns
    assert "AGREE" in {f.type for frames in adjective_frames().values() for f in frames}
