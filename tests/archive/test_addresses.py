"""Nothing but the public web is ever reached: servers on this computer count who comes, and nobody may."""

import ipaddress
import socket
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.archive.addresses import RefusedError, closed, parts, target
from dateline.archive.fetching import FetchError, Web
from tests.archive.servers import Server

CLOSED = """
0.0.0.0 0.1.2.3 10.0.0.1 100.64.0.1 100.127.255.254 100.100.100.200 127.0.0.1 127.8.8.8 169.254.169.254 172.16.0.1
172.31.255.255 192.0.0.1 192.0.0.192 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.19.255.255 198.51.100.7 203.0.113.9
224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255
:: ::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:8.8.8.8 ::127.0.0.1 ::7f00:1 64:ff9b::7f00:1 64:ff9b::10.0.0.1
64:ff9b::169.254.169.254 64:ff9b:1::1 100::1 2001::1 2001:0:53aa:64c:0:fbff:f5ff:fffe 2001:2::1 2001:10::1 2001:20::1
2001:db8::1 2002:7f00:1::1 2002:a00:1:: 3fff::1 3ffe::1 5f00::1 fc00::1 fd00:ec2::254 fe80::1 fe80::1%eth0 fec0::1 ff02::1
ff05::2 ff0e::1 2606:4700::5efe:7f00:1 2606:4700::200:5efe:a00:1 2606:4700::1%1 4000::1
""".split()  # noqa: SIM905
OPEN = "8.8.8.8 1.1.1.1 93.184.216.34 172.32.0.1 100.128.0.1 2606:4700:4700::1111 2a00:1450:4001::1 64:ff9b::8.8.8.8"
OPEN = OPEN.split()


@pytest.mark.parametrize("address", CLOSED)
def test_what_is_not_public_is_closed(address):
    assert closed(address) is not None


@pytest.mark.parametrize("address", OPEN)
def test_the_public_internet_is_open(address):
    assert closed(address) is None


@given(st.ip_addresses())
def test_open_addresses_are_global_and_for_one(address):
    if closed(str(address)) is None:
        assert address.is_global or address in ipaddress.ip_network("64:ff9b::/96")
        assert not address.is_multicast and not address.is_loopback and not address.is_private


@pytest.fixture(scope="module")
def inside():
    """Servers on this computer that nobody may reach; one redirects to itself by other names."""
    held = [Server({"/": (200, {}, b"secret")})]
    with suppress(OSError):
        held.append(Server({"/": (200, {}, b"secret")}, host="::1"))
    yield held
    for one in held:
        one.close()


HOSTS = """
127.0.0.1 127.1 127.0.1 2130706433 0x7f000001 0x7f.0.0.1 0x7f.1 017700000001 0177.0.0.1 0177.0.0.01 127.0.0.1. 0 0.0.0.0
00000000177.0.0.1 127.000.000.001 [::1] [::] [::ffff:127.0.0.1] [::ffff:7f00:1] [0:0:0:0:0:ffff:127.0.0.1] [::127.0.0.1]
[64:ff9b::7f00:1] [2002:7f00:1::] [::1%25lo] [::1%lo] [fe80::1%25eth0] localhost LOCALHOST localhost. ip6-localhost
１２７.０.０.１ ⑫⑦.0.0.1 127。0。0。1 ①②⑦.⓪.⓪.① 127.0.0.1%00.example.com 127.0.0.1%2f.example 127.0.0.1\\.example.com
""".split()  # noqa: SIM905


def system(host, port):
    """The system's resolver, but for names that no test may look up."""
    if host.rstrip(".") in ("localhost", "ip6-localhost", "ip6-loopback") or host[:1].isdigit() or ":" in host:
        return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    raise socket.gaierror("no such host")


@pytest.mark.parametrize("host", HOSTS)
def test_no_way_to_write_this_computer_reaches_it(inside, host):
    web = Web("tests", resolver=system, seconds=5)
    for server in inside:
        with pytest.raises((RefusedError, FetchError)) as refused:
            web.fetch(f"http://{host}:{server.port}/", 10_000)
        assert isinstance(refused.value, RefusedError), refused.value
        assert server.asked == []


SCHEMES = """
file:///etc/passwd ftp://127.0.0.1/ gopher://127.0.0.1:70/ dict://127.0.0.1/ unix:///var/run/x.sock data:text/html,x
javascript:alert(1) //127.0.0.1/ 127.0.0.1 http:// http:///x http://user@127.0.0.1/ http://user:pw@127.0.0.1/
http://public.example@127.0.0.1/ http://127.0.0.1@public.example/ http://public.example:22/ http://public.example:25/
http://public.example:99999/ http://public.example:x/ http://[::1 http://[::1]x/ http://a..b/ http://-a.example/
""".split()  # noqa: SIM905


@pytest.mark.parametrize(
    "url", [*SCHEMES, "http://public.example/\r\nHost: x", "http://public.example/a b", "http://public.example\t/"]
)
def test_what_is_no_plain_address_of_the_web_is_refused(inside, url):
    with pytest.raises(RefusedError):
        Web("tests", resolver=lambda host, port: ["127.0.0.1"]).fetch(url, 10_000)
    assert inside[0].asked == []


@pytest.mark.parametrize("address", CLOSED)
def test_a_name_that_leads_inside_is_refused(inside, address):
    web = Web("tests", resolver=lambda host, port: [address])
    with pytest.raises(RefusedError, match="only the public web is asked"):
        web.fetch(f"http://innocent.example:{inside[0].port}/", 10_000)
    assert inside[0].asked == []


def test_a_name_of_which_one_address_leads_inside_is_refused_whole(inside):
    web = Web("tests", resolver=lambda host, port: ["8.8.8.8", "127.0.0.1"])
    with pytest.raises(RefusedError):
        web.fetch(f"http://innocent.example:{inside[0].port}/", 10_000)
    assert inside[0].asked == []


class Rebinding:
    """A name server that says something else each time it is asked."""

    def __init__(self, *answers):
        self.answers = list(answers)
        self.asked = 0

    def __call__(self, host, port):
        self.asked += 1
        return [self.answers[min(self.asked, len(self.answers)) - 1]]


def test_a_name_is_resolved_once_and_the_checked_address_is_the_one_connected_to(inside, monkeypatch):
    """The first answer is public, the second is this computer: connecting must not ask again."""
    resolver = Rebinding("192.0.43.8", "127.0.0.1")
    connected = []

    def connect(self, address):
        connected.append(address)
        raise OSError("no network in tests")

    monkeypatch.setattr(socket.socket, "connect", connect)
    with pytest.raises(FetchError):
        Web("tests", resolver=resolver).fetch(f"http://rebinding.example:{inside[0].port}/", 10_000)
    assert connected == [("192.0.43.8", inside[0].port)] and resolver.asked == 1
    assert inside[0].asked == []


def redirecting(*places):
    """A server that stands for a public one, and sends whoever comes somewhere else."""
    sent = [place.encode().decode("latin-1") for place in places]
    pages = {f"/{n}": (302, {"Location": place}, b"") for n, place in enumerate(sent)}
    return Server(pages)


@pytest.mark.parametrize("host", [*HOSTS, "sub.rebinding.example"])
def test_a_redirect_inside_is_refused(inside, host):
    """The server that redirects is permitted by the test; where it leads is not."""
    for server in inside:
        outside = redirecting(f"http://{host}:{server.port}/")
        try:
            hosts = {"public.example": ["127.0.0.1"], "sub.rebinding.example": ["127.0.0.1"]}
            web = Web(
                "tests",
                private=["public.example"],
                resolver=lambda h, p, hosts=hosts: hosts.get(h) or system(h, p),
                seconds=5,
            )
            with pytest.raises(RefusedError):
                web.fetch(f"http://public.example:{outside.port}/0", 10_000)
            assert outside.paths == ["/0"], "the redirect itself was seen"
            assert server.asked == []
        finally:
            outside.close()


@pytest.mark.parametrize(
    "place",
    [
        "file:///etc/passwd",
        "ftp://127.0.0.1/",
        "http://a:b@127.0.0.1/",
        "//127.0.0.1:{port}/",
        "//127.0.0.1",
        "gopher://127.0.0.1/",
    ],
)
def test_a_redirect_to_another_scheme_or_with_a_password_is_refused(inside, place):
    outside = redirecting(place.format(port=inside[0].port))
    try:
        web = Web("tests", private=["public.example"], resolver=lambda host, port: ["127.0.0.1"])
        with pytest.raises(RefusedError):
            web.fetch(f"http://public.example:{outside.port}/0", 10_000)
        assert inside[0].asked == []
    finally:
        outside.close()


def test_a_name_that_changes_between_redirects_is_checked_again(inside):
    outside = redirecting("/1", f"http://turning.example:{inside[0].port}/")
    try:
        turning = Rebinding("127.0.0.1")
        web = Web("tests", private=["public.example"], resolver=lambda host, port: turning(host, port))
        with pytest.raises(RefusedError, match=r"turning\.example is at 127\.0\.0\.1"):
            web.fetch(f"http://public.example:{outside.port}/0", 10_000)
        assert inside[0].asked == [] and turning.asked == 3
    finally:
        outside.close()


def test_what_is_permitted_for_tests_is_one_host_and_nothing_else(inside):
    server = inside[0]
    web = Web("tests", private=["127.0.0.1"], seconds=5)
    for host in ("localhost", "127.0.0.2", "[::ffff:127.0.0.1]", "2130706433"):
        with pytest.raises(RefusedError):
            web.fetch(f"http://{host}:{server.port}/", 10_000)
    assert server.asked == []
    other = Server({"/": (200, {}, b"open")})
    try:
        assert web.fetch(f"{other.origin}/", 10_000).data == b"open"
    finally:
        other.close()


def test_a_page_in_another_alphabet_is_asked_by_its_escapes():
    assert parts("https://münchen.example/größe?q=ä#x") == (
        "https", "xn--mnchen-3ya.example", 443, "/gr%C3%B6%C3%9Fe?q=%C3%A4",
    )  # fmt: skip


def test_a_target_says_its_host_as_headers_have_it():
    there = target("http://Courier.example:8080/a", lambda host, port: ["8.8.8.8"])
    assert (there.netloc, there.origin) == ("courier.example:8080", "http://courier.example:8080")
    assert target("https://[2606:4700::1]/", lambda host, port: []).netloc == "[2606:4700::1]"
