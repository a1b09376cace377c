import pytest

from bench.served import asked, served
from dateline.web.options import Options, ServeError, checked

TOKEN = "a-secret-of-sixteen-or-more"


def test_every_answer_carries_the_policy_and_no_page_names_another_host(server):
    for path in ("/", "/name", "/nothing", "/static/base.css"):
        found = asked(server + path)
        assert "default-src 'none'" in found.headers["Content-Security-Policy"], path
        assert "unsafe" not in found.headers["Content-Security-Policy"]
        assert "http" not in found.text.replace("http://www.w3.org/2000/svg", ""), path


def test_a_rebound_name_is_refused(server):
    assert asked(server + "/", {"Host": "rebound.example"}).status == 421


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "http://elsewhere.example"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "same-origin"}, 303),
        ({}, 303),
    ],
)
def test_changes_are_taken_only_from_pages_of_this_server(server, headers, status):
    assert asked(server + "/name", headers, {"who": "Ana", "back": "/"}).status == status


def test_a_reader_changes_nothing(built):
    with served(built, Options(port=0, role="reader")) as address:
        assert asked(address + "/name", form={"who": "Ana", "back": "/"}).status == 403
        assert "Reader" in asked(address + "/").text


def test_with_a_token_nothing_is_answered_without_it(built):
    with served(built, Options(port=0, token=TOKEN)) as address:
        assert asked(address + "/").status == 401
        assert asked(address + "/static/base.css").status == 401
        assert asked(address + "/?token=wrong").status == 401
        first = asked(address + "/name?back=%2Freview&token=" + TOKEN)
        assert first.status == 303
        assert TOKEN not in first.headers["Location"]
        assert asked(address + "/", {"Cookie": first.headers["Set-Cookie"].partition(";")[0]}).status == 200
        assert asked(address + "/", {"Authorization": f"Bearer {TOKEN}"}).status == 200


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "desk.example"])
def test_beyond_this_machine_only_with_a_token(host):
    with pytest.raises(ServeError, match="--token"):
        checked(Options(host=host))
    with pytest.raises(ServeError, match="too short"):
        checked(Options(host=host, token="short"))
    assert checked(Options(host=host, token=TOKEN)).host == host


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", "127.8.8.8"])
def test_this_machine_needs_none(host):
    assert checked(Options(host=host)).token is None


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example"])
def test_the_name_form_leads_nowhere_else(server, back):
    assert asked(server + "/name", form={"who": "Ana", "back": back}).headers["Location"] == "/"
