"""The application: every page at its address, behind the guard."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, closing
from pathlib import Path
from threading import Lock
from urllib.parse import parse_qsl, quote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from dateline.archive import Pool, Whereabouts
from dateline.errors import ArchiveError, CorrectionError, DatelineError, NotFoundError, QuestionError
from dateline.views import pending
from dateline.web.frame import Answer, Asked, Download, Elsewhere, Image, Page, Shown
from dateline.web.guard import STATIC, Door, Guard
from dateline.web.pages import PAGES
from dateline.web.pages.labels import labels_of
from dateline.web.query import Query
from dateline.web.render import Templates
from dateline.web.sentences import Sentences

LARGEST_FORM = 100_000
"""Bytes of a form that are taken; ours hold a few words."""
MOST_FIELDS = 500
IMAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
"""For an image that is opened by itself: the styles inside it are ours."""
STATUS = {NotFoundError: 404, CorrectionError: 400, QuestionError: 400, ArchiveError: 503}
WHAT_NOW = {
    400: "Nothing was changed. Go back, mend what you sent, and send it again.",
    404: "It may have been joined with another or read otherwise since; look for it in the lists or search.",
    503: "See that the archive is where it was and can be read, then load this page again.",
}


def make_app(path: str | Whereabouts, door: Door | None = None) -> ASGIApp:
    """The application that shows the archive at *path* to those whom *door* lets in."""
    return _Pages(Pool(path), door or Door()).app


class _Pages:
    """The pages of one archive. Forms are done one after the other; readers never wait for them."""

    def __init__(self, pool: Pool, door: Door) -> None:
        navigation = [(page.path, page.nav, page.key or "") for page in PAGES if page.nav]
        self._pool = pool
        self._door = door
        self._templates = Templates(navigation, door.form_token, pool.place.name)
        self._one_writer = Lock()
        routes = [Route(page.path, self._endpoint(page), methods=[page.method]) for page in PAGES]
        static = Mount(STATIC.rstrip("/"), StaticFiles(directory=Path(__file__).parent / "static"))
        starlette = Starlette(
            routes=[*routes, static],
            exception_handlers={HTTPException: self._no_page, Exception: self._defect},
            lifespan=self._served,
        )
        self.app = Guard(starlette, door, self._templates)

    @asynccontextmanager
    async def _served(self, app: Starlette) -> AsyncIterator[None]:
        """As long as pages are served, connections are kept."""
        with closing(self._pool):
            yield

    def _endpoint(self, page: Page) -> Callable[[Request], Awaitable[Response]]:
        async def endpoint(request: Request) -> Response:
            form = await _form(request) if page.method == "POST" else Query()
            if page.method == "POST" and not self._sent_by_us(form):
                return self._templates.error(
                    403,
                    "The form is from an earlier start of dateline serve",
                    "Go back, load the page again and send it anew; nothing was changed.",
                )
            return await run_in_threadpool(self._respond, page, request, form)

        return endpoint

    def _sent_by_us(self, form: Query) -> bool:
        return secrets.compare_digest(form.words("form_token").encode(), self._door.form_token.encode())

    def _respond(self, page: Page, request: Request, form: Query) -> Response:
        query = Query(request.query_params.multi_items())
        try:
            with self._pool.open() as archive:
                asked = Asked(archive, request.path_params, query, form, Sentences(archive))
                if page.method == "POST":
                    with self._one_writer:
                        return self._response(page, asked, page.answer(asked))
                with archive.snapshot():
                    return self._response(page, asked, page.answer(asked))
        except DatelineError as error:
            status = next((code for kind, code in STATUS.items() if isinstance(error, kind)), 500)
            return self._templates.error(status, str(error), WHAT_NOW.get(status, WHAT_NOW[503]))

    def _response(self, page: Page, asked: Asked, answer: Answer) -> Response:
        if isinstance(answer, Elsewhere):
            return RedirectResponse(answer.address, 303)
        if isinstance(answer, Image):
            headers = {"Content-Security-Policy": IMAGE_POLICY}
            return Response(answer.svg, media_type="image/svg+xml", headers=headers)
        if isinstance(answer, Download):
            headers = {"Content-Disposition": f'attachment; filename="{answer.name}"'}
            return Response(answer.text, media_type=f"{answer.media}; charset=utf-8", headers=headers)
        return HTMLResponse(self._filled(page, asked, answer), answer.status)

    def _filled(self, page: Page, asked: Asked, answer: Shown) -> str:
        always = {
            "here": page.path,
            "query": asked.query,
            "place": asked.sentences.place,
            "labels": labels_of(asked.archive),
            "pending": pending(asked.archive),
            "address": quote(page.path.format(**asked.path)) + asked.query.but().removesuffix("?"),
        }
        return self._templates.html(answer.template, {**always, **answer.values})

    def _no_page(self, request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        if status == 404:
            return self._templates.error(404, "There is no such page", "Begin at the overview, or search.")
        if status == 413:
            return self._templates.error(413, "The form is too large", "Send fewer or shorter words.")
        return self._templates.error(status, "This cannot be asked here", "Go back to the page before.")

    def _defect(self, request: Request, error: Exception) -> Response:
        return self._templates.error(
            500,
            f"A defect stopped this page ({type(error).__name__})",
            "Nothing was changed. Please report it with the address of the page; what it says stands where "
            "dateline serve runs.",
        )


async def _form(request: Request) -> Query:
    """What a form sent, in the encoding that forms have unless they carry files."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > LARGEST_FORM:
            raise HTTPException(413)
    try:
        return Query(parse_qsl(body.decode("utf-8", "replace"), max_num_fields=MOST_FIELDS))
    except ValueError:
        raise HTTPException(413) from None
