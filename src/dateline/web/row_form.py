"""The fields of a row as a form shows them, and what a form that comes back sets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dateline.model import FIELDS, NEEDED, RowKind
from dateline.web.query import Query

SET = "set-"
"""Before the name of a field in a form, so that no field is taken for a part of the form itself."""
CALLED = {
    "as_of": "as of",
    "attitude": "attitude",
    "of": "of whom or what",
    "published": "published on",
    "said": "said on",
    "source": "who did it",
    "speakers": "who says so",
    "target": "to whom",
    "what": "what is counted",
}
"""Fields that people know by other words than the record."""
HINTS = {"names": "A. Name; B. Name", "date": "2013-02-01", "number": "12"}
"""Form of a field → an example of what may stand in it."""


@dataclass(frozen=True, slots=True)
class FormField:
    """A field as a form shows it; a field with ``options`` is chosen, any other written."""

    name: str
    label: str
    form: str
    value: str
    options: tuple[str, ...]
    needed: bool

    @property
    def hint(self) -> str:
        """An example of what may stand in it."""
        return HINTS.get(self.form, "")


def form_fields(kind: RowKind, values: Mapping[str, str]) -> tuple[FormField, ...]:
    """The fields of a row of *kind* with what stands in them."""
    return tuple(
        FormField(
            SET + field.name,
            CALLED.get(field.name, field.name),
            field.form,
            value,
            tuple(dict.fromkeys((value, *field.choices))) if field.choices else (),
            field.name in NEEDED.get(kind, ()),
        )
        for field in FIELDS[kind]
        for value in (values.get(field.name, ""),)
    )


def sent(kind: RowKind, form: Query) -> dict[str, str]:
    """The fields that a form sent, as text; it names them, since empty ones do not come back as values."""
    named = form.words("fields").split()
    return {field.name: form.words(SET + field.name) for field in FIELDS[kind] if SET + field.name in named}
