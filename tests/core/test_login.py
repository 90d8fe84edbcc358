"""Signing in: guessing is stopped, the office and the rightful user are not (reliability-security B1)."""

import pytest
from django.urls import reverse

from povertyapp.core.models import User
from povertyapp.core.roles import Role
from tests.households.factories import area_tree, make_user

PASSWORD = "a-long-and-quiet-river-1"
LOGIN = "/login/"


@pytest.fixture
def user(db):
    user = make_user("tian", Role.TOWNSHIP, area_tree().township)
    user.set_password(PASSWORD)
    user.save()
    return user


def try_login(client, password, username="tian", **headers):
    return client.post(LOGIN, {"username": username, "password": password}, headers=headers)


def test_passwords_are_kept_by_argon2(settings):
    assert settings.PASSWORD_HASHERS[1].endswith("Argon2PasswordHasher")


def test_right_password_leads_in(user, client):
    assert try_login(client, PASSWORD).status_code == 302
    assert client.get("/").status_code in (200, 302)


def test_wrong_password_says_so_and_keeps_the_name(user, client):
    response = try_login(client, "wrong")
    assert response.status_code in (200, 400)
    assert 'value="tian"' in response.content.decode()


def test_six_wrong_guesses_lock_the_account_for_strangers(user, client, settings):
    for _each in range(settings.AXES_FAILURE_LIMIT):
        last = try_login(client, "guess")
    assert last.status_code == 429
    assert try_login(client, PASSWORD).status_code == 429


def test_guesser_from_many_addresses_is_counted_once(user, client, settings):
    for number in range(settings.AXES_FAILURE_LIMIT):
        client.post(LOGIN, {"username": "tian", "password": "x"}, REMOTE_ADDR=f"10.0.0.{number}")
    response = client.post(LOGIN, {"username": "tian", "password": PASSWORD}, REMOTE_ADDR="10.0.0.99")
    assert response.status_code == 429


def test_forged_forwarding_header_changes_nothing(user, client, settings):
    for number in range(settings.AXES_FAILURE_LIMIT):
        try_login(client, "guess", **{"X-Forwarded-For": f"10.1.0.{number}"})
    assert try_login(client, PASSWORD, **{"X-Forwarded-For": "10.2.0.1"}).status_code == 429


def test_colleague_behind_the_same_address_signs_in(user, client, settings):
    colleague = make_user("xiang", Role.TOWNSHIP, area_tree().township)
    colleague.set_password(PASSWORD)
    colleague.save()
    for _each in range(settings.AXES_FAILURE_LIMIT):
        try_login(client, "guess")
    assert try_login(client, PASSWORD, username="xiang").status_code == 302


def test_device_that_signed_in_before_is_not_locked_by_strangers(user, client, client_class, settings):
    own = client_class()
    assert try_login(own, PASSWORD).status_code == 302
    own.post(reverse("core:logout"))
    for _each in range(settings.AXES_FAILURE_LIMIT):
        try_login(client, "guess")
    assert try_login(client, PASSWORD).status_code == 429
    assert try_login(own, PASSWORD).status_code == 302


def test_known_device_has_a_limit_of_its_own(user, client_class, settings):
    own = client_class()
    try_login(own, PASSWORD)
    own.post(reverse("core:logout"))
    for _each in range(settings.AXES_FAILURE_LIMIT):
        last = try_login(own, "guess")
    assert last.status_code == 429


def test_user_without_a_role_sees_a_page_that_says_so(db, client):
    client.force_login(User.objects.create_user("nobody", password=None))
    assert client.get("/").status_code == 200


def test_address_to_go_to_after_login_stays_on_this_site(user, client):
    response = client.post("/login/?next=https://evil.example/", {"username": "tian", "password": PASSWORD})
    assert "evil" not in response.url


@pytest.fixture
def client_class():
    from django.test import Client

    return Client
