"""Who says what: the rules over the parse, on sentences of many kinds."""

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model import Attribution, Mention, Span, TimeExpression
from dateline.reading.attributions import date_attributions, find_attributions
from dateline.reading.syntax import Parse, parse


def parsed(text: str) -> Parse:
    body, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            body.append(Span(at, at + len(line)))
        at += len(line) + 1
    return parse(text, body)


@dataclass
class Told:
    source: str
    cue: str
    content: str
    manner: str
    attitude: str
    nested: bool


def told(text: str) -> list[Told]:
    def words(spans: tuple[Span, ...]) -> str:
        return " … ".join(s.of(text) for s in spans)

    return [
        Told(words(a.source), words(a.cue), words(a.content), a.manner, a.attitude, a.parent is not None)
        for a in find_attributions(parsed(text), (), (), "rules")
    ]


def outer(text: str) -> list[tuple[str, str]]:
    return [(t.source, t.content) for t in told(text) if not t.nested]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("The army said it had shot down a drone.", "The army", "it had shot down a drone"),
        (
            "The shelling killed nine people in the port, the governor said on Telegram.",
            "the governor",
            "The shelling killed nine people in the port",
        ),
        ("Witnesses told the BBC that soldiers opened fire.", "Witnesses", "that soldiers opened fire"),
        ("The ceasefire, he said, would start at dawn.", "he", "The ceasefire … would start at dawn"),
        (
            "According to two hospital officials, at least 31 bodies were brought in overnight.",
            "two hospital officials",
            "at least 31 bodies were brought in overnight",
        ),
        (
            "The quake measured 6.4, according to the survey, and was felt in three provinces.",
            "the survey",
            "The quake measured 6.4 … and was felt in three provinces",
        ),
        (
            "In the ministry's view, the strike was an act of war.",
            "the ministry",
            "the strike was an act of war",
        ),
        ("As the mayor put it, the city was on its knees.", "the mayor", "the city was on its knees"),
        (
            "The White House's view is that the treaty still holds.",
            "The White House",
            "that the treaty still holds",
        ),
        ("The attack was condemned by the African Union.", "the African Union", "The attack"),
        (
            "The army said Tuesday its jets struck three positions.",
            "The army",
            "its jets struck three positions",
        ),
        ("Islamic State claimed responsibility for the bombing.", "Islamic State", "the bombing"),
        (
            "The commander said in a statement that the road was open again.",
            "The commander",
            "that the road was open again",
        ),
        ("The envoy, who said the talks had failed, left for Cairo.", "who", "the talks had failed"),
        ("Flood toll passes 200: officials", "officials", "Flood toll passes 200"),
    ],
)
def test_what_is_said_and_by_whom(text, source, content):
    assert (source, content) in outer(text)


@pytest.mark.parametrize(
    ("text", "attitude", "content"),
    [
        ("The rebels denied the charge.", "denies", "the charge"),
        ("The spokeswoman declined to comment.", "denies", "to comment"),
        ("The president promised a full inquiry.", "promises", "a full inquiry"),
        ("Ukraine vowed to retake the city.", "promises", "to retake the city"),
        ("The company plans to resume pumping by June.", "plans", "to resume pumping by June"),
        ("He asked whether the bridge was safe.", "asks", "whether the bridge was safe"),
        ("Police believe that the gunman acted alone.", "thinks", "that the gunman acted alone"),
        ("The relatives want the bodies returned.", "wants", "the bodies returned"),
        ("The ministry demanded an immediate withdrawal.", "wants", "an immediate withdrawal"),
        (
            "The bishop called on both sides to lay down their arms.",
            "wants",
            "both sides to lay down their arms",
        ),
        (
            "The prosecutor accused the two men of smuggling weapons.",
            "accuses",
            "the two men of smuggling weapons",
        ),
        ("Iran's refusal to admit inspectors angered Washington.", "denies", "to admit inspectors"),
    ],
)
def test_attitudes(text, attitude, content):
    assert (attitude, content) in [(t.attitude, t.content) for t in told(text)]


@pytest.mark.parametrize(
    ("opening", "closing"),
    [('"', '"'), ("“", "”"), ("„", "“"), ("«", "»"), ("‘", "’"), ("'", "'"), ("''", "''"), ("”", "”")],
)
def test_direct_speech_in_any_marks(opening, closing):
    text = f"{opening}The dam is holding,{closing} she said. {opening}But the rain has not stopped.{closing}"
    found = told(text)
    assert [(t.source, t.manner) for t in found] == [("she", "direct")]
    assert found[0].content == (
        f"{opening}The dam is holding,{closing} … {opening}But the rain has not stopped.{closing}"
    )


def test_inverted_frame_with_an_apposition():
    assert outer("“We have nothing left,” said Amina Yusuf, a mother of four. “The river took it.”") == [
        ("Amina Yusuf", "“We have nothing left,” … “The river took it.”")
    ]


def test_a_frame_in_the_middle_joins_both_halves():
    assert outer('"If they attack, we answer," General Park warned, "and we answer hard."') == [
        ("General Park", '"If they attack, we answer," … "and we answer hard."')
    ]


def test_each_of_two_verbs_keeps_its_own_quotation():
    found = outer('"The town has fallen," the general said in Kidal, asking: "Who will help us now?"')
    assert found == [
        ("the general", '"The town has fallen,"'),
        ("the general", '"Who will help us now?"'),
    ]


def test_a_question_mark_before_the_frame():
    assert outer("“Who gave the order?” Haddad asked.") == [("Haddad", "“Who gave the order?”")]


def test_a_quotation_over_paragraphs_without_closing_marks():
    text = "“The first night was the worst,” Osei said.\n\n“Then the water rose.\n\n“Nobody came to help us.”"
    assert [c for _, c in outer(text)] == [
        "“The first night was the worst,” … “Then the water rose. … “Nobody came to help us.”"
    ]


def test_a_speech_whose_speaker_is_named_in_its_last_paragraph():
    text = "“The first night was the worst.\n\n“Nobody came to help us,” Osei said."
    assert outer(text) == [("Osei", "“The first night was the worst. … “Nobody came to help us,”")]


def test_an_unclosed_quotation_costs_no_other():
    text = "An unclosed “remark stands here and never ends.\n\n“All is well,” the minister said."
    assert ("the minister", "“All is well,”") in outer(text)


def test_a_colon_announces_the_next_paragraph():
    text = "In a letter to staff, the director wrote:\n\n“The plant will close in March.”"
    assert ("the director", "“The plant will close in March.”") in outer(text)


def test_a_name_after_a_dash_and_before_a_colon():
    assert outer("“We lost everything.” — Omar Khalil") == [("Omar Khalil", "“We lost everything.”")]
    text = "Lindqvist: Europe must not look away"
    found = find_attributions(parsed(text), (), [mention(text, "Lindqvist", 3)], "rules")
    assert [(a.speakers, a.content[0].of(text)) for a in found] == [((3,), "Europe must not look away")]


def test_manner():
    assert told("The mayor called the raid “a crime against the city”.")[0].manner == "mixed"
    assert told("The mayor said that “the raid was a crime”.")[0].manner == "direct"
    assert told("The mayor said the raid was a crime.")[0].manner == "indirect"


def test_several_contents_share_a_source():
    text = "The minister described the raid as “a crime” and blamed the army for it."
    assert [(t.source, t.attitude) for t in told(text)] == [
        ("The minister", "says"),
        ("The minister", "accuses"),
    ]


def test_an_attribution_inside_another_knows_its_parent():
    found = find_attributions(
        parsed("The agency said the Observatory reported that 12 people died in Homs."), (), (), "rules"
    )
    outermost = [i for i, a in enumerate(found) if a.parent is None]
    assert len(outermost) == 1
    assert [a.parent for a in found if a.parent is not None] == outermost


def test_acts_of_war_are_no_statements():
    assert told("Troops attacked the town and defended the bridge.") == []
    assert told("The cholera outbreak has claimed 4,100 lives.") == []


def test_a_dateline_is_nobody():
    text = "NAIROBI, Kenya – The two sides agreed to meet again in June."
    assert outer(text)[0][0] == "The two sides"


def test_who_rejects_a_claim_does_not_make_it():
    found = told("Moscow has repeatedly rejected claims that its forces crossed the border.")
    assert [t.attitude for t in found if t.source == "Moscow"] == ["denies"]


# Speakers and days


def mention(text: str, words: str, actor: int, form: str = "name") -> Mention:
    start = text.index(words)
    return Mention(Span(start, start + len(words)), actor, form)  # type: ignore[arg-type]


def speakers(text: str, *mentions: Mention) -> list[tuple[int, ...]]:
    return [a.speakers for a in find_attributions(parsed(text), (), mentions, "rules")]


def test_the_head_of_the_source_decides():
    text = "A critic of Okafor said the road was closed."
    assert speakers(text, mention(text, "Okafor", 1)) == [()]
    text = "Okafor's office said the road was closed."
    assert speakers(text, mention(text, "Okafor", 1)) == [(1,)]
    text = "A spokesman for the Kremlin said the road was closed."
    assert speakers(text, mention(text, "the Kremlin", 2)) == [(2,)]


def test_two_names_are_two_speakers():
    text = "Okafor and Lindqvist said the road was closed."
    assert speakers(text, mention(text, "Okafor", 4), mention(text, "Lindqvist", 7)) == [(4, 7)]


def test_who_stands_for_the_one_before_it():
    text = "Lindqvist, who said the road was closed, left."
    assert speakers(text, mention(text, "Lindqvist", 3)) == [(3,)]


def test_first_person_in_a_quotation_is_the_one_quoted():
    text = "“I think the road is closed,” Lindqvist said."
    assert speakers(text, mention(text, "Lindqvist", 3)) == [(3,), (3,)]


def test_a_pronoun_is_nobody_first_named_in_what_it_says():
    text = "Okafor and Lindqvist said the road was closed. “The miners left,” they said."
    who = [mention(text, "Okafor", 1), mention(text, "Lindqvist", 2), mention(text, "The miners", 3)]
    assert speakers(text, *who, mention(text, "they", 3, "pronoun"))[-1] == (1, 2)


def day(text: str, words: str, value: str, kind: str = "DATE") -> TimeExpression:
    start = text.index(words)
    return TimeExpression(Span(start, start + len(words)), kind, value)  # type: ignore[arg-type]


def said(text: str, *times: TimeExpression) -> list[str | None]:
    return [a.said for a in find_attributions(parsed(text), times, (), "rules")]


def test_the_day_beside_the_cue_is_when_it_was_said():
    text = "The governor said on Friday the dam would hold."
    assert said(text, day(text, "Friday", "2020-05-01")) == ["2020-05-01"]
    text = "The dam will hold, the ministry said in a statement on Friday."
    assert said(text, day(text, "Friday", "2020-05-01")) == ["2020-05-01"]


def test_a_day_inside_what_is_said_is_not():
    text = "The governor said the dam had broken on Friday."
    assert said(text, day(text, "Friday", "2020-05-01")) == [None]


def test_an_unknown_day_is_no_day_until_it_is_known():
    text = "The governor said on Friday the dam would hold."
    unknown = (day(text, "Friday", "XXXX-WXX-5"),)
    found = find_attributions(parsed(text), unknown, (), "rules")
    assert found[0].said is None
    assert date_attributions(found, (day(text, "Friday", "2020-05-01"),))[0].said == "2020-05-01"


def test_an_evening_counts_as_its_day():
    text = "The governor said Friday evening that the dam would hold."
    assert said(text, day(text, "Friday evening", "2020-05-01TEV", "TIME")) == ["2020-05-01"]


# Any text


def check(text: str, found: tuple[Attribution, ...]) -> None:
    last = -1
    for number, attribution in enumerate(found):
        assert attribution.content
        assert attribution.content[0].start >= last
        last = attribution.content[0].start
        for span in (*attribution.source, *attribution.cue, *attribution.content):
            assert 0 <= span.start < span.end <= len(text)
            assert span.of(text).strip()
        for one, following in zip(attribution.content, attribution.content[1:], strict=False):
            assert one.end < following.start
        if attribution.parent is not None:
            assert attribution.parent != number
            assert found[attribution.parent].parent != number


PIECES = st.sampled_from(
    (
        "He said|she said|that|the army|will go|“|”|\"|'|’|''|, |. |: |? |— |\n|\n\n|according to|police|"
        "Obama|and|the claim|told reporters|on Friday|denied|it|(|)|-|who|asked whether|n’t|🙂|«|»|MOSCOW –"
    ).split("|")
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=25))
def test_any_text_gives_sound_spans(pieces):
    text = " ".join(pieces)
    check(text, find_attributions(parsed(text), (), (), "rules"))
