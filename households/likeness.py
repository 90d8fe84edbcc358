"""Whether two written names, or two written ID numbers, may be those of one person."""

import re

from povertyapp.core.names import pinyin_key

# What stands where a character could not be typed: 田?, 彭春□, 田*.
UNKNOWN = re.compile(r"[?？*＊□■○〇×＿_�]")
REMARK = re.compile(r"[(（\[【〔<].*$")
DOTS = re.compile(r"[·•・.‧∙]")


def plain_name(name: str) -> str:
    """Return a name without a remark in brackets and without dots between its parts."""
    return DOTS.sub("", REMARK.sub("", name))


def is_variant(one: str, other: str) -> bool:
    """Say whether two names can be two ways to write one: a remark, a dot, an unknown or a lacking character,
    the traditional form, the same sound, or one wrong character under the same family name."""
    one, other = plain_name(one), plain_name(other)
    if not one or not other:
        return False
    return (
        one == other
        or _fits(one, other)
        or _fits(other, one)
        or pinyin_key(one) == pinyin_key(other)
        or _lacks_one(one, other)
        or _lacks_one(other, one)
        or (len(one) == len(other) and one[0] == other[0] and digits_apart(one, other) == 1)
    )


def _fits(written: str, name: str) -> bool:
    """Say whether a name fits a writing that has signs for unknown characters."""
    if not UNKNOWN.search(written):
        return False
    pattern = "".join("." if UNKNOWN.fullmatch(sign) else re.escape(sign) for sign in written)
    return re.fullmatch(pattern, name) is not None


def _lacks_one(short: str, long: str) -> bool:
    """Say whether `short` is `long` without one character that is not the first."""
    return len(long) - len(short) == 1 and any(
        long[:place] + long[place + 1 :] == short for place in range(1, len(long))
    )


def digits_apart(one: str, other: str) -> int:
    """Return how many characters must be changed, added or dropped to get from one text to the other."""
    before = list(range(len(other) + 1))
    for row, left in enumerate(one, start=1):
        now = [row]
        for column, right in enumerate(other, start=1):
            now.append(min(before[column] + 1, now[-1] + 1, before[column - 1] + (left != right)))
        before = now
    return before[-1]


def differing_places(one: str, other: str) -> list[int]:
    """Return the places, counted from 1, at which two numbers of one length differ."""
    if len(one) != len(other):
        return []
    pairs = zip(one, other, strict=True)
    return [place for place, (left, right) in enumerate(pairs, start=1) if left != right]
