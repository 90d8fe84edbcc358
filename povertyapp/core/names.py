"""Stored keys by which Chinese names are sorted and found: no order depends on the database's collation."""

from functools import lru_cache

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
