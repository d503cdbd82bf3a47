"""Write input.jsonl and gold.jsonl from marked.txt, or say with --check whether they are what it says.

marked.txt holds the reports with the statements marked in them: ``{s3 the mayor}``, ``{c3 said}`` and
``{t3 ...}`` are source, cue and content of the report's third statement; ``{s3,4 ...}`` serves two;
``T3 words`` on a line after the report marks those words where they first stand, for a content that holds
other marks or quotes. A verb that follows its fellow with no subject of its own ("confirmed ... and said")
has the nearest source before it; ``{s3 }`` says that the text names none.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
_MARK = re.compile(r"\{([sct])(\d+(?:,\d+)*) ?([^{}]*)\}")
_LINE = re.compile(r"([SCT])(\d+) (.*)")
_ROLES = {"s": "source", "c": "cue", "t": "content"}


def build(marked: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The lines of input.jsonl and gold.jsonl; ValueError where a mark cannot be what it says."""
    inputs, golds = [], []
    for block in re.split(r"^### ", marked, flags=re.MULTILINE)[1:]:
        head, body = block.split("\n", 1)
        number, topic = head.split(" ", 1)
        lines = body.strip("\n").split("\n")
        extra = []
        while _LINE.fullmatch(lines[-1]):
            extra.append(lines.pop())
        text, statements = _read("\n".join(lines).strip("\n"), extra, number)
        name = f"own-{number}"
        inputs.append({"id": name, "text": text, "manner": topic, "title": text.split("\n", 1)[0]})
        golds.append({"id": name, "statements": statements})
    return inputs, golds


def _read(marked: str, extra: list[str], report: str) -> tuple[str, list[dict[str, Any]]]:
    text, at = "", 0
    found: dict[int, dict[str, list[list[int]]]] = {}

    def keep(number: int, role: str, start: int, end: int) -> None:
        found.setdefault(number, {"source": [], "cue": [], "content": []})[role].append([start, end])

    sources: list[tuple[int, list[int]]] = []
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        start = len(text)
        text += mark[3]
        at = mark.end()
        for number in map(int, mark[2].split(",")):
            keep(number, _ROLES[mark[1]], start, len(text))
            if mark[1] == "s" and mark[3]:
                sources.append((start, [start, len(text)]))
    text += marked[at:]
    if "{" in text or "}" in text:
        raise ValueError(f"report {report}: a mark is not closed")
    for line in extra:
        role, number, words = _LINE.fullmatch(line).groups()  # type: ignore[union-attr]
        if words not in text:
            raise ValueError(f"report {report}: {words!r} is not in it")
        keep(int(number), _ROLES[role.lower()], text.index(words), text.index(words) + len(words))
    out = []
    for number, statement in found.items():
        if not statement["content"]:
            raise ValueError(f"report {report}: statement {number} has no content")
        for spans in statement.values():
            spans.sort()
        out.append(statement)
        unsaid = [[s, e] for s, e in statement["source"] if s == e]
        if unsaid:
            statement["source"] = []
        elif not statement["source"] and statement["cue"]:
            cue = statement["cue"][0][0]
            before = [s for start, s in sources if start < cue]
            if not before:
                raise ValueError(f"report {report}: statement {number} has no source before it")
            statement["source"] = [max(before)]
    out.sort(key=lambda s: min(s["content"]))
    return text, [{**s, "words": {r: [text[a:b] for a, b in s[r]] for r in s}} for s in out]


def main() -> int:
    """Write the two files, or compare them; exit code 1 when they differ."""
    inputs, golds = build((HERE / "marked.txt").read_text(encoding="utf-8"))
    wrong = 0
    for name, rows in (("input.jsonl", inputs), ("gold.jsonl", golds)):
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        if "--check" not in sys.argv:
            (HERE / name).write_text(lines, encoding="utf-8", newline="\n")
        elif (HERE / name).read_text(encoding="utf-8") != lines:
            print(f"{name} is not what marked.txt says")
            wrong = 1
    return wrong


if __name__ == "__main__":
    sys.exit(main())
