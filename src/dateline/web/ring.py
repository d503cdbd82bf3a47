"""A network as a ring: actors on a circle, ties as curves through it.

Only shapes and their places are worked out here, in units of the drawing; the template draws them. The same
ties give the same drawing.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from dateline.archive.lists import OUTLET
from dateline.views.network import Link, TieKind

WIDTH = 760
LEAST_RADIUS, MOST_RADIUS, PER_ACTOR = 80.0, 170.0, 8.0
"""Units of the circle, which grows with the actors on it."""
NAMES = 160.0
"""Units above and below the circle, for names."""
NAME_GAP, NAME_LENGTH = 12, 24
PULL = {"met": 0.30, "quoted": 0.42, "accused": 0.54, "aided": 0.66, "attacked": 0.18}
"""How near to the middle the curve between two actors that face each other is drawn (0: through it).

Each kind has its own, so that the ties of two actors lie apart; the nearer they stand, the flatter the curve.
"""
THINNEST, THICKEST = 1.2, 4.5
NODE_LEAST, NODE_MOST = 4.0, 10.0


@dataclass(frozen=True, slots=True)
class Node:
    """An actor on the circle, and its name, turned by ``turn`` degrees around the node."""

    id: str
    name: str
    short: str
    x: float
    y: float
    radius: float
    turn: float
    anchor: str
    name_x: float
    address: str | None


@dataclass(frozen=True, slots=True)
class Curve:
    """A tie: its path, its width, and what it says in words; ``head`` is the path of an arrow's head."""

    kind: TieKind
    path: str
    width: float
    words: str
    head: str


@dataclass(frozen=True, slots=True)
class Ring:
    """The drawing."""

    nodes: Sequence[Node]
    curves: Sequence[Curve]
    height: int
    width: int = WIDTH


@dataclass(frozen=True, slots=True)
class _Circle:
    """Where the actors stand."""

    x: float
    y: float
    radius: float


def drawn(links: Sequence[Link], names: Mapping[str, str]) -> Ring:
    """The drawing of these ties between the actors with these names."""
    weight: dict[str, int] = defaultdict(int)
    for link in links:
        weight[link.source] += link.times
        weight[link.target] += link.times
    order = _order(links, weight)
    heaviest = max(weight.values(), default=1)
    angle = {key: math.tau * at / len(order) - math.pi / 2 for at, key in enumerate(order)}
    radius = min(MOST_RADIUS, max(LEAST_RADIUS, PER_ACTOR * len(order)))
    circle = _Circle(WIDTH / 2, radius + NAMES, radius)
    nodes = {key: _node(key, names[key], circle, angle[key], weight[key] / heaviest) for key in order}
    most = max((link.times for link in links), default=1)
    curves = [
        _curve(link, nodes, circle, most) for link in sorted(links, key=lambda link: (link.times, link.kind))
    ]
    return Ring(list(nodes.values()), curves, round(2 * circle.y))


def _order(links: Sequence[Link], weight: Mapping[str, int]) -> list[str]:
    """The actors so that each stands beside the one, of those left, to which it is tied most."""
    tied: dict[tuple[str, str], int] = defaultdict(int)
    for link in links:
        tied[link.source, link.target] += link.times
        tied[link.target, link.source] += link.times
    left = sorted(weight, key=lambda key: (-weight[key], key))
    order = left[:1]
    left = left[1:]
    while left:
        last = order[-1]
        order.append(min(left, key=lambda key: (-tied[last, key], -weight[key], key)))
        left.remove(order[-1])
    return order


def _node(key: str, name: str, circle: _Circle, angle: float, share: float) -> Node:
    right = math.cos(angle) >= -1e-9
    radius = NODE_LEAST + (NODE_MOST - NODE_LEAST) * math.sqrt(share)
    gap = radius + NAME_GAP - NODE_LEAST
    return Node(
        id=key,
        name=name,
        short=name if len(name) <= NAME_LENGTH else name[: NAME_LENGTH - 1].rstrip() + "…",
        x=circle.x + circle.radius * math.cos(angle),
        y=circle.y + circle.radius * math.sin(angle),
        radius=radius,
        turn=math.degrees(angle) + (0 if right else 180),
        anchor="start" if right else "end",
        name_x=gap if right else -gap,
        address=None if key.startswith(OUTLET) else "/network?" + urlencode({"actor": key}),
    )


def _curve(link: Link, nodes: Mapping[str, Node], circle: _Circle, most: int) -> Curve:
    one, other = nodes[link.source], nodes[link.target]
    # A tie back bends the other way than the tie there.
    apart = math.sqrt(math.hypot(other.x - one.x, other.y - one.y) / (2 * circle.radius))
    pull = 1 - (1 - PULL[link.kind] - (0.06 if link.source > link.target else 0)) * apart
    middle_x = circle.x + ((one.x + other.x) / 2 - circle.x) * pull
    middle_y = circle.y + ((one.y + other.y) / 2 - circle.y) * pull
    way = math.atan2(other.y - middle_y, other.x - middle_x)
    end_x, end_y = (
        other.x - (other.radius + 1) * math.cos(way),
        other.y - (other.radius + 1) * math.sin(way),
    )
    width = THINNEST + (THICKEST - THINNEST) * math.log(link.times) / max(math.log(most), 1.0)
    times = "" if link.times == 1 else f", {link.times:,} times"
    return Curve(
        kind=link.kind,
        path=f"M{one.x:.1f} {one.y:.1f} Q{middle_x:.1f} {middle_y:.1f} {end_x:.1f} {end_y:.1f}",
        width=width,
        words=f"{one.name} {link.kind} {other.name}{times}",
        head="" if link.kind == "met" else _head(end_x, end_y, way, 6 + width),
    )


def _head(x: float, y: float, way: float, size: float) -> str:
    sides = (way + math.pi - 0.4, way + math.pi + 0.4)
    corners = " ".join(f"L{x + size * math.cos(a):.1f} {y + size * math.sin(a):.1f}" for a in sides)
    return f"M{x:.1f} {y:.1f} {corners} Z"
