"""Who met, accused, quoted, aided and attacked whom, as GraphML for programs that draw networks."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from dateline.archive import Archive
from dateline.archive.lists import OUTLET
from dateline.export.xml import writable
from dateline.views import NetworkTie, network
from dateline.views.events import Filters

_NODE_KEYS = {"name": "string", "kind": "string", "country": "string", "sector": "string"}
_EDGE_KEYS = {
    "tie": "string",
    "weight": "int",
    "first": "string",
    "last": "string",
    "sentence": "string",
    "citation": "string",
}


def graphml(archive: Archive, _filters: Filters) -> Iterator[bytes]:
    """A directed graph with an edge a tie; one that holds both ways (`met`) is told once."""
    ties = network(archive)
    yield b'<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for element, keys in (("node", _NODE_KEYS), ("edge", _EDGE_KEYS)):
        for name, kind in keys.items():
            about = f'id="{element}_{name}" for="{element}" attr.name="{name}" attr.type="{kind}"'
            yield f"<key {about}/>\n".encode()
    yield b'<graph id="network" edgedefault="directed">\n'
    names = {tie.source: tie.source_name for tie in ties} | {tie.target: tie.target_name for tie in ties}
    actors = {row["id"]: row for row in archive.rows("actors")}
    for key, name in sorted(names.items()):
        actor = actors.get(key, {})
        values = {
            "name": name,
            "kind": "outlet" if key.startswith(OUTLET) else actor.get("kind"),
            "country": actor.get("country"),
            "sector": actor.get("sector"),
        }
        yield f'<node id="{_clean(key)}">{_data("node", values)}</node>\n'.encode()
    for number, tie in enumerate(ties):
        ends = f'source="{_clean(tie.source)}" target="{_clean(tie.target)}"'
        yield f'<edge id="t{number}" {ends}>{_data("edge", _edge(tie))}</edge>\n'.encode()
    yield b"</graph>\n</graphml>\n"


def _edge(tie: NetworkTie) -> dict[str, object]:
    return {
        "tie": tie.kind,
        "weight": tie.times,
        "first": tie.first,
        "last": tie.last,
        "sentence": tie.passage.text,
        "citation": tie.label,
    }


def _data(element: str, values: dict[str, object]) -> str:
    return "".join(
        f'<data key="{element}_{name}">{_clean(str(value))}</data>'
        for name, value in values.items()
        if value is not None
    )


def _clean(text: str) -> str:
    """The text as XML writes it, with blanks for the characters that it has no way to write."""
    return escape(writable(text))
