"""A county's own gateway of messages: what it is sent, what is refused, and where it must never lead."""

import datetime as dt
import json
import logging
import ssl
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import ip_address

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse

from povertyapp.core import clock, jobs, outbound
from povertyapp.core.channels import (
    STYLES,
    drop_gateway,
    failing,
    send_digests,
    set_gateway,
    sweep_calls,
    try_gateway,
)
from povertyapp.core.models import Gateway, GatewayCall, Job, Notice, RuleParameter
from povertyapp.core.models.gateway import GatewayStyle, Outcome
from tests.households.factories import COUNTY

pytestmark = pytest.mark.django_db
DAY = dt.date(2017, 3, 22)
HERE = "127.0.0.1"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate of this machine, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "gateway")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(HERE))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("gateway") / "gateway.pem"
    pem, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    secret = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain)
    file.write_bytes(secret + made.public_bytes(pem))
    return file


@pytest.fixture
def server(certificate, settings, monkeypatch):
    """A gateway behind TLS that keeps what it was sent and answers as it is told; the settings allow its host."""
    calls, answer = [], {"status": 200, "body": b'{"errcode": 0}', "headers": {}}

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            calls.append((self.path, dict(self.headers), json.loads(body)))
            self.send_response(answer["status"])
            for name, value in answer["headers"].items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer["body"])

        def do_GET(self):  # where a redirect would lead
            calls.append((self.path, {}, {}))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *args):
            """Say nothing."""

    server = HTTPServer((HERE, 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=True)
    server.handle_error = lambda *args: None  # a client that does not trust us hangs up
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    settings.NOTICE_WEBHOOK_PRIVATE_HOSTS = [HERE]
    yield f"https://{HERE}:{server.server_port}/send?key=s3cret", calls, answer
    server.shutdown()
    server.server_close()


@pytest.fixture
def own(cast, server):
    return set_gateway(
        by=cast.admin, county=cast.places.county, style="wecom", address=server[0], token="t0ken"
    )


def digest(*people):
    told = clock.moment(DAY, 9)
    for person in people:
        Notice.objects.create(
            reader=person, kind="digest", key=f"digest:{DAY}", facts={"visits": {"n": 12}}, told_at=told
        )


def send(hour=9):
    return send_digests(clock.moment(DAY, hour))


def test_digests_go_through_the_county_s_own_gateway(cast, own, server):
    _url, calls, _answer = server
    digest(cast.helper, cast.cadre)
    assert send() == 2
    path, headers, body = calls[0]
    assert path == "/send?key=s3cret"
    assert headers["Authorization"] == "Bearer t0ken"
    assert body["touser"] == "helper|cadre"
    assert body["text"] == {"content": "您有新的待办，请打开 https://fp.example.gov.cn/todo/"}
    assert send(10) == 0
    assert len(calls) == 1
    assert list(GatewayCall.objects.values_list("area", "people", "outcome")) == [(COUNTY, 2, Outcome.TAKEN)]


def test_each_style_has_its_message_and_no_telephone_leaves():
    assert set(STYLES) == set(GatewayStyle)
    assert STYLES["sms"](["a"], "x") == {"receivers": ["a"], "content": "x"}
    assert STYLES["generic"](["a"], "x") == {"users": ["a"], "text": "x"}


def test_another_county_waits_for_its_own_and_one_that_fails_keeps_nobody_waiting(
    cast, own, server, settings
):
    _url, calls, _answer = server
    bad = cast.places.outsider_county
    set_gateway(by=None, county=bad, style="generic", address=f"https://{HERE}:1/")
    digest(cast.outsider, cast.helper)
    assert send() == 1
    assert calls[0][2]["touser"] == "helper"
    assert GatewayCall.objects.get(area=bad).outcome == Outcome.SILENT
    assert Notice.objects.get(reader=cast.outsider).sent_at is None


def test_switched_off_sends_nothing_and_dropped_leaves_it_to_the_installation(
    cast, own, server, settings, monkeypatch
):
    settings.NOTICE_WEBHOOK_URL = "http://messenger.local/"
    posted = []
    monkeypatch.setattr(outbound, "post_to_own", lambda url, body: posted.append(url) or Outcome.TAKEN)
    digest(cast.helper)
    set_gateway(by=cast.admin, county=cast.places.county, style="wecom", address=server[0], is_on=False)
    assert send() == 0
    drop_gateway(by=cast.admin, gateway=Gateway.objects.get())
    assert send() == 1
    assert posted == ["http://messenger.local/"]
    assert server[1] == []


def test_nothing_by_night_by_the_county_s_own_hours(cast, own, server):
    since = dt.date(2017, 1, 1)
    RuleParameter.objects.create(
        name="notice.from_hour", area=cast.places.county, effective_from=since, value=10
    )
    digest(cast.helper)
    assert [send(hour) for hour in (7, 9, 20)] == [0, 0, 0]
    assert server[1] == []
    assert send(10) == 1


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ({"status": 500}, Outcome.REFUSED),
        ({"body": b'{"errcode": 40014}'}, Outcome.REFUSED),
        ({"body": b"<html>"}, Outcome.SILENT),
        ({"status": 302, "headers": {"Location": "https://127.0.0.1/"}}, Outcome.REFUSED),
        ({"status": 307, "headers": {"Location": "/elsewhere"}}, Outcome.REFUSED),
    ],
)
def test_what_was_refused_is_kept_and_sent_later_and_no_redirect_is_followed(
    cast, own, server, answer, outcome
):
    _url, calls, said = server
    said.update(answer)
    digest(cast.helper)
    assert send() == 0
    assert GatewayCall.objects.get().outcome == outcome
    assert len(calls) == 1
    said.update(status=200, body=b"", headers={})
    assert send(10) == 1


def test_a_certificate_that_nobody_signed_is_not_trusted(cast, own, server, monkeypatch):
    monkeypatch.delenv("SSL_CERT_FILE")
    assert try_gateway(by=cast.admin, gateway=own).outcome == Outcome.UNTRUSTED
    assert server[1] == []


def test_private_addresses_are_refused_unless_the_settings_name_the_host(cast, own, server, settings):
    settings.NOTICE_WEBHOOK_PRIVATE_HOSTS = []
    assert try_gateway(by=cast.admin, gateway=own).outcome == Outcome.FORBIDDEN
    assert server[1] == []


def test_every_address_of_a_name_must_be_public_and_the_one_looked_at_is_called(monkeypatch):
    def answering(*found):
        return lambda *args, **more: [(2, 1, 6, "", (one, 443)) for one in found]

    monkeypatch.setattr(outbound.socket, "getaddrinfo", answering("8.8.8.8", "10.0.0.1"))
    assert outbound.post("https://two.example/", {}) == Outcome.FORBIDDEN
    called = []
    monkeypatch.setattr(outbound.socket, "getaddrinfo", answering("8.8.8.8"))

    def refuse(address, *args):
        called.append(address)
        raise OSError

    monkeypatch.setattr(outbound.socket, "create_connection", refuse)
    assert outbound.post("https://one.example:8443/", {}) == Outcome.SILENT
    assert called == [("8.8.8.8", 8443)]


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2400:3200::1", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("::ffff:10.0.0.1", False),
        ("fd00::1", False),
        ("fe80::1%eth0", False),
        ("2002:a00:1::", False),
        ("64:ff9b::a00:1", False),
    ],
)
def test_what_counts_as_public(address, public):
    assert outbound.is_public(address) is public


@pytest.mark.parametrize(
    "address",
    [
        "http://gateway.example/",
        "https://",
        "https://user:word@gateway.example/",
        "https://gateway.example:0/",
        "https://gateway.example:99999/",
        "https://gateway.example/a b",
        "https://网关.example/",
        "ftp://gateway.example/",
        "file:///etc/passwd",
        "https://[::1/",
    ],
)
def test_an_address_that_cannot_be_is_refused_on_the_page(cast, client, address):
    client.force_login(cast.admin)
    answer = client.post(
        reverse("core:gateway", args=[COUNTY]), {"style": "wecom", "address": address, "is_on": "on"}
    )
    assert answer.status_code == 400
    assert "https://" in answer.content.decode()
    assert not Gateway.objects.exists()


def test_without_our_own_address_no_gateway_is_switched_on(cast, client, settings):
    settings.SITE_URL = ""
    client.force_login(cast.admin)
    page, filled = reverse("core:gateway", args=[COUNTY]), {"style": "wecom", "address": f"https://{HERE}/"}
    refused = client.post(page, {**filled, "is_on": "on"})
    assert refused.status_code == 400
    assert "设置 SITE_URL" in refused.content.decode()
    assert not Gateway.objects.exists()
    assert client.post(page, filled).url == page


def test_address_and_secret_are_sealed_and_never_shown_or_logged(cast, own, client, caplog, settings):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT address, token FROM core_gateway UNION ALL SELECT address, token FROM core_gatewayevent"
        )
        stored = str(cursor.fetchall())
    assert "t0ken" not in stored
    assert "s3cret" not in stored
    client.force_login(cast.admin)
    page = client.get(reverse("core:gateway", args=[COUNTY])).content.decode()
    assert HERE in page
    assert "t0ken" not in page
    assert "s3cret" not in page
    settings.NOTICE_WEBHOOK_PRIVATE_HOSTS = []
    with caplog.at_level(logging.DEBUG):
        try_gateway(by=cast.admin, gateway=own)
    assert "s3cret" not in caplog.text
    assert cast.admin.username not in caplog.text


def test_a_secret_goes_to_no_other_address(cast, own):
    about = {"by": cast.admin, "county": cast.places.county, "style": "sms"}
    set_gateway(**about)
    assert Gateway.objects.get().address == own.address
    set_gateway(**about, address=own.address)
    assert Gateway.objects.get().token == "t0ken"
    set_gateway(**about, address="https://elsewhere.example/")
    assert Gateway.objects.get().token == ""
    with pytest.raises(ValidationError):
        set_gateway(**about, address="http://elsewhere.example/")


def pressed(client):
    """Press the button and let the worker do the job; return what its page says."""
    url = client.post(reverse("core:gateway_test", args=[COUNTY])).url
    one = Job.objects.latest("pk")
    jobs._work(one, jobs.Progress(one, connection))
    return client.get(url).content.decode()


def test_administrator_sets_tries_and_sees_the_gateway(cast, server, client, django_assert_max_num_queries):
    url, calls, answer = server
    page = reverse("core:gateway", args=[COUNTY])
    client.force_login(cast.admin)
    assert client.get(reverse("core:gateway_home")).url == page
    assert client.get(reverse("core:gateway_test", args=[COUNTY])).status_code == 404
    filled = {"style": "generic", "address": url, "token": "t0ken", "is_on": "on"}
    assert client.post(page, filled).url == page
    pressed(client)
    assert calls[0][2]["users"] == ["admin"]
    assert "已送达" in client.get(page).content.decode()
    assert "消息网关没有接通" not in client.get(reverse("core:job_list")).content.decode()
    answer.update(status=503)
    assert "网关拒收" in pressed(client)
    with django_assert_max_num_queries(10):
        assert "网关拒收" in client.get(page).content.decode()
    assert "消息网关没有接通" in client.get(reverse("core:job_list")).content.decode()
    client.force_login(cast.clerk)
    assert "消息网关没有接通" not in client.get(reverse("core:job_list")).content.decode()


def test_a_county_that_is_reached_hides_none_that_is_not(cast, settings):
    settings.NOTICE_WEBHOOK_URL = "http://messenger.local/"
    here, there = cast.places.county, cast.places.outsider_county
    calls = (there, 3, Outcome.TAKEN), (there, 2, Outcome.SILENT), (here, 1, Outcome.TAKEN)
    for county, hours, outcome in calls:
        called_at = clock.now() - dt.timedelta(hours=hours)
        GatewayCall.objects.create(area=county, called_at=called_at, people=1, outcome=outcome)
    assert failing(GatewayCall.objects.all()).area == there
    assert failing(GatewayCall.objects.filter(area=here)) is None
    settings.NOTICE_WEBHOOK_URL = ""
    assert failing(GatewayCall.objects.all()) is None
    about = {"by": None, "county": there, "style": "generic", "address": f"https://{HERE}/"}
    set_gateway(**about)
    assert failing(GatewayCall.objects.all()).area == there
    set_gateway(**about, is_on=False)
    assert failing(GatewayCall.objects.all()) is None


def test_old_calls_are_swept(cast, own):
    for days in (1, 4000):
        GatewayCall.objects.create(
            area=cast.places.county,
            called_at=clock.now() - dt.timedelta(days=days),
            people=1,
            outcome="taken",
        )
    assert sweep_calls() == 1
