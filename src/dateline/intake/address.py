"""Where a report stands on the web: what is given along with it, and what its page says."""

from __future__ import annotations

import re

from dateline.knowledge.addresses import one_form, site_of
from dateline.model import Fact

_WEB = re.compile(r"https?://", re.I)


def address_of(stated: str | None, given: Fact | None) -> str | None:
    """The address of a report whose page calls itself *stated* and of which *given* was said.

    The page's own word goes first: it leaves out by which way a reader came. It does not count where it names
    another site (a copy that points to its original) or a front page (a fault of many a page's template), nor
    against the user.
    """
    if stated is None or not _WEB.match(stated) or one_form(stated) is None:
        stated = None
    if given is None or not _WEB.match(given.value):
        return stated
    if stated is None or given.user or not _one_site(stated, given.value):
        return given.value
    return stated


def _one_site(one: str, other: str) -> bool:
    """Whether two addresses are of one site, or one of them of a part of the other's."""
    a, b = site_of(one) or "", site_of(other) or ""
    return a == b or a.endswith(f".{b}") or b.endswith(f".{a}")
