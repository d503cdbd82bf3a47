"""Labels of confidence: on which reports they are, and the forms that put one on or take it off."""

from __future__ import annotations

from collections.abc import Mapping

from dateline.archive import Archive
from dateline.confidence import label, unlabel
from dateline.web.frame import Asked, Elsewhere, Page


def labels_of(archive: Archive) -> Mapping[str, list[str]]:
    """Report → the labels that it bears."""
    found: dict[str, list[str]] = {}
    for one in archive.labels():
        found.setdefault(one.report, []).append(one.label)
    return found


def _put(asked: Asked) -> Elsewhere:
    put = label(asked.archive, asked.form.words("report"), asked.form.words("label"))
    return Elsewhere(f"/report/{put.report}#labels")


def _take(asked: Asked) -> Elsewhere:
    taken = unlabel(asked.archive, asked.form.words("report"), asked.form.words("label") or None)
    return Elsewhere(f"/report/{taken[0].report}#labels")


FORMS = (Page("/labels/put", _put, method="POST"), Page("/labels/take", _take, method="POST"))
