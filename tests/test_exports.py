"""Text exports of news databases: their articles, each with its header as masthead."""

import io

import pytest

from dateline.intake import take
from dateline.intake.formats import unpack

PARAGRAPHS = (
    "The council of Lisford met on Tuesday to speak about the harbour bridge, closed for a year.",
    "“We will open it again before the summer,” the mayor told reporters after the meeting in the town hall.",
    "The repair has cost 12 million euros so far, and the council expects to pay 3 million more this year.",
)
FIRST, SECOND, THIRD = PARAGRAPHS
TEXT = "\n\n".join(PARAGRAPHS)

LAYOUTS = {
    "lexis new": """Page 1 of 2
Bridge talks go on, day {n}

Bridge talks go on, day {n}
The Lisford Courier
May {n}, 2022 Tuesday
Final Edition

Copyright 2022 Lisford Courier Ltd All Rights Reserved
Section: NEWS; Pg. A3
Length: 512 words
Byline: Ann Lee
Highlight: Council meets.
Body

{text}

Classification
Language: ENGLISH
Publication-Type: Newspaper
Subject: BRIDGES (90%); CITIES (78%)
Load-Date: May {n}, 2022

End of Document
""",
    "lexis doc": """Document {n} of 12

The Lisford Courier

May {n}, 2022 Tuesday

Bridge talks go on, day {n}

BYLINE: Ann Lee, Staff Writer

SECTION: News; Pg. 3

LENGTH: 512 words

{text}

LOAD-DATE: May {n}, 2022
""",
    "factiva labels": """SE   News
HD   Bridge talks go on, day {n}
BY   By Ann Lee
WC   512 words
PD   {n} May 2022
ET   10:14
SN   Lisford Courier
SC   LISC
ED   First
PG   3
LA   English
CY   Copyright 2022 Lisford Courier

LP
{first}

TD
{second}

{third}

CO   lisc : Lisford Courier
IN   i1 : Transport
NS   gpol : Politics
RE   lis : Lisford
PUB  Lisford Media
AN   Document LISC000020220503ei530000{n}


""",
    "factiva free": """Bridge talks go on, day {n}
512 words
{n} May 2022
Lisford Courier
LISC
English
(c) 2022 Lisford Courier

{first}

{second}

{third}

Document LISC000020220503ei530000{n}

""",
    "proquest": """____________________________________________________________

Document {n} of 12

Bridge talks go on, day {n}

Author: Lee, Ann

Publication info: Lisford Courier ; Lisford  [Lisford]. 0{n} May 2022: A.3.

ProQuest document link

Abstract: The council met.

Links: Check for full text

Full text: {text}

Subject: Bridges; Councils;

Location: Lisford

Publication title: Lisford Courier

First page: A.3

Publication year: 2022

Publication date: May {n}, 2022

Publisher: Lisford Media

Language of publication: English

Document type: News

ProQuest document ID: 26591838{n}

Document URL: https://search.proquest.example/docview/26591838{n}

Copyright: Copyright Lisford Media May {n}, 2022

Last updated: 2022-05-0{n}

Database: ProQuest Central

""",
    "newsbank": """Title: Bridge talks go on, day {n}

Author: Ann Lee

Publication: Lisford Courier

Date: May {n}, 2022

Section: News

Page: 3

{text}

(c) Copyright 2022 Lisford Courier. All Rights Reserved.

Record Number: 1234567{n}

""",
}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_each_article_of_an_export_is_a_report_with_its_header_as_masthead(layout, ends):
    shape = LAYOUTS[layout]
    text = "".join(shape.format(n=n, text=TEXT, first=FIRST, second=SECOND, third=THIRD) for n in (3, 4))
    parts = list(unpack("export.txt", io.BytesIO(text.replace("\n", ends).encode())))
    assert [part.name for part in parts] == ["export.txt#1", "export.txt#2"]
    for n, part in zip((3, 4), parts, strict=True):
        report = take(part.name, part.data, part.given)
        body = [paragraph.strip() for span in report.body for paragraph in span.of(report.text).split(ends)]
        assert [paragraph for paragraph in body if paragraph] == list(PARAGRAPHS)
        head = report.masthead
        assert head.title == head.title_span.of(report.text) == f"Bridge talks go on, day {n}"
        assert head.outlet in ("The Lisford Courier", "Lisford Courier")
        assert head.published.date.isoformat() == f"2022-05-0{n}"
        assert head.authors == (() if layout == "factiva free" else ("Ann Lee",))
        spans = sorted([*report.body, *(left.span for left in report.dropped)])
        assert "".join("".join(s.of(report.text) for s in spans).split()) == "".join(report.text.split())


def test_a_list_with_labels_in_a_report_makes_no_export():
    text = f"Bridge talks go on\n\n{TEXT}\n\nTitle: mayor\nPage: 3\n\n{TEXT}\n\nTitle: speaker\nPage: 3"
    [part] = unpack("a.txt", io.BytesIO(text.encode()))
    assert part.name == "a.txt"
