"""Addresses are fetched within bounds, politely, and never from a machine that is not public."""

import ast
import gzip
import socket
import ssl
import subprocess
import threading
import time
import zlib

import pytest
from conftest import ROOT
from sources import PACKAGE, trees
from web_server import NOON, QUICK, fetcher, serving

from dateline import __version__
from dateline.errors import InputError
from dateline.fetching import LIMITS, Fetcher, Limits, is_address, without_password
from dateline.fetching.addresses import take_apart, why_not_public

PAGE = "<html><head><title>Bridge talks</title></head><body><p>Talks go on.</p></body></html>"


@pytest.fixture
def site():
    with serving() as running:
        yield running


def test_a_page_comes_with_its_kind_its_encoding_and_the_time_of_capture(site):
    address = site.page("/talks", "Straße".encode("latin-1"), "text/HTML; Charset=ISO-8859-1", ETag='"1"')
    page = fetcher().fetch(address)
    assert (page.data, page.media, page.charset) == ("Straße".encode("latin-1"), "text/html", "iso-8859-1")
    assert (page.address, page.captured, page.etag) == (address, NOON, '"1"')


def test_the_program_says_who_it_is(site):
    fetcher().fetch(site.page("/talks", PAGE))
    assert [path for path, _ in site.asked] == ["/robots.txt", "/talks"]
    assert {headers["User-Agent"] for _, headers in site.asked} == {f"Dateline/{__version__}"}


def test_what_the_server_says_is_asked_back_and_what_is_not_new_is_none(site):
    address = site.page("/talks", PAGE, ETag='"v1"', Last_Modified="Fri, 03 May 2024 10:00:00 GMT")
    asking = fetcher()
    page = asking.fetch(address)
    assert asking.fetch(address, etag=page.etag, last_modified=page.last_modified) is None
    assert site.asked[-1][1]["If-Modified-Since"] == "Fri, 03 May 2024 10:00:00 GMT"


def test_an_etag_that_cannot_be_sent_back_is_none(site):
    assert fetcher().fetch(site.page("/talks", PAGE, ETag='"' + "x" * 5000 + '"')).etag is None


# What is refused


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "LOCALHOST.",
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "0177.0.0.1",
        "127.1",
        "127%2e0.0.1",
        "①②⑦.⓪.⓪.①",
        "0",
        "10.0.0.7",
        "192.168.1.1",
        "172.20.0.1",
        "100.64.0.1",
        "169.254.169.254",
        "224.0.0.1",
        "255.255.255.255",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::127.0.0.1]",
        "[64:ff9b::10.0.0.1]",
        "[2002:7f00:1::]",
        "[2001:0:4136:e378:8000:63bf:3fff:fdd2]",
        "[fe80::1]",
        "[fd00::1]",
        "[fec0::1]",
        "[ff02::1]",
    ],
)
def test_no_way_of_writing_a_private_address_leads_there(host, monkeypatch):
    def connect(self, place):
        raise AssertionError(f"connected to {place}")

    monkeypatch.setattr(socket.socket, "connect", connect)
    with pytest.raises(InputError, match=r"not public|no host|not an address"):
        Fetcher(limits=QUICK).fetch(f"http://{host}/")


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("ftp://courier.example/talks", "only http and https"),
        ("file:///etc/passwd", "only http and https"),
        ("gopher://127.0.0.1:70/", "only http and https"),
        ("http://courier.example@127.0.0.1/", "user name or password"),
        ("http://reader:secret@courier.example/", "user name or password"),
        ("http:///talks", "not an address"),
        ("http://courier.example:0/", "not an address"),
        ("http://courier.example:99999/", "not an address"),
        ("http://courier.example/ talks", "not an address"),
        ("http://courier.example\\@127.0.0.1/", "not an address"),
        ("http://courier.example/\r\nX-Other: 1", "not an address"),
        ("http://[::1/", "not an address"),
        ("http://" + "a" * 300 + ".example/", "not an address|no host"),
        ("http://courier.example/" + "a" * 10_000, "not an address"),
    ],
)
def test_what_is_no_address_to_fetch_is_refused_with_the_reason(address, reason):
    with pytest.raises(InputError, match=reason):
        Fetcher(limits=QUICK, resolve=lambda host, port: []).fetch(address)


def test_a_password_is_not_repeated():
    with pytest.raises(InputError) as refused:
        Fetcher().fetch("https://reader:secret@courier.example/talks")
    assert "secret" not in str(refused.value)
    assert without_password("https://reader:secret@courier.example/a@b") == "https://courier.example/a@b"


@pytest.mark.parametrize(
    "target",
    [
        "http://169.254.169.254/latest/meta-data/",
        "//10.0.0.1/",
        "http://[::1]/",
        "http://127.0.0.2:22/",
        "file:///etc/passwd",
        "http://reader:secret@courier.example/",
    ],
)
def test_a_redirect_leads_to_no_place_that_could_not_be_named(site, target):
    with pytest.raises(InputError, match=r"redirects to .*(not public|only http|user name)") as refused:
        fetcher().fetch(site.redirect("/talks", target))
    assert "secret" not in str(refused.value)


def test_a_name_that_also_leads_to_a_private_address_is_refused():
    places = [(socket.AF_INET, ("93.184.215.14", 80)), (socket.AF_INET, ("10.0.0.1", 80))]
    with pytest.raises(InputError, match=r"leads to 10\.0\.0\.1, which is not public \(a private network\)"):
        Fetcher(limits=QUICK, resolve=lambda host, port: places).fetch("http://courier.example/")


def test_a_name_is_resolved_once_for_a_request_and_what_was_checked_is_connected_to(site):
    """DNS rebinding: a second answer, which would lead elsewhere, is never asked for."""
    port = int(site.base.rsplit(":", 1)[1])
    asked = []

    def resolve(host, asked_port):
        asked.append(host)
        return [(socket.AF_INET, ("127.0.0.1", port))]

    site.page("/talks", PAGE)
    page = fetcher(resolve=resolve).fetch("http://courier.example/talks")
    assert page.data == PAGE.encode()
    assert len(asked) == len(site.asked) == 2  # the page and its robots.txt
    assert {headers["Host"] for _, headers in site.asked} == {"courier.example"}


def test_the_next_place_is_tried_where_the_first_does_not_answer(site):
    port = int(site.base.rsplit(":", 1)[1])
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        places = [(socket.AF_INET, closed.getsockname()), (socket.AF_INET, ("127.0.0.1", port))]
        page = fetcher(resolve=lambda host, _: places).fetch(site.page("/talks", PAGE))
    assert page.data == PAGE.encode()


@pytest.mark.parametrize(
    "ip", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "64:ff9b::5db8:d70e"]
)
def test_public_addresses_are_public(ip):
    assert why_not_public(ip) is None


def test_proxies_of_the_environment_are_not_used(site, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert fetcher().fetch(site.page("/talks", PAGE)).data == PAGE.encode()


# Servers that are slow, endless or broken


def refused(address, **limits):
    begin = time.monotonic()
    bounds = Limits(**{"connect": 2, "read": 2, "total": 4, "pause": 0, **limits})
    with pytest.raises(InputError) as error:
        fetcher(bounds).fetch(address)
    assert time.monotonic() - begin < 6
    return str(error.value)


def test_a_server_that_drips_is_left_at_the_deadline(site):
    def drip(handler):
        handler.wfile.write(b"HTTP/1.0 200 OK\r\n\r\n")
        for _ in range(100):
            handler.wfile.write(b"x")
            time.sleep(0.05)

    site.pages["/talks"] = drip
    assert "took longer than 0.5 seconds" in refused(site.base + "/talks", total=0.5)


def test_a_server_that_drips_headers_is_left_at_the_deadline(site):
    def drip(handler):
        for letter in b"HTTP/1.0 200 OK\r\nX-Long: " + b"x" * 200:
            handler.wfile.write(bytes([letter]))
            time.sleep(0.05)

    site.pages["/talks"] = drip
    assert "took longer than 0.5 seconds" in refused(site.base + "/talks", total=0.5)


def test_a_server_that_is_silent_is_left(site):
    site.pages["/talks"] = lambda handler: time.sleep(1)
    assert "sent nothing for 0.3 seconds" in refused(site.base + "/talks", read=0.3)


def test_an_endless_body_ends_at_the_size_limit(site):
    def endless(handler):
        handler.wfile.write(b"HTTP/1.0 200 OK\r\n\r\n")
        while True:
            handler.wfile.write(b"x" * 65536)

    site.pages["/talks"] = endless
    assert "larger than 1 MB" in refused(site.base + "/talks", size=1 << 20)


def test_a_body_that_is_said_to_be_too_large_is_not_begun(site):
    site.pages["/talks"] = (200, {}, b"x" * 2000)
    assert "larger than" in refused(site.base + "/talks", size=1000)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "gzip, gzip"])
def test_a_body_that_grows_when_decoded_ends_at_the_size_limit(site, encoding):
    bomb = bytes(20 << 20)
    packed = zlib.compress(bomb) if encoding == "deflate" else gzip.compress(bomb)
    if encoding == "gzip, gzip":
        packed = gzip.compress(packed)
    site.page("/talks", packed, Content_Encoding=encoding)
    assert "larger than 1 MB" in refused(site.base + "/talks", size=1 << 20)


def test_a_compressed_page_is_decoded(site):
    address = site.page("/talks", gzip.compress(PAGE.encode()), Content_Encoding="gzip")
    assert fetcher().fetch(address).data == PAGE.encode()


def test_a_damaged_compression_is_said_to_be_one(site):
    address = site.page("/talks", gzip.compress(PAGE.encode())[:10] + b"\xff" * 50, Content_Encoding="gzip")
    assert "cannot be decompressed" in refused(address)


def test_a_body_that_is_cut_off_is_not_taken_for_the_whole(site):
    def cut(handler):
        handler.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Length: 1000\r\n\r\nhalf")

    site.pages["/talks"] = cut
    assert "broke off" in refused(site.base + "/talks")


@pytest.mark.parametrize("junk", [b"", b"SSH-2.0-OpenSSH_9.6\r\n", b"\x00\xff\n\n", b"HTTP/1.1 abc\r\n\r\n"])
def test_what_is_no_web_server_is_said_to_break_off(site, junk):
    site.pages["/talks"] = lambda handler: handler.wfile.write(junk)
    assert "broke off" in refused(site.base + "/talks")


def test_pictures_are_not_downloaded(site):
    assert "holds no report (image/png)" in refused(site.page("/map.png", b"\x89PNG", "image/png"))


@pytest.mark.parametrize(
    ("status", "reason"),
    [(403, "does not give it to programs"), (404, "no such page"), (410, "taken down"),
     (429, "come back later"), (500, "in trouble"), (503, "in trouble"), (204, "gave no page"),
     (304, "gave no page"), (302, "gave no page")],
)  # fmt: skip
def test_a_status_that_is_no_page_has_its_reason(site, status, reason):
    assert reason in refused(site.status("/talks", status))


def test_a_port_at_which_nobody_listens_does_not_answer():
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{closed.getsockname()[1]}/"
        assert "does not answer" in refused(address)


def test_a_resolver_that_hangs_is_not_waited_for():
    asking = fetcher(Limits(connect=0.2), resolve=lambda host, port: time.sleep(1) or [])
    with pytest.raises(InputError, match=r"looking up courier\.example took too long"):
        asking.fetch("http://courier.example/")


# Redirects and robots.txt


def test_redirects_are_followed_and_the_last_address_is_kept(site):
    end = site.page("/2024/talks?id=7", PAGE)
    site.redirect("/b", "2024/talks?id=7")
    assert fetcher().fetch(site.redirect("/a", "/b")).address == end


def test_a_circle_of_redirects_is_left(site):
    site.redirect("/b", "/a")
    assert "redirects more than 5 times" in refused(site.redirect("/a", "/b"))
    assert len(site.paths) == 6


def test_robots_txt_is_respected_also_behind_a_redirect(site):
    site.page(
        "/robots.txt",
        "User-agent: *\nDisallow: /closed/\n\nUser-agent: dateline\nDisallow: /own\n",
        "text/plain",
    )
    assert fetcher().fetch(site.page("/open", PAGE)).data
    assert "keeps programs from it" in refused(site.page("/own", PAGE))
    assert fetcher().fetch(site.page("/closed/talks", PAGE)).data  # the rules for this program are its own
    assert "keeps programs from it" in refused(site.redirect("/way", "/own"))
    assert "/own" not in site.paths


@pytest.mark.parametrize(
    ("status", "allowed"), [(404, True), (403, True), (429, False), (500, False), (503, False)]
)
def test_a_site_whose_robots_txt_is_missing_is_open_and_one_whose_robots_txt_fails_is_left_alone(
    site, status, allowed
):
    site.status("/robots.txt", status)
    address = site.page("/talks", PAGE)
    if allowed:
        assert fetcher().fetch(address).data
    else:
        assert "robots.txt cannot be had" in refused(address)
        assert site.paths == []


def test_a_robots_txt_that_leads_to_a_private_address_closes_the_site(site):
    site.redirect("/robots.txt", "http://10.0.0.1/robots.txt")
    address = site.page("/talks", PAGE)
    assert "redirects to http://10.0.0.1/robots.txt: 10.0.0.1 is not public" in refused(address)
    assert site.paths == []


def test_robots_txt_is_asked_for_once_a_site(site):
    asking = fetcher()
    for path in ("/a", "/b", "/c"):
        asking.fetch(site.page(path, PAGE))
    assert [path for path, _ in site.asked].count("/robots.txt") == 1


def test_between_two_fetches_from_one_host_lies_a_pause_as_long_as_the_site_asks(site):
    site.page("/robots.txt", "User-agent: *\nCrawl-delay: 9\n", "text/plain")
    slept = []
    asking = fetcher(Limits(pause=2), sleep=slept.append)
    asking.fetch(site.page("/a", PAGE))
    assert slept == []
    asking.fetch(site.page("/b", PAGE))
    assert len(slept) == 1 and 8 < slept[0] <= 9


# TLS


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate for courier.example that nobody but this test trusts."""
    place = tmp_path_factory.mktemp("tls")
    command = (
        "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=courier.example "
        "-addext subjectAltName=DNS:courier.example -keyout key.pem -out certificate.pem"
    )
    try:
        subprocess.run(command.split(), cwd=place, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("there is no openssl to make a certificate with")
    return place


@pytest.fixture
def secure_port(certificate):
    """A server with that certificate; it answers every request, and notes the name it was called by."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate / "certificate.pem", certificate / "key.pem")
    called = []
    context.sni_callback = lambda connection, name, _: called.append(name)
    listener = socket.create_server(("127.0.0.1", 0))

    def serve():
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            try:
                with context.wrap_socket(connection, server_side=True) as secure:
                    secure.recv(65536)
                    secure.sendall(b"HTTP/1.0 200 OK\r\nContent-Length: 4\r\n\r\nTalk")
            except OSError:
                connection.close()

    threading.Thread(target=serve, daemon=True).start()
    yield listener.getsockname()[1], called
    listener.close()


def secured(certificate, port):
    trust = ssl.create_default_context(cafile=certificate / "certificate.pem")
    return fetcher(tls=lambda: trust, resolve=lambda host, _: [(socket.AF_INET, ("127.0.0.1", port))])


def test_the_certificate_is_checked_for_the_name_that_the_user_named(certificate, secure_port):
    port, called = secure_port
    assert secured(certificate, port).fetch("https://courier.example/talks").data == b"Talk"
    assert set(called) == {"courier.example"}
    with pytest.raises(InputError, match=r"certificate does not hold \(Hostname mismatch"):
        secured(certificate, port).fetch("https://herald.example/talks")


def test_a_certificate_that_nobody_vouches_for_is_refused(secure_port):
    port, _ = secure_port
    asking = fetcher(resolve=lambda host, _: [(socket.AF_INET, ("127.0.0.1", port))])
    with pytest.raises(InputError, match=r"certificate does not hold \(self"):
        asking.fetch("https://courier.example/talks")


def test_a_handshake_that_never_ends_is_left_at_the_deadline():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        assert "took longer than 0.5 seconds" in refused(
            f"https://127.0.0.1:{listener.getsockname()[1]}/", total=0.5
        )


# Only here


def test_no_other_room_opens_connections():
    network = {"socket", "ssl", "http", "urllib3", "requests", "httpx", "aiohttp", "ftplib", "smtplib"}
    network |= {"urllib.request", "socketserver", "asyncio", "xmlrpc"}
    found = set()
    for path, tree in trees().items():
        for node in ast.walk(tree):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names = [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
            if any(name in network or name.split(".")[0] in network for name in names):
                found.add(path.parts[0])
    # The pages are served at a port that others connect to; nothing there opens a connection of its own.
    assert found == {"fetching", "web"}
    served = (PACKAGE / "web" / "server.py").read_text(encoding="utf-8")
    assert "socket" in served and ".connect" not in served


def test_the_bounds_in_the_documentation_are_those_of_the_program():
    page = " ".join((ROOT / "docs" / "fetching.md").read_text(encoding="utf-8").split())
    assert f"| {LIMITS.connect:g}, {LIMITS.read:g}, {LIMITS.total:g} seconds |" in page
    assert f"| {LIMITS.size >> 20} MB |" in page and f"| redirects | {LIMITS.redirects} |" in page
    assert LIMITS.pause == 2 and f"up to {LIMITS.longest_pause:g} seconds" in page


# What is an address at all


@pytest.mark.parametrize(
    ("name", "expected"),
    [("https://courier.example/", True), ("HTTP://courier.example", True), ("ftp://courier.example", True),
     ("clippings", False), ("C:\\clippings", False), ("c:/clippings", False), ("-", False),
     ("//share/x", False)],
)  # fmt: skip
def test_an_address_is_told_from_a_path(name, expected):
    assert is_address(name) is expected


def test_an_address_is_written_in_one_form():
    assert take_apart("HTTPS://Courier.Example:443/Größe?q=a b".replace(" b", "%20b")).url == (
        "https://courier.example/Gr%C3%B6%C3%9Fe?q=a%20b"
    )
