"""The pages, one file each, in the order of the navigation."""

from dateline.web.frame import Page
from dateline.web.pages.actors import ACTOR, ACTORS
from dateline.web.pages.adding import ADD, ADDED
from dateline.web.pages.cite import CITATION, CITE
from dateline.web.pages.claim import CLAIM
from dateline.web.pages.corrections import CORRECTIONS, FORMS
from dateline.web.pages.decisions import DECISIONS
from dateline.web.pages.event import EVENT
from dateline.web.pages.events import EVENTS
from dateline.web.pages.figures import FIGURES, FIGURES_OF
from dateline.web.pages.keys import KEYS
from dateline.web.pages.labels import FORMS as LABEL_FORMS
from dateline.web.pages.map import MAP
from dateline.web.pages.network import NETWORK
from dateline.web.pages.overview import OVERVIEW, RUNNING
from dateline.web.pages.positions import POSITIONS
from dateline.web.pages.report import REPORT
from dateline.web.pages.reports import REPORTS
from dateline.web.pages.review import REVIEW, REVIEW_ROW
from dateline.web.pages.search import SEARCH
from dateline.web.pages.story import STORIES, STORY
from dateline.web.pages.timeline import TIMELINE

PAGES: tuple[Page, ...] = (
    OVERVIEW,
    RUNNING,
    TIMELINE,
    EVENTS,
    EVENT,
    REPORTS,
    REPORT,
    CITE,
    CITATION,
    STORIES,
    STORY,
    ACTORS,
    ACTOR,
    POSITIONS,
    FIGURES,
    FIGURES_OF,
    MAP,
    NETWORK,
    SEARCH,
    CLAIM,
    REVIEW,
    ADD,
    ADDED,
    *DECISIONS,
    REVIEW_ROW,
    CORRECTIONS,
    *FORMS,
    *LABEL_FORMS,
    KEYS,
)
"""Every page there is; those with a name in the navigation stand there in this order."""
