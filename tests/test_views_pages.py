"""A view a page at a time, and how many rows it has, are those of the whole list."""

import pytest

from dateline import views
from dateline.archive import Archive
from dateline.errors import QuestionError

QUESTIONS = [
    ("timeline", {}),
    ("timeline", {"everything": True, "actor": "Scholz"}),
    ("timeline", {"place": "Morocco", "start": "2023", "end": "2023-12"}),
    ("events", {"status": ["planned", "denied"]}),
    ("events", {"type": "consult"}),
    ("reports", {}),
    ("reports", {"undated": True}),
    ("reports", {"name": "harbour post"}),
    ("stories", {}),
    ("actors", {}),
    ("actors", {"name": "pu"}),
    ("quotes", {}),
    ("quotes", {"speaker": "Putin", "bare": True}),
    ("quotes", {"about": "talks", "manner": "direct"}),
    ("figures", {"what": "killed"}),
    ("figure_series", {"what": "killed", "least": 1}),
    ("positions", {}),
    ("places", {}),
    ("places", {"name": "Morocco"}),
    ("network", {}),
    ("network", {"kind": "quoted"}),
    ("duplicates", {}),
    ("versions", {}),
    ("corrections", {}),
    ("search", {"words": "talks", "limit": None}),
]


@pytest.fixture(scope="module")
def archive(sample_reports):
    with Archive(sample_reports) as archive:
        yield archive


@pytest.mark.parametrize(("name", "filters"), QUESTIONS)
def test_pages_and_count_are_those_of_the_whole(archive, name, filters):
    view = getattr(views, name)
    whole = view(archive, **filters)
    asked = {key: value for key, value in filters.items() if key != "limit"}
    assert views.count(archive, name, **asked) == len(whole)
    assert view(archive, **asked, limit=2) == whole[:2]
    assert view(archive, **asked, limit=3, offset=1) == whole[1:4]
    assert view(archive, **asked, limit=2, offset=len(whole)) == []


def test_the_questions_are_answered_with_something(archive):
    answered = {name for name, filters in QUESTIONS if getattr(views, name)(archive, **filters)}
    assert answered == {name for name, _ in QUESTIONS} - {"versions", "corrections"}


def test_a_place_is_shown_with_few_of_its_sentences_and_tells_how_many_there_are(archive):
    most = views.places(archive)[0]
    few = views.places(archive, mentions=1, limit=1)[0]
    assert few.times == most.times > 1
    assert few.mentions == most.mentions[:1]
    assert tuple(views.place_mentions(archive, most.id, limit=2, offset=1)) == most.mentions[1:3]


def test_why_an_actor_is_one_comes_in_pages_too(archive):
    whole = views.why(archive, "Scholz")
    assert views.why(archive, "Scholz", limit=1, offset=1) == whole[1:2]


def test_only_lists_are_counted(archive):
    with pytest.raises(QuestionError, match="lists are: actors"):
        views.count(archive, "event")
