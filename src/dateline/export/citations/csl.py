"""Citations as CSL-JSON, read by Zotero, Pandoc and citeproc.

A day that the report does not state is marked `circa`, which styles set as "c. 2014"; one known only to lie
between two days is a range so marked.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from dateline.export.citations.wording import is_stated, remarks
from dateline.views.reference import Reference


def csl_json(references: Iterable[Reference]) -> str:
    """The references as one JSON array of items of type article-newspaper."""
    items = [json.dumps(_item(reference), ensure_ascii=False) for reference in references]
    return "[\n" + ",\n".join(items) + "\n]\n" if items else "[]\n"


def _item(reference: Reference) -> dict[str, object]:
    item = {
        "id": reference.key,
        "type": "article-newspaper",
        "title": reference.title,
        "author": [{"literal": author} for author in reference.authors],
        "container-title": reference.outlet,
        "issued": _issued(reference),
        "page": str(reference.page) if reference.page else None,
        "language": reference.language,
        "URL": reference.address,
        "accessed": _date(reference.captured) if reference.captured else None,
        "note": "; ".join(remarks(reference)),
    }
    return {name: value for name, value in item.items() if value}


def _issued(reference: Reference) -> dict[str, object] | None:
    if reference.published:
        return _date(reference.published) | ({} if is_stated(reference) else {"circa": True})
    if reference.earliest and reference.latest:
        return _date(reference.earliest, reference.latest) | {"circa": True}
    return None


def _date(*days: str) -> dict[str, object]:
    return {"date-parts": [[int(part) for part in day.split("-")] for day in days]}
