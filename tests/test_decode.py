"""Decoding: one way for all platforms, every encoding news is saved in, never an exception."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.intake.decode import decode

ENGLISH = "The minister said on Tuesday that the talks would go on.\nNo date was set."
QUOTED = "“We won’t walk away,” Bogotá’s envoy said – twice."
FRENCH = (
    "Le président a reçu mardi à l’Élysée le chancelier allemand. Les deux hommes ont évoqué la situation "
    "à la frontière, où des combats ont été signalés la semaine dernière."
)
POLISH = (
    "Prezydent spotkał się w środę z kanclerzem Niemiec, by rozmawiać o bezpieczeństwie na wschodniej "
    "granicy. Źródła zbliżone do rządu mówią, że negocjacje potrwają jeszcze kilka tygodni."
)
RUSSIAN = (
    "Министры обсудили по телефону положение на границе, сообщили в пресс-службе. "
    "Стороны договорились продолжить контакты на следующей неделе."
)
TURKISH = (
    "Bakan salı günü Ankara'da gazetecilere yaptığı açıklamada görüşmelerin süreceğini söyledi. "
    "İki ülkenin dışişleri bakanları gelecek hafta yeniden bir araya gelecek."
)
JAPANESE = "外務省は火曜日、両国の外相が電話で会談し、停戦に向けた協議を続けることで一致したと発表した。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("text", [ENGLISH, QUOTED, RUSSIAN, JAPANESE])
def test_a_byte_order_mark_or_utf8_decides(text, encoding):
    found = decode(text.encode(encoding))
    assert found.text == text
    assert not found.binary


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("text", [ENGLISH, QUOTED, RUSSIAN])
def test_wide_text_is_known_without_a_mark(text, encoding):
    found = decode(text.encode(encoding))
    assert (found.text, found.encoding) == (text, encoding)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (QUOTED, "cp1252"),
        (FRENCH, "cp1252"),
        (POLISH, "cp1250"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        (TURKISH, "cp1254"),
        (JAPANESE, "cp932"),
    ],
)
def test_one_byte_encodings_are_told_apart(text, encoding):
    found = decode(text.encode(encoding))
    assert (found.text, found.encoding) == (text, encoding)


def test_line_ends_and_nul_characters_stay():
    data = b"One line.\r\nAnother.\rA third with a stray \x00 in it, and much more text after it.\n"
    assert decode(data).text == data.decode("ascii")


def test_a_byte_that_no_one_assigned_stays_a_control_character():
    assert decode(b"The mayor\x92s car \x81 was stopped.").text == "The mayor’s car \x81 was stopped."


def test_a_few_broken_bytes_do_not_make_another_encoding():
    found = decode((QUOTED * 3).encode("utf-8")[:-1] + b"\xe2\x80")
    assert found.encoding == "utf-8"
    assert found.text.startswith(QUOTED)


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xfe" + "Talks ".encode("utf-16-le") + b"\x3d\xd8" + " failed".encode("utf-16-le"),
        b"Talks \xed\xa0\xbd failed",
    ],
)
def test_a_lone_surrogate_becomes_a_replacement_character(data):
    assert decode(data).text == "Talks � failed"


def test_the_encoding_a_page_declares_is_followed_where_the_bytes_allow():
    short = "Мир".encode("koi8_r")
    assert decode(short, declared="KOI8-R").text == "Мир"
    assert decode("Мир".encode(), declared="koi8-r").text == "Мир"
    assert decode(b"Peace", declared="no-such-encoding").text == "Peace"
    assert decode(b"caf\xe9", declared="zip").text == "café"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "PNG"),
        (b"%PDF-1.7\n1 0 obj << /Type /Catalog >>", "PDF"),
        (b"PK\x03\x04" + bytes(40), "ZIP"),
        (b"\x7fELF\x02\x01\x01" + bytes(100), "program"),
        (b"{\\rtf1\\ansi The talks went on.}", "RTF"),
        (bytes(range(256)) * 4, "bytes"),
        (bytes(500), "bytes"),
    ],
)
def test_a_file_that_is_no_text_is_named(data, name):
    found = decode(data)
    assert found.binary
    assert found.text == ""
    assert name in (found.reason or "")


def test_nothing_is_text_too():
    assert decode(b"") == decode(b"\xef\xbb\xbf")
    assert not decode(b"").binary


@given(st.binary(max_size=400))
def test_any_bytes_give_text_that_can_be_written_again(data):
    found = decode(data)
    assert found == decode(data)
    assert found.text.encode("utf-8").decode("utf-8") == found.text
    assert found.binary == (found.reason is not None)
    assert not (found.binary and found.text)


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200),
    st.sampled_from(["utf-16", "utf-32"]),
)
def test_marked_text_comes_back_as_it_was(text, encoding):
    assert decode(text.encode(encoding)).text == text


@given(st.text(st.characters(min_codepoint=32, exclude_categories=["Cs", "Cc"]), max_size=200))
def test_utf8_comes_back_as_it_was(text):
    found = decode(text.encode("utf-8"))
    assert found.binary or found.text == text.removeprefix("\ufeff")
