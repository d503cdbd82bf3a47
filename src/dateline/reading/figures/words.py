"""What single words say is counted: look-ups of tokens in counted.tsv, and what hangs on a counted noun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.knowledge.figures import Counted, counted

if TYPE_CHECKING:
    from spacy.tokens import Token


def of_child(node: Token) -> Token | None:
    """The noun in the "of" phrase of a noun or number ("dozens of troops")."""
    for child in node.rights:
        if child.lower_ == "of" and child.dep_ == "prep":
            return next((t for t in child.rights if t.dep_ == "pobj"), None)
    return None


def entry_of(part: str, token: Token, kind: str) -> Counted | None:
    """The row of one kind for a token, by its lemma or its form."""
    table, word = counted(part), token.lower_
    rows = table.get(token.lemma_.lower()) or table.get(word) or table.get(word.rstrip("s")) or ()
    return next((entry for entry in rows if entry.kind == kind), None)


def noun_kind(noun: Token | None, kind: str) -> Counted | None:
    """The row of a noun that is of *kind* ("event", "group", "tally", ...)."""
    return entry_of("noun", noun, kind) if noun is not None else None


def people_row(noun: Token) -> Counted | None:
    """The row that counts people, where the noun names people."""
    if entry := noun_kind(noun, "people"):
        return entry
    if noun.ent_type_ == "NORP":
        return counted("noun")["people"][0]
    if noun.lemma_.lower().endswith(("man", "men", "woman", "women", "people")):
        return counted("noun")["people"][0]
    return None


def _is_people(noun: Token | None) -> bool:
    if noun is None:
        return True
    group = noun_kind(noun, "group")
    return group.of == "people" if group else people_row(noun) is not None


def _fits(entry: Counted, noun: Token | None) -> bool:
    if entry.what == "=":
        return noun is not None and noun_kind(noun, "group") is not None
    if entry.of == "forces":
        group = noun_kind(noun, "group")
        return group is not None and group.of == "people"
    if entry.of == "people":
        return _is_people(noun)
    if entry.of == "things":
        return noun is not None and not _is_people(noun)
    return True


def verb_says(verb: Token, role: str, noun: Token | None) -> str | None:
    """What a verb says of its object or subject, if it says anything that is counted."""
    entries = counted("verb").get(verb.lemma_.lower(), ())
    for entry in entries:
        if entry.kind == "object from" and role == "object" and _fits(entry, noun):
            if any(c.lower_ in ("from", "out") for c in verb.rights):
                return entry.what
        elif entry.kind == "loses lives" and role == "subject":
            if any(c.dep_ == "dobj" and noun_kind(c, "lives") for c in verb.rights):
                return entry.what
        elif entry.kind == role and _fits(entry, noun):
            if entry.what != "=":
                return entry.what
            group = noun_kind(noun, "group")
            return group.what if group else None
    return None


def state_of(token: Token) -> Counted | None:
    """The row of a word for a state people are in ("dead", "missing")."""
    return next(iter(counted("adjective").get(token.lower_, ())), None)


def modifier_of(noun: Token) -> tuple[str, Token] | None:
    """What a participle, an adjective or a relative clause says of the counted noun."""
    for child in noun.children:
        if child.dep_ in ("amod", "acl", "compound", "appos", "advcl"):
            if state := state_of(child):
                return state.what, child
            if child.tag_ == "VBN" and (what := verb_says(child, "object", noun)):
                return what, child
            if child.tag_ == "VBG" and child.dep_ != "amod" and (what := verb_says(child, "subject", noun)):
                return what, child
        elif child.dep_ == "relcl":
            passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in child.lefts)
            active = any(c.dep_ == "nsubj" and c.tag_ in ("WP", "WDT") for c in child.lefts)
            role = "object" if passive or not active else "subject"
            if what := verb_says(child, role, noun):
                return what, child
    return None
