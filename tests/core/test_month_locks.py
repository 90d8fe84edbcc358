"""Closing a month waits for whoever is taking in facts of an earlier date, county by county."""

import threading

import pytest
from django.db import connection, transaction

from povertyapp.core.month_locks import hold_months_for_closing, hold_months_open

pytestmark = pytest.mark.django_db(transaction=True)


def in_thread(act):
    def run():
        try:
            with transaction.atomic():
                act()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def close(county, done):
    def act():
        hold_months_for_closing(county)
        done.set()

    return in_thread(act)


def test_closing_waits_until_the_facts_are_in():
    done = threading.Event()
    with transaction.atomic():
        hold_months_open("422827")
        thread = close("422827", done)
        assert not done.wait(0.5)
    thread.join(10)
    assert done.is_set()


def test_two_who_bring_facts_do_not_wait_for_each_other():
    done = threading.Event()
    with transaction.atomic():
        hold_months_open("422827")
        thread = in_thread(lambda: (hold_months_open("422827"), done.set()))
        assert done.wait(10)
    thread.join(10)


def test_another_county_is_closed_meanwhile():
    done = threading.Event()
    with transaction.atomic():
        hold_months_open("422827")
        thread = close("422828", done)
        assert done.wait(10)
    thread.join(10)
