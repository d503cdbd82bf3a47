"""The pages, one file each, in the order of the navigation."""

from dateline.web.frame import Page
from dateline.web.pages.overview import OVERVIEW
from dateline.web.pages.reports import REPORTS

PAGES: tuple[Page, ...] = (
    OVERVIEW,
    REPORTS,
)
"""Every page there is; those with a name in the navigation stand there in this order."""
