"""Questions of an assistant: tools and arguments, known and made up, as lines of JSON."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from soak.doors.door import Door, Inputs, Run
from soak.doors.small import id_places, small_archive, values, with_ids
from soak.mutation import changed, samples

if TYPE_CHECKING:
    from mcp.server import MCPServer


@cache
def _parameters() -> dict[str, tuple[str, ...]]:
    """The tools with the names of what they take."""
    import inspect

    from dateline.assistants.questions import Questions

    return {ask.__name__: tuple(inspect.signature(ask).parameters) for ask in Questions("none.db").all}


def _asked() -> Inputs:
    @st.composite
    def question(draw: st.DrawFn) -> bytes:
        tool = draw(st.sampled_from([*_parameters(), "no such tool"]))
        known = st.sampled_from([*_parameters().get(tool, ()), "limit", "no such argument"])
        given = st.none() | st.booleans() | st.integers() | st.floats() | st.lists(values(), max_size=2)
        fields = draw(
            st.dictionaries(known, values() | id_places() | st.integers(-1, 101) | given, max_size=4)
        )
        return json.dumps([tool, fields]).encode()

    return question()


@contextlib.contextmanager
def _server() -> Iterator[Run]:
    """Every question is answered, or refused in words that the program chose; and nothing is written."""
    from mcp.server.mcpserver.exceptions import ToolError, UnexpectedToolError

    from dateline.archive import Archive
    from dateline.assistants import allow
    from dateline.assistants.server import make_server

    with small_archive() as (place, ids):
        path = place / "dateline.db"
        with Archive(path) as archive:
            allow(archive)
        server, before = make_server(path), path.read_bytes()

        def run(data: bytes) -> None:
            try:
                asked = json.loads(with_ids(data.decode("utf-8", "replace"), ids))
            except (ValueError, RecursionError):
                return
            if not (isinstance(asked, list) and len(asked) == 2 and isinstance(asked[1], dict)):
                return
            try:
                answer = asyncio.run(_answer(server, str(asked[0]), asked[1]))
            except UnexpectedToolError as error:
                raise AssertionError(f"{asked}: {error.__cause__!r}") from error
            except ToolError as error:
                assert str(error).strip()
                return
            json.dumps(answer, allow_nan=False).encode("utf-8")
            assert len(answer.get("rows", ())) <= answer.get("total", 0) or "rows" not in answer, asked
            assert path.read_bytes() == before

        yield run


async def _answer(server: MCPServer, tool: str, arguments: dict[str, Any]) -> dict[str, Any]:
    answer = await server.call_tool(tool, arguments)
    told: dict[str, Any] = answer.structured_content  # type: ignore[union-attr, assignment]
    return told


QUESTIONS = Door("questions", lambda: _asked() | changed(samples("questions")), _server)
