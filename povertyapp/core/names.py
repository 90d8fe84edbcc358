"""Stored keys by which Chinese names are sorted and found: no order depends on the database's collation."""

from functools import lru_cache

from django.contrib.postgres.fields import ArrayField
from django.db.models import CharField, Q, TextField, Transform
from pypinyin import lazy_pinyin

LONGEST_KEY = 120


@lru_cache(maxsize=8192)
def _syllable(character: str) -> str:
    return lazy_pinyin(character)[0].lower()


@lru_cache(maxsize=65536)
def pinyin_key(name: str) -> str:
    """Return a name's pinyin and, after a space, its initials: 王世山 is `wangshishan wss`."""
    syllables = [_syllable(character) for character in name if not character.isspace()]
    return f"{''.join(syllables)} {''.join(part[:1] for part in syllables)}".strip()[:LONGEST_KEY]


@CharField.register_lookup
class Characters(Transform):
    """The characters of a name, for an index that finds a part of it: most names have two or three, so that one
    character already leaves few."""

    lookup_name = "characters"
    function = "string_to_array"
    template = "%(function)s(%(expressions)s, NULL)"
    output_field = ArrayField(TextField())


@CharField.register_lookup
class Initials(Transform):
    """The initials of a `pinyin_key`."""

    lookup_name = "initials"
    function = "split_part"
    template = "%(function)s(%(expressions)s, ' ', 2)"
    output_field = TextField()


def named(column: str, text: str, how: str = "contains") -> Q:
    """Return the condition that the name in a column contains, or begins with, or is (`exact`) a text."""
    return Q(**{f"{column}__characters__contains": list(text), f"{column}__{how}": text})


def sounding(column: str, key: str) -> Q:
    """Return the condition that the `pinyin_key` in a column, or its initials, begin with those letters."""
    return Q(**{f"{column}__startswith": key}) | Q(**{f"{column}__initials__startswith": key})


def sounding_just(column: str, key: str) -> Q:
    """Return the condition that the pinyin in a column, or its initials, are those letters."""
    return Q(**{f"{column}__startswith": f"{key} "}) | Q(**{f"{column}__initials": key})
