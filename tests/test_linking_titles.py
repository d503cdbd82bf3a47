"""Titles of events: short clauses in the words of the reports, who did it to whom as the text has it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from linking_cases import MERKEL, PUTIN

from dateline.linking import link, sketch
from dateline.linking.clauses import UNTOLD, Clauses
from dateline.linking.titles import short_name
from dateline.model import Actor, EventMention, Mention, Reading, Report, Span

RUSSIA = Actor("Russia", "country", "country:RUS", "RUS")


def found(text, words):
    start = text.index(words)
    return Span(start, start + len(words))


def title(text, trigger, *, source=(), target=(), type="ASSAULT", lemma=None, named=(), aliases=()):
    """The title of the one event in *text*; *named* pairs words with the actor they stand for."""
    actors = tuple(dict.fromkeys(actor for _, actor in named))
    event = EventMention(
        found(text, trigger),
        type,
        lemma or trigger,
        source=tuple(actors.index(a) for words, a in named if words in source),
        target=tuple(actors.index(a) for words, a in named if words in target),
        source_spans=tuple(found(text, words) for words in source),
        target_spans=tuple(found(text, words) for words in target),
    )
    mentions = tuple(Mention(found(text, words), actors.index(a), "name") for words, a in named)
    reading = Reading("r1", (Span(0, len(text)),), actors=actors, mentions=mentions, event_mentions=(event,))
    (event_of,) = link([sketch(Report("r1", "r1.txt", text), reading)]).events
    return event_of.title


def test_an_active_clause_keeps_its_order_and_the_words_of_the_text():
    text = "On the island, the smugglers have freed 14 fishermen, an official said."
    assert (
        title(text, "freed", source=["the smugglers"], target=["14 fishermen"])
        == "Smugglers freed 14 fishermen"
    )


def test_a_passive_says_who_suffered_first():
    text = "Later 14 fishermen were seized by masked men near the cape."
    assert title(text, "seized", source=["masked men"], target=["14 fishermen"]).startswith(
        "14 fishermen seized by masked men"
    )
    assert title("Some 30 people were arrested.", "arrested", target=["Some 30 people"]) == (
        "Some 30 people arrested"
    )


def test_a_relative_clause_turns_into_a_plain_one():
    text = "It was a plan that the senate rejected."
    assert title(text, "rejected", source=["the senate"], target=["a plan"]) == "Senate rejected plan"


def test_two_who_talked_stand_side_by_side_by_surname():
    text = "Angela Merkel spoke at length, in Milan, with Vladimir Putin. Putin and Merkel left."
    named = [("Angela Merkel", MERKEL), ("Vladimir Putin", PUTIN)]
    made = title(text, "spoke", type="CONSULT", source=["Angela Merkel", "Vladimir Putin"], named=named)
    assert made == "Angela Merkel and Vladimir Putin spoke"


def test_a_person_goes_by_the_part_of_the_name_that_reports_use_alone():
    assert short_name(Actor("Karin Vogt", "person", aliases=("Vogt", "Minister Vogt"))) == "Vogt"
    assert short_name(Actor("Li Wen", "person", aliases=("Li",))) == "Li"
    assert short_name(Actor("Karin Vogt", "person")) == "Karin Vogt"
    assert short_name(Actor("Northern Front", "organisation", aliases=("Front",))) == "Northern Front"


def test_more_than_two_are_others():
    text = "Norway, Malta and Peru signed the accord."
    assert title(text, "signed", source=["Norway", "Malta", "Peru"]) == (
        "Norway, Malta and others signed the accord"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The council may impose a curfew in the port.", "Council may impose a curfew in the port"),
        ("The council has never been willing to impose a curfew.", "Council to impose a curfew"),
        ("The council did not impose a curfew when the dam broke.", "Council not impose a curfew"),
        ("The council had to impose a curfew, and later a ban.", "Council to impose a curfew"),
    ],
)
def test_words_that_change_what_is_said_stay(text, expected):
    assert title(text, "impose", type="COERCE", source=["The council"]) == expected


def test_a_noun_takes_its_parties_behind_it():
    text = "The herders, who lost a well, told of a raid at night."
    assert title(text, "raid", target=["The herders"]) == "Raid at night against herders"
    text = "They said the talks, the third since May, went well."
    made = title(text, "talks", type="CONSULT", lemma="talk", source=["They"])
    assert made == "Talks"


def test_an_owner_stands_before_the_noun():
    text = "Everybody spoke of Russia's flat refusal to open the border."
    made = title(text, "refusal", type="REJECT", source=["Russia"], named=[("Russia", RUSSIA)])
    assert made == "Russia’s refusal to open the border"


def test_who_asks_is_told_from_who_is_to_act():
    text = "The miners insist that the governor leave office before winter."
    made = title(text, "leave", type="REQUEST", source=["The miners"], target=["the governor"])
    assert made == "Miners: governor leave office"


def test_an_event_without_any_party_is_its_trigger_and_what_follows():
    assert title("Blocked roads kept the convoy away.", "Blocked") == "Blocked roads kept the convoy away"
    assert title("Attack.", "Attack") == "Attack"


TEXT = "The men's “flat, 3.5%” refusal — of it: and that who U.N. $5m by Oslo's"
PLACES = st.tuples(st.integers(0, len(TEXT)), st.integers(0, 12)).map(
    lambda p: Span(p[0], min(len(TEXT), p[0] + p[1]))
)


@given(PLACES, st.lists(PLACES, max_size=3), st.lists(PLACES, max_size=3), st.lists(PLACES, max_size=2))
def test_any_spans_give_a_short_clause(trigger, source, target, named):
    actors = (Actor("Oslo", "country"), Actor("it", "person"))
    mentions = tuple(Mention(span, n % 2, "pronoun") for n, span in enumerate(named))
    reading = Reading("r", actors=actors, mentions=mentions)
    event = EventMention(
        trigger,
        "AGREE",
        "x",
        source=(0,),
        target=(1,),
        source_spans=tuple(source),
        target_spans=tuple(target),
    )
    clause = Clauses(TEXT, reading).of(event, Span(0, len(TEXT)))
    assert clause != UNTOLD
    assert len(clause.parts) < 60


def test_a_verb_without_a_known_party_keeps_the_words_before_it():
    text = "It said that a group of monitors will be sent to the valley."
    assert title(text, "sent", type="MOBILIZE") == "Group of monitors will be sent to the valley"
    assert title("He will be sent to the valley.", "sent", type="MOBILIZE") == "Will be sent to the valley"


def test_a_participle_of_a_known_party_is_put_in_the_past():
    text = "The guards opened fire, leaving four people dead and blocking the road."
    assert title(text, "leaving", source=["The guards"], target=["four people"]) == (
        "Guards left four people"
    )


def test_a_noun_alone_takes_its_place():
    text = "The blast was heard for miles."
    reading = Reading(
        "r1",
        (Span(0, len(text)),),
        event_mentions=(EventMention(found(text, "blast"), "ASSAULT", "blast", place="Ghent"),),
    )
    assert link([sketch(Report("r1", "r1.txt", text), reading)]).events[0].title == "Blast in Ghent"


def test_a_long_subject_is_cut_at_a_preposition_and_an_occasion_left_out():
    text = "A bomb blast at a railway station in Quetta in southwestern Pakistan killed 24 people."
    assert title(text, "killed", target=["24 people"]) == (
        "Bomb blast at a railway station in Quetta killed 24 people"
    )
    text = "The group claimed the attack in an email to reporters."
    assert title(text, "attack", source=["The group"]) == "Attack by group"
