"""What a report says: `Report` → `Reading`, a pure function of the report and the knowledge files.

The steps, in their order, one file or folder each:

1. `syntax`        tokens, lemmas, dependencies, names; sentence ends by `sentences`
2. `times`         time expressions, found and then resolved against the day of publication
3. `dating`        the day of publication, inferred from inside where the masthead does not state it
4. `actors`        persons, organisations, countries and groups, and every place that speaks of them
5. `places`        which places are named, and where they lie
6. `attributions`  who is said to say, think or want what, when, where and to whom
7. `events`        who did what to whom, when, where, and whether it happened
8. `figures`       numbers that matter, with what they count
9. `positions`     where actors stand

`read_report` runs them; `redate` resolves a reading again when a date has become known through a link.
"""

from __future__ import annotations

from dataclasses import replace

from dateline.model import Extractor, Published, Reading, Report
from dateline.reading import syntax
from dateline.reading.actors import find_actors
from dateline.reading.attributions import DEFAULT_EXTRACTOR, date_attributions, find_attributions
from dateline.reading.attributions.extractors import load_extractor
from dateline.reading.dating import infer_published
from dateline.reading.events import date_events, find_events
from dateline.reading.figures import date_figures, find_figures
from dateline.reading.main_event import main_event
from dateline.reading.places import find_places, locate_events
from dateline.reading.positions import date_positions, find_positions
from dateline.reading.sentences import split_sentences
from dateline.reading.times import find_times, resolve_times
from dateline.steps import step

__all__ = ["load_models", "read_report", "redate"]

LANGUAGE = "en"
"""The language that is read; reports in others are kept and can be searched."""


def read_report(report: Report, extractor: Extractor = DEFAULT_EXTRACTOR) -> Reading:
    """Read one report; one that failed gives an empty reading, one not in English its sentences.

    *extractor* finds who says what; raises ModelMissingError where a model is wanted that cannot be loaded.
    """
    if report.status == "failed" or not report.body:
        return Reading(report.id, published=report.masthead.published)
    if report.language not in (None, LANGUAGE):
        sentences = tuple(s for paragraph in report.body for s in split_sentences(report.text, paragraph))
        return Reading(report.id, sentences, report.masthead.published)
    with syntax.own_words():
        return _read(report, extractor)


def _read(report: Report, extractor: Extractor) -> Reading:
    with step("parse"):
        parse = syntax.parse(report.text, report.body)
        spans = [s.span for s in parse.sentences]
    with step("times"):
        found = find_times(report.text, spans)
    with step("dating"):
        published = infer_published(report, found)
        times = resolve_times(report.text, found, published)
    with step("actors"):
        actors, mentions = find_actors(parse, published, dateline=report.masthead.dateline_span)
    with step("places"):
        places = find_places(parse, actors, mentions, report.masthead)
    with step("attributions"):
        attributions = find_attributions(parse, times, mentions, extractor, places)
    with step("events"):
        told = find_events(parse, times, actors, mentions, attributions)
        events = locate_events(report.text, spans, told, places)
    with step("figures"):
        figures = find_figures(parse, times, mentions, attributions, events, places)
    with step("positions"):
        positions = find_positions(parse, actors, mentions, attributions, times)
    reading = Reading(
        report=report.id,
        sentences=tuple(spans),
        published=published,
        times=times,
        actors=actors,
        mentions=mentions,
        attributions=attributions,
        event_mentions=events,
        figures=figures,
        positions=positions,
        main_event=main_event(report, events),
        places=places,
    )
    with step("dates of what was found"):
        return _dated(reading, published)


def load_models(extractor: Extractor = DEFAULT_EXTRACTOR) -> None:
    """Load what `read_report` needs, so that the first report does not wait for it."""
    syntax.language()
    load_extractor(extractor)


def redate(report: Report, reading: Reading, published: Published) -> Reading:
    """The same reading with *published* in place of its own date: times and what hangs on them follow."""
    times = resolve_times(report.text, reading.times, published)
    return _dated(replace(reading, published=published, times=times), published)


def _dated(reading: Reading, published: Published) -> Reading:
    events = date_events(reading.event_mentions, reading.times, published)
    figures = date_figures(reading.figures, reading.times, published)
    said = date_attributions(reading.attributions, reading.times)
    positions = date_positions(reading.positions, said, reading.times)
    return replace(reading, attributions=said, event_mentions=events, figures=figures, positions=positions)
