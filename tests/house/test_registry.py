"""What registers itself at start is there."""

from povertyapp.core.rules import RULES


def test_rules_of_the_floors_are_registered():
    assert {"LF-13", "LF-14", "LF-17", "LF-18", "LF-19", "JZ-20V", "JZ-20T"} <= set(RULES)
