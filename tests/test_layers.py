"""The rooms and who may use whom (docs/design.md); an import that points the other way is a defect."""

import ast
from pathlib import Path

from sources import trees

EVERYONE = {"errors", "steps"}
MAY_USE = {
    "errors": set(),
    "steps": set(),
    "model": set(),
    "knowledge": {"model"},
    "fetching": {"model", "knowledge"},
    "intake": {"model", "knowledge"},
    "reading": {"model", "knowledge"},
    "linking": {"model", "knowledge"},
    "archive": {"model"},
    "views": {"model", "archive"},
    "export": {"model", "knowledge", "views", "archive"},
    "pipeline": {"model", "knowledge", "fetching", "intake", "reading", "linking", "archive"},
    "cluster": {"model", "intake", "reading", "archive", "pipeline"},
    "coders": set(),
    "corrections": {"model", "knowledge", "archive", "linking", "views", "pipeline", "coders"},
    "review": {"model", "archive", "linking", "views", "pipeline", "corrections"},
    "confidence": {"model", "archive", "views", "pipeline", "coders"},
    "agreement": {"model", "archive", "views", "export"},
    "grounds": {"model", "archive", "linking", "views", "pipeline"},
    "claims": {"model", "knowledge", "archive", "reading", "linking", "views"},
    "doctor": {"knowledge", "archive", "reading", "pipeline"},
    "dictionaries": {"model", "knowledge", "archive", "pipeline"},
    "opened": {"model", "archive", "views", "claims", "export", "pipeline"},
    "assistants": {"model", "archive", "views", "claims", "confidence"},
    "web": {
        "model",
        "knowledge",
        "archive",
        "views",
        "claims",
        "export",
        "pipeline",
        "confidence",
        "corrections",
        "review",
        "coders",
        "opened",
    },
    "cli": {
        "model",
        "agreement",
        "archive",
        "views",
        "claims",
        "export",
        "pipeline",
        "cluster",
        "confidence",
        "corrections",
        "dictionaries",
        "doctor",
        "grounds",
        "review",
        "assistants",
        "web",
    },
    "__main__": {"cli"},
}


def room_of(path: Path) -> str:
    return path.parts[0].removesuffix(".py")


def imported_rooms(path: Path, tree: ast.Module) -> set[str]:
    rooms = set()
    for node in ast.walk(tree):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names = [node.module or ""]
            if node.module == "dateline":
                names = [f"dateline.{alias.name}" for alias in node.names]
        rooms |= {name.split(".")[1] for name in names if name.startswith("dateline.")}
    return rooms


def test_every_room_uses_only_the_rooms_below_it():
    wrong = []
    for path, tree in trees().items():
        room = room_of(path)
        if room == "__init__":
            continue
        allowed = MAY_USE[room] | EVERYONE | {room, "__version__"}
        wrong += [f"{path} imports {name}" for name in imported_rooms(path, tree) - allowed]
    assert wrong == []


def test_the_table_names_every_room():
    assert {room_of(path) for path in trees()} - {"__init__"} <= set(MAY_USE)
