"""A PostgreSQL server for tests: in a temporary folder, reached by a socket in it, gone with it."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pwd import struct_passwd

USER = "dateline"
CLUSTER = ("--auth=trust", f"--username={USER}", "--encoding=UTF8", "--locale=C", "--no-sync")
SETTINGS = "-c listen_addresses= -c fsync=off -c max_connections=40 -c logging_collector=off"
IN_MEMORY = Path("/dev/shm")
"""Each archive is hundreds of files, which a disk takes long to delete."""
# A language in whose order words stand otherwise than by code point: what we sort must not depend on it.
LANGUAGE = "LOCALE_PROVIDER icu ICU_LOCALE 'en-US' TEMPLATE template0"


def programs() -> Path | None:
    """Where PostgreSQL's programs are, the newest where there are several; None where there are none."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    return places[-1].parent if places else None


class Server:
    """A server that is started when it is made; `stop` ends it, `start` starts it again."""

    def __init__(self, place: Path) -> None:
        self._programs = place
        # The path of a socket may be 107 bytes long, and folders of pytest are longer.
        self.folder = Path(
            tempfile.mkdtemp(prefix="dateline-pg-", dir=IN_MEMORY if IN_MEMORY.is_dir() else None)
        )
        self._as = _nobody_in_particular()
        if self._as:
            os.chown(self.folder, self._as.pw_uid, self._as.pw_gid)
        self._names = count(1)
        self._shared = ""
        self._run("initdb", "-D", str(self.folder / "data"), *CLUSTER)
        self.start()

    def start(self) -> None:
        options = f"{SETTINGS} -k {self.folder}"
        log = str(self.folder / "log")
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-o", options, "-l", log, "-w", "start")

    def stop(self, how: str = "immediate") -> None:
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-m", how, "-w", "stop")

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self.folder)

    def database(self, name: str, kind: str = LANGUAGE) -> str:
        """The address of a new database, which has no archive yet."""
        import psycopg

        with psycopg.connect(f"host={self.folder} user={USER} dbname=postgres", autocommit=True) as db:
            db.execute(f"CREATE DATABASE {name} {kind}")
        return f"postgresql://{USER}@/{name}?host={self.folder}"

    def address(self) -> str:
        """The address of an archive that is not there yet, beside others in one database."""
        if not self._shared:
            self._shared = self.database("archives")
        return f"{self._shared}&schema=archive_{next(self._names)}"

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [str(self._programs / program), *arguments],
            check=True,
            stdout=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL,
            cwd=self.folder,
            preexec_fn=self._become(),
        )

    def _become(self) -> Callable[[], None] | None:
        """How a child becomes a user that the server runs as: it refuses to run as root."""
        if self._as is None:
            return None
        user = self._as

        def become() -> None:
            os.setgroups([])
            os.setgid(user.pw_gid)
            os.setuid(user.pw_uid)

        return become


def _nobody_in_particular() -> struct_passwd | None:
    """A user without rights where root runs the tests; None where somebody else does."""
    if os.name == "nt" or os.geteuid() != 0:
        return None
    import pwd

    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise AssertionError("root runs the tests, and there is no other user to run the server as")


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A server that all tests share."""
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    place = programs()
    if place is None:
        pytest.skip("no programs of a PostgreSQL server are here (Debian: postgresql)")
    made = Server(place)
    yield made
    made.remove()
