"""Fixtures of the household tests."""

import pytest


@pytest.fixture
def laifeng(db):
    """The areas of 来凤县, as its division table has them."""
    from povertyapp.core.divisions import SHIPPED, import_divisions

    import_divisions(SHIPPED / "laifeng.csv")
