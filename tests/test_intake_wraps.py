"""Hard-wrapped paragraphs are one block each, at any width, in whole dumps or in some paragraphs only."""

import textwrap

import pytest

from dateline.intake import take
from dateline.intake.blocks import split

TITLE = "Riga police get new cars"
PARAGRAPHS = (
    "RIGA, Latvia – Latvian Interior Minister Rihards Berzs handed forty new cars to the police on "
    'Wednesday, his office said. "They were needed," Berzs told reporters after the ceremony in the old '
    "town of Riga.",
    "Half of the cars will go to Daugavpils, where two officers were hurt in May when the brakes of an old "
    "van failed on the way to a fire. The union had asked for new ones since then.",
    "The opposition asked who had paid. The ministry said that the money came from a fund for the harbour, "
    "which the cabinet had closed in January.",
    "The mayor of Daugavpils thanked the minister. He said that he would ask for a boat next.",
)
HEAD = f"{TITLE}\n\nPublished on 5 March 2014\n\n"


def wrapped(paragraph: str, width: int) -> str:
    return textwrap.fill(paragraph, width, break_long_words=False, break_on_hyphens=False)


def words(spans, text: str) -> list[str]:
    return [" ".join(span.of(text).replace("\n>", "\n").split()).removeprefix("> ") for span in spans]


def body_of(text: str) -> list[str]:
    report = take("wrapped.txt", text.encode())
    assert report.masthead.title == TITLE
    return words(report.body, report.text)


@pytest.mark.parametrize("width", range(60, 131, 5))
def test_a_report_wrapped_at_any_width_keeps_its_paragraphs(width: int) -> None:
    assert body_of(HEAD + "\n\n".join(wrapped(p, width) for p in PARAGRAPHS)) == list(PARAGRAPHS)


@pytest.mark.parametrize("width", range(60, 131, 5))
def test_wrapped_mail_with_quotation_marks_keeps_its_paragraphs(width: int) -> None:
    text = HEAD + "\n\n".join(wrapped(p, width) for p in PARAGRAPHS)
    assert body_of("\n".join("> " + line if line else ">" for line in text.split("\n"))) == list(PARAGRAPHS)


@pytest.mark.parametrize("width", [60, 72, 90, 110, 130])
@pytest.mark.parametrize("one", range(3))
def test_one_wrapped_paragraph_among_others_is_kept_whole(width: int, one: int) -> None:
    mixed = [wrapped(p, width) if i == one else p for i, p in enumerate(PARAGRAPHS)]
    assert body_of(HEAD + "\n\n".join(mixed)) == list(PARAGRAPHS)


def test_a_single_wrapped_paragraph_is_a_report() -> None:
    assert body_of(HEAD + wrapped(PARAGRAPHS[0], 104)) == [PARAGRAPHS[0]]


def test_no_line_is_judged_alone_where_paragraphs_touch() -> None:
    text = HEAD + "\n".join(wrapped(p, 72) for p in PARAGRAPHS)
    assert " ".join(body_of(text)) == " ".join(PARAGRAPHS)


def test_lines_that_are_no_paragraph_stay_apart() -> None:
    lines = (
        "Forty cars for the police of Riga and Daugavpils\ne-mail",
        "Police in the capital get the cars that they asked for\nposted: 5 March 2014",
        "The two sides agreed on these points of the plan\n- a truce of ten days\n- a bridge",
        "Minister hands over forty cars to officers in Riga\nMayor of Daugavpils asks for a boat of his own",
    )
    for text in lines:
        assert [b.text for b in split(text)] == text.split("\n")
