"""What a browser asks for and sends: every page and form, with the parameters that they know."""

from __future__ import annotations

import contextlib
import inspect
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from hypothesis import strategies as st

from soak.doors.door import Door, Inputs, Run
from soak.doors.small import TAG, id_places, small_archive, values, with_ids
from soak.mutation import changed, samples

if TYPE_CHECKING:
    from dateline.web.frame import Page

_ASKED = re.compile(r"\.(?:words|all|ticked|choice|number)\(\"(\w+)\"|\bname=\"(\w+)\"")
_SAFE = "/?&=%:@+,;~*'()[]!$-._"


@cache
def parameters() -> tuple[str, ...]:
    """The names of all parameters and fields of the pages, as their code and templates have them."""
    from dateline import web

    files = Path(inspect.getfile(web)).parent.rglob("*")
    sources = [path.read_text("utf-8") for path in files if path.suffix in (".py", ".html")]
    return tuple(sorted({a or b for source in sources for a, b in _ASKED.findall(source)}))


def _requests() -> Inputs:
    """Requests as lines: method and address, then the fields of a form."""
    from dateline.web.pages import PAGES

    pairs = st.lists(st.tuples(st.sampled_from(parameters()), values() | id_places()), max_size=5)
    request = st.tuples(st.sampled_from(PAGES), values() | id_places(), pairs, st.booleans())

    def written(asked: tuple[Page, str, list[tuple[str, str]], bool]) -> bytes:
        page, name, fields, odd = asked
        method = "HEAD" if odd and page.method == "GET" else page.method
        path = page.path.replace("{name}", quote(name.encode("utf-8", "replace")) or "x")
        query = urlencode([(key, value.encode("utf-8", "replace")) for key, value in fields])
        return f"{method} {path}?{query}\n{query}".encode()

    return request.map(written)


@contextlib.contextmanager
def _web() -> Iterator[Run]:
    from starlette.testclient import TestClient

    from dateline.archive import Archive
    from dateline.web.app import make_app
    from dateline.web.guard import Door as WebDoor

    with small_archive() as (place, ids):
        door = WebDoor()
        address = "http://127.0.0.1:8713"
        app = make_app(place / "dateline.db", door)
        with TestClient(app, base_url=address, follow_redirects=False) as client:

            def run(data: bytes) -> None:
                first, _, body = with_ids(data.decode("utf-8", "replace"), ids).partition("\n")
                method, _, target = first.partition(" ")
                if method not in ("GET", "HEAD", "POST") or not target.startswith("/"):
                    return
                form = {"form_token": door.form_token, **dict(parse_qsl(body))}
                form["form_token"] = door.form_token
                sent = form if method == "POST" else None
                asked = address + quote(target, safe=_SAFE)  # the client takes nothing else
                answer = client.request(method, asked, data=sent, headers={"origin": address})
                assert answer.status_code < 500, f"{first}: status {answer.status_code}"
                assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
                assert TAG not in answer.text and "Traceback" not in answer.text, first
                led = answer.headers.get("location", "/").removeprefix(address)
                assert led.startswith("/") and not led.startswith("//") and not urlsplit(led).netloc

            yield run
        with Archive(place / "dateline.db") as archive:
            assert not (wrong := archive.check()), wrong[:3]


WEB = Door("web", lambda: _requests() | changed(samples("web")), _web)
