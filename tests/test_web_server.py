"""The server itself: it listens where it says, to whom it says, and tells plainly when it cannot."""

import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request

import pytest

from dateline.archive import Archive
from dateline.cli import main


@pytest.fixture
def path(tmp_path):
    Archive(tmp_path / "a.db", create=True).close()
    return str(tmp_path / "a.db")


@pytest.fixture
def serving(path):
    """Starts `dateline serve` with more arguments, and gives the address that it prints."""
    started = []

    def start(*arguments):
        command = [sys.executable, "-m", "dateline", "serve", "--archive", path, "--port", "0", *arguments]
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8"
        )
        started.append(process)
        return process.stdout.readline().strip()

    yield start
    for process in started:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for one process")
def test_the_printed_address_shows_the_archive(serving):
    address = serving()
    assert address.startswith("http://127.0.0.1:")
    with urllib.request.urlopen(address, timeout=20) as answer:
        assert answer.status == 200 and "server" not in answer.headers
        assert "dateline read FOLDER" in answer.read().decode()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for one process")
def test_with_a_host_the_address_holds_a_token_that_is_needed(serving):
    address = serving("--host", "127.0.0.1")
    bare, _, token = address.partition("?token=")
    assert len(token) >= 32
    with pytest.raises(urllib.error.HTTPError, match="401"):
        urllib.request.urlopen(bare, timeout=20)
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    assert opener.open(address, timeout=20).status == 200
    assert opener.open(bare + "reports", timeout=20).status == 200


def test_a_port_that_is_taken_is_told(path, capsys):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["serve", "--archive", path, "--port", str(port)]) == 1
    assert f"port {port}" in capsys.readouterr().err


def test_a_host_that_is_none_of_ours_is_told(path, capsys):
    assert main(["serve", "--archive", path, "--port", "0", "--host", "192.0.2.1"]) == 1
    assert "cannot be served at 192.0.2.1" in capsys.readouterr().err


def test_no_archive_is_told_before_anything_is_served(tmp_path, capsys):
    assert main(["serve", "--archive", str(tmp_path / "none.db")]) == 1
    assert "there is no archive" in capsys.readouterr().err


def test_nothing_of_the_server_is_loaded_by_other_commands():
    names = "{'starlette', 'uvicorn', 'jinja2', 'spacy'}"
    code = f"import sys, dateline.cli.serve; print({names} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == "set()"
