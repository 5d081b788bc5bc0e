"""Asking other sites: politely and safely. The other sites are a server of this test's own."""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from vetatwork.manual.editorial import asking
from vetatwork.manual.editorial.asking import Answer, Outcome, Visitor
from vetatwork.manual.editorial.doors import Doorkeeper, NoDoor, is_public, taken_apart

DAY = datetime(2026, 11, 25, 12, tzinfo=UTC)
HOST = "other.example"


@dataclass
class OtherSite:
    """Answers as it is told: path → (status, headers). Keeps what it was asked."""

    port: int = 0
    server: ThreadingHTTPServer = None  # type: ignore[assignment]
    answers: dict[str, tuple[int, dict[str, str]]] = field(default_factory=dict)
    robots: tuple[int, str] = (404, "")
    asked: list[tuple[str, str]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    no_head: set[str] = field(default_factory=set)

    def url(self, path: str, host: str = HOST) -> str:
        return f"http://{host}:{self.port}{path}"

    @property
    def paths(self) -> list[tuple[str, str]]:
        """What was asked beside robots.txt."""
        return [each for each in self.asked if each[1] != "/robots.txt"]


def _handler(site: OtherSite) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            site.asked.append((self.command, self.path))
            site.headers.append(dict(self.headers))
            if self.path == "/robots.txt":
                status, headers, body = site.robots[0], {}, site.robots[1].encode()
            else:
                status, headers = site.answers.get(self.path, (404, {}))
                body = b"x" * 100_000
            if self.command == "HEAD" and self.path in site.no_head:
                status = 405
            self.send_response(status)
            self.send_header("Set-Cookie", "a=b")
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            if self.command == "GET":
                with suppress(OSError):  # Whoever asked has seen enough.
                    self.wfile.write(body)

        do_GET = do_HEAD = _answer

        def log_message(self, *args: object) -> None:
            pass

    return Handler


@pytest.fixture
def other() -> Iterator[OtherSite]:
    """A site of somebody else."""
    site = OtherSite()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(site))
    site.server, site.port = server, server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield site
    server.shutdown()
    thread.join()
    server.server_close()


@dataclass
class Names:
    """What names stand for: one address after the other for each question, the last one for ever."""

    known: dict[str, list[str]] = field(default_factory=lambda: {HOST: ["127.0.0.1"]})
    asked: list[str] = field(default_factory=list)

    def __call__(self, host: str, port: int) -> list[str]:
        self.asked.append(host)
        given = self.known.get(host)
        if given is None:
            raise OSError("no such name")
        return [given.pop(0) if len(given) > 1 else given[0]]


@pytest.fixture
def names() -> Names:
    return Names()


@pytest.fixture
def visitor(other: OtherSite, names: Names) -> Visitor:
    """Takes the address of this test's server, and no other one, for a public one. Pauses are counted, not kept."""
    keeper = Doorkeeper(
        look_up=names, is_allowed=lambda ip: ip == ip_address("127.0.0.1"), ports=frozenset({80, 443, other.port})
    )
    return Visitor(keeper, pause=lambda seconds: None)


@pytest.fixture
def no_other_lookup(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that is looked up behind the doorkeeper's back fails the test."""
    real = socket.getaddrinfo

    def literal_only(host, *args, **kwargs):
        ip_address(host)
        return real(host, *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", literal_only)


# --- What an answer means ---------------------------------------------------------------------------------------------


@pytest.mark.pure
@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (200, Outcome.GOOD),
        (204, Outcome.GOOD),
        (404, Outcome.FAILED),
        (410, Outcome.FAILED),
        (500, Outcome.FAILED),
        (401, Outcome.CLOSED),
        (403, Outcome.CLOSED),
        (429, Outcome.CLOSED),
    ],
)
def test_a_status_says_whether_readers_find_something(other, visitor, no_other_lookup, status, outcome):
    other.answers["/page"] = (status, {})
    answer = visitor.ask(other.url("/page"))
    assert (answer.outcome, answer.status) == (outcome, status)


@pytest.mark.pure
def test_what_refuses_head_is_asked_once_more_with_get_for_a_little(other, visitor):
    other.answers["/page"] = (200, {})
    other.no_head.add("/page")
    assert visitor.ask(other.url("/page")).outcome is Outcome.GOOD
    assert other.paths == [("HEAD", "/page"), ("GET", "/page")]
    assert other.headers[-1]["Range"] == "bytes=0-4095"


@pytest.mark.pure
def test_it_says_who_asks_and_keeps_no_cookie(other, visitor, settings):
    settings.SITE_URL = "https://manual.example"
    other.answers = {"/a": (302, {"Location": "/b"}), "/b": (200, {})}
    assert visitor.ask(other.url("/a")).outcome is Outcome.GOOD
    assert all(headers["User-Agent"].startswith("VETatWork-LinkCheck/") for headers in other.headers)
    assert all("+https://manual.example" in headers["User-Agent"] for headers in other.headers)
    assert not any("Cookie" in headers or "Referer" in headers for headers in other.headers)


@pytest.mark.pure
def test_redirects_are_followed_five_times_and_not_for_ever(other, visitor):
    other.answers = {f"/{n}": (302, {"Location": f"/{n + 1}"}) for n in range(5)} | {"/5": (200, {})}
    assert visitor.ask(other.url("/0")).outcome is Outcome.GOOD
    other.answers["/5"] = (302, {"Location": "/0"})
    assert visitor.ask(other.url("/0")) == Answer(Outcome.FAILED, reason="redirects")


@pytest.mark.pure
def test_an_address_that_moved_for_good_is_told(other, visitor):
    other.answers = {"/old": (301, {"Location": "/new"}), "/new": (302, {"Location": "/en"}), "/en": (200, {})}
    assert visitor.ask(other.url("/old")).moved_to == other.url("/new"), "the way on from there is not for good"


@pytest.mark.pure
@pytest.mark.parametrize(
    ("robots", "outcome", "reason"),
    [
        ((200, "User-agent: *\nDisallow: /private/"), Outcome.CLOSED, "robots"),
        ((200, "User-agent: VETatWork-LinkCheck\nDisallow: /"), Outcome.CLOSED, "robots"),
        ((200, "User-agent: *\nDisallow: /elsewhere/"), Outcome.GOOD, ""),
        ((404, ""), Outcome.GOOD, ""),
        ((403, ""), Outcome.GOOD, ""),
        ((503, ""), Outcome.CLOSED, "robots"),
    ],
)
def test_what_robots_txt_forbids_is_not_asked(other, visitor, robots, outcome, reason):
    other.answers["/private/page"] = (200, {})
    other.robots = robots
    answer = visitor.ask(other.url("/private/page"))
    assert (answer.outcome, answer.reason) == (outcome, reason)
    assert (other.paths == []) is (reason == "robots")
    visitor.ask(other.url("/private/page"))
    assert other.asked.count(("GET", "/robots.txt")) == 1


@pytest.mark.pure
def test_a_pause_lies_between_two_questions_to_one_host(other, names):
    pauses: list[float] = []
    keeper = Doorkeeper(look_up=names, is_allowed=lambda ip: True, ports=frozenset({other.port}))
    visitor = Visitor(keeper, pause=pauses.append, clock=lambda: 0.0)
    other.answers = {"/a": (200, {}), "/b": (200, {})}
    visitor.ask(other.url("/a"))
    visitor.ask(other.url("/b"))
    assert len(other.asked) == 3
    assert pauses == [asking.PAUSE_SECONDS] * 2


@pytest.mark.pure
def test_retry_after_is_understood_as_seconds_and_as_a_day(other, visitor):
    other.answers["/busy"] = (429, {"Retry-After": "7200"})
    answer = visitor.ask(other.url("/busy"))
    assert answer.wait == timedelta(hours=2)
    assert other.paths == [("HEAD", "/busy")], "who asks us to wait is not asked again at once"
    other.answers["/busy"] = (503, {"Retry-After": "Fri, 31 Dec 2100 23:59:59 GMT"})
    assert visitor.ask(other.url("/busy")).wait == asking.LONGEST_WAIT
    other.answers["/busy"] = (503, {"Retry-After": "soon"})
    assert visitor.ask(other.url("/busy")).wait is None


@pytest.mark.pure
def test_a_host_that_is_not_there_has_failed(other, visitor, names):
    assert visitor.ask("http://nowhere.example/").reason == "no-host"
    other.answers["/"] = (200, {})
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    deaf = Visitor(Doorkeeper(names, lambda ip: True, frozenset({port})), pause=lambda seconds: None)
    assert deaf.ask(f"http://{HOST}:{port}/").reason == "refused"


@pytest.mark.pure
def test_an_answer_that_never_ends_is_cut_off(monkeypatch, names):
    monkeypatch.setattr(asking, "WHOLE_SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        visitor = Visitor(Doorkeeper(names, lambda ip: True, frozenset({port})), pause=lambda seconds: None)
        answer = visitor.ask(f"http://{HOST}:{port}/")
    assert answer.outcome is Outcome.FAILED


@pytest.fixture
def secure(other: OtherSite, tmp_path) -> ssl.SSLContext:
    """Lets the other site speak TLS with a certificate for its name; returns what trusts that certificate."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HOST)])
    made = datetime(2020, 1, 1, tzinfo=UTC)
    builder = x509.CertificateBuilder(name, name, key.public_key(), 1, made, made + timedelta(days=36_500))
    builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
    certificate = builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (tmp_path / "both.pem").write_bytes(private + certificate)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "both.pem")
    other.server.socket = context.wrap_socket(other.server.socket, server_side=True)
    return ssl.create_default_context(cadata=certificate.decode())


@pytest.mark.pure
def test_a_certificate_must_be_for_the_name(other, names, secure, no_other_lookup):
    names.known["wrong.example"] = ["127.0.0.1"]
    other.answers["/page"] = (200, {})
    ports = frozenset({other.port})
    trusting = Visitor(Doorkeeper(names, lambda ip: True, ports, secure), pause=lambda seconds: None)
    assert trusting.ask(f"https://{HOST}:{other.port}/page").outcome is Outcome.GOOD
    assert trusting.ask(f"https://wrong.example:{other.port}/page").reason == "certificate"
    wary = Visitor(Doorkeeper(names, lambda ip: True, ports), pause=lambda seconds: None)
    assert wary.ask(f"https://{HOST}:{other.port}/page").reason == "certificate"


# --- Where it may go --------------------------------------------------------------------------------------------------


@pytest.mark.pure
@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
        "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
        "2002:7f00:1::", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2001:db8::1",
    ],
)  # fmt: skip
def test_no_machine_of_a_private_network_is_public(address):
    assert not is_public(ip_address(address))


@pytest.mark.pure
@pytest.mark.parametrize("address", ["93.184.215.14", "2a00:1450:4001:81b::200e", "64:ff9b::5db8:d70e"])
def test_the_internet_is_public(address):
    assert is_public(ip_address(address))


@pytest.mark.pure
@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://other.example/", "address"),
        ("file:///etc/passwd", "address"),
        ("http://", "address"),
        ("http://[::1", "address"),
        ("http://other.example:99999/", "address"),
        ("http://" + "a" * 300 + ".example/", "address"),
        ("https://me:secret@other.example/", "password"),
        ("http://other.example:22/", "port"),
        ("http://inside.example/", "private"),
        ("http://mixed.example/", "private"),
        ("http://169.254.169.254/latest/meta-data/", "private"),
        ("http://2130706433/", "no-host"),
    ],
)
def test_what_is_no_public_web_page_is_not_asked(url, reason):
    known = {
        "other.example": ["93.184.215.14"],
        "inside.example": ["10.0.0.5"],
        "mixed.example": ["93.184.215.14", "10.0.0.5"],
        "169.254.169.254": ["169.254.169.254"],
    }
    keeper = Doorkeeper(look_up=lambda host, port: known.get(host, []))
    with pytest.raises(NoDoor) as caught:
        keeper.door_to(url)
    assert caught.value.reason == reason


@pytest.mark.pure
def test_an_address_goes_over_the_wire_in_letters_all_servers_know():
    assert taken_apart("https://bücher.example/größe/ä b?q=ü&x=1%20#ende") == (
        "https",
        "xn--bcher-kva.example",
        443,
        "/gr%C3%B6%C3%9Fe/%C3%A4%20b?q=%C3%BC&x=1%20",
    )


@pytest.mark.pure
@pytest.mark.parametrize(
    "goal", ["http://inside.example/secret", "http://127.0.0.2/", "file:///etc/passwd", "http://me:pw@other.example/"]
)
def test_a_redirect_leads_no_further_than_the_first_address_may(other, visitor, names, goal):
    names.known |= {"inside.example": ["10.0.0.5"], "127.0.0.2": ["127.0.0.2"]}
    other.answers["/page"] = (302, {"Location": goal})
    answer = visitor.ask(other.url("/page"))
    assert answer.reason in ("private", "address", "password")
    assert other.paths == [("HEAD", "/page")]


@pytest.mark.pure
def test_a_name_that_changes_its_mind_is_caught(other, visitor, names, no_other_lookup):
    """DNS rebinding: the name stands for a public machine when it is looked at, and for an inner one after that."""
    names.known[HOST] = ["127.0.0.1", "10.0.0.5"]
    other.answers = {"/page": (302, {"Location": other.url("/next")}), "/next": (200, {})}
    answer = visitor.ask(other.url("/page"))
    assert other.paths == [("HEAD", "/page")], "the first question went to the machine that was looked at"
    assert answer.reason == "private"
    assert names.asked == [HOST, HOST], "each hop is looked up once, and only by the doorkeeper"
