"""The readers of the environment give a checked value or one clear sentence."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from povertyapp import environment


def test_database_on_a_unix_socket():
    found = environment.database_from_url("postgresql://app@/povertyapp?host=/tmp/pv-1")
    assert (found["HOST"], found["NAME"], found["USER"], found["PORT"]) == (
        "/tmp/pv-1",
        "povertyapp",
        "app",
        "",
    )
    assert found["OPTIONS"] == {}


def test_database_over_tcp_with_special_characters():
    found = environment.database_from_url("postgres://us%40er:p%2Fw%23@db.example:5433/name?sslmode=require")
    assert (found["USER"], found["PASSWORD"]) == ("us@er", "p/w#")
    assert (found["HOST"], found["PORT"]) == ("db.example", "5433")
    assert found["OPTIONS"] == {"sslmode": "require"}


@pytest.mark.parametrize("url", ["", "mysql://a@b/c", "postgresql://a@b", "postgresql://a@b/", "povertyapp"])
def test_other_databases_are_refused(url):
    with pytest.raises(ImproperlyConfigured, match="postgresql://USER"):
        environment.database_from_url(url)


def test_port_that_is_no_number_is_refused():
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL has a port"):
        environment.database_from_url("postgresql://a@b:port/c")


@pytest.mark.parametrize(
    ("url", "celery", "cache"),
    [
        (
            "unix:///tmp/a/v.sock?db=0",
            "redis+socket:///tmp/a/v.sock?virtual_host=0",
            "unix:///tmp/a/v.sock?db=1",
        ),
        (
            "redis+socket:///tmp/v.sock?virtual_host=4",
            "redis+socket:///tmp/v.sock?virtual_host=4",
            "unix:///tmp/v.sock?db=5",
        ),
        ("unix:///tmp/v.sock", "redis+socket:///tmp/v.sock?virtual_host=0", "unix:///tmp/v.sock?db=1"),
        ("redis://redis:6379/2", "redis://redis:6379/2", "redis://redis:6379/3"),
        ("redis://:p%2Fw@redis:6379", "redis://:p%2Fw@redis:6379/0", "redis://:p%2Fw@redis:6379/1"),
        (
            "rediss://redis/0?ssl_cert_reqs=required",
            "rediss://redis/0?ssl_cert_reqs=required",
            "rediss://redis/1?ssl_cert_reqs=required",
        ),
    ],
)
def test_one_redis_url_gives_queue_and_cache_apart(url, celery, cache):
    assert environment.celery_url(url) == celery
    assert environment.cache_url(url) == cache


@pytest.mark.parametrize("url", ["", "memory://", "redis://", "unix://", "amqp://a/b"])
def test_other_brokers_are_refused(url):
    with pytest.raises(ImproperlyConfigured, match="REDIS_URL is not of a known form"):
        environment.celery_url(url)


@pytest.mark.parametrize("url", ["redis://a/b", "unix:///tmp/s?db=one"])
def test_redis_number_that_is_none_is_refused(url):
    with pytest.raises(ImproperlyConfigured, match="accepted is a number"):
        environment.cache_url(url)


@pytest.mark.parametrize(
    ("text", "value"), [("1", True), ("Yes", True), ("off", False), ("", False), (" ", False)]
)
def test_env_bool(monkeypatch, text, value):
    monkeypatch.setenv("X_FLAG", text)
    assert environment.env_bool("X_FLAG", False) is value


def test_env_bool_names_what_it_accepts(monkeypatch):
    monkeypatch.setenv("X_FLAG", "ja")
    with pytest.raises(ImproperlyConfigured, match="X_FLAG is 'ja'; accepted are"):
        environment.env_bool("X_FLAG", False)


def test_env_int(monkeypatch):
    assert environment.env_int("X_NUMBER", 5) == 5
    monkeypatch.setenv("X_NUMBER", "12")
    assert environment.env_int("X_NUMBER", 5) == 12


@pytest.mark.parametrize("text", ["-1", "1.5", "²", "a"])
def test_env_int_refuses_other_text(monkeypatch, text):
    monkeypatch.setenv("X_NUMBER", text)
    with pytest.raises(ImproperlyConfigured, match="whole number"):
        environment.env_int("X_NUMBER", 5)


def test_env_list(monkeypatch):
    assert environment.env_list("X_LIST", ["a"]) == ["a"]
    monkeypatch.setenv("X_LIST", "one, two,,")
    assert environment.env_list("X_LIST", ["a"]) == ["one", "two"]


def test_missing_text_is_named():
    with pytest.raises(ImproperlyConfigured, match="X_NOWHERE is not set"):
        environment.env_str("X_NOWHERE")
    assert environment.env_str("X_NOWHERE", "here") == "here"


def test_short_secret_is_refused_without_showing_it(monkeypatch):
    monkeypatch.setenv("X_SECRET", "hunter2")
    with pytest.raises(ImproperlyConfigured, match="7 characters") as refused:
        environment.env_secret("X_SECRET")
    assert "hunter2" not in str(refused.value)
