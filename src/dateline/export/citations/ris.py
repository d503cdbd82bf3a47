"""Citations as RIS, read by most managers of references.

A day that the report states is `PY` and `DA`. Any other is only in `DA`, whose fourth part, kept for remarks
on the date, says how it is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline.export.citations.wording import is_stated, remarks
from dateline.views.reference import Reference


def ris(references: Iterable[Reference]) -> str:
    """Each reference as a record of type NEWS."""
    return "\n".join(
        "".join(f"{tag}  - {value}\n" for tag, value in _lines(reference)) for reference in references
    )


def _lines(reference: Reference) -> Iterator[tuple[str, str]]:
    yield "TY", "NEWS"
    yield "ID", reference.key
    for author in reference.authors:
        yield "AU", author
    if reference.title:
        yield "TI", reference.title
    if reference.outlet:
        yield "T2", reference.outlet
    if reference.published:
        day = reference.published.replace("-", "/")
        if is_stated(reference):
            yield "PY", reference.published[:4]
            yield "DA", f"{day}/"
        else:
            yield "DA", f"{day}/{reference.basis}"
    if reference.page:
        yield "SP", str(reference.page)
    if reference.language:
        yield "LA", reference.language
    if reference.address:
        yield "UR", reference.address
    if reference.captured:
        yield "Y2", f"{reference.captured.replace('-', '/')}/"
    for remark in remarks(reference):
        yield "N1", remark
    yield "ER", ""
