"""The layer above the catalogues through which a county's terms speak (decision 39).

The messages of the source say the words of 2014. Where a county speaks otherwise on the day that a page, a paper or a
job is about, `speaking(speech)` holds for the time being, and each message that names one of the terms is put into
its words once a process, then found like any other translation. Texts that do not come from a catalogue (names,
uploaded cells, stored records) never pass here.
"""

import re
from collections.abc import Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache

from django.utils.translation import trans_real
from django.utils.translation.trans_real import DjangoTranslation

# What is called so by law, by another office or on a printed form, and what happened and keeps its name.
OFFICIAL = (
    *("国务院扶贫办", "省扶贫办", "贫困户属性", "一般贫困户", "低保贫困户", "五保贫困户", "建档立卡贫困户"),
    *("脱贫不稳定户", "脱贫攻坚", "脱贫目标", "脱贫质量", "脱贫进度", "脱贫标准", "脱贫账", "脱贫合格率"),
    *("已经脱贫", "历史已脱贫", "新脱贫", "脱贫户", "脱贫时间", "脱贫年度", "脱贫批次", "脱贫后"),
)
# In a translation: placeholders and tags stay as they are.
UNTOUCHED = r"%\([^)]+\)[a-z]|\{[^}]*\}|<[^>]*>"


class Speech:
    """How a county speaks: word of the source → its word, and English word of the source → its English word."""

    def __init__(self, words: Mapping[str, str], glosses: Mapping[str, str]):
        self.words = {old: new for old, new in words.items() if new != old}
        self.glosses = {old.lower(): glosses[old] for old in glosses if glosses[old] != old}
        self.named = re.compile(_any_of({*OFFICIAL, *words}))
        self.glossed = re.compile(f"{UNTOUCHED}|\\b(?:{_any_of(glosses)})", re.IGNORECASE)
        self.said: dict[tuple[str, str], str] = {}

    def put(self, text: str) -> str:
        """Return a Chinese text in the county's words."""
        return self.named.sub(lambda found: self.words.get(found[0], found[0]), text)

    def put_translation(self, message: str, text: str) -> str:
        """Return the English of a message with the county's glosses, where the message names one of its terms."""
        if not any(found in self.words for found in self.named.findall(message)):
            return text
        return self.glossed.sub(self._gloss, self.put(text))

    def _gloss(self, found):
        old = found[0]
        new = self.glosses.get(old.lower(), old)
        return new[:1].upper() + new[1:] if old[:1].isupper() else new


def _any_of(words):
    """Return a pattern of these words, the longest first; of none where there is none."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or "(?!)"


_SPEECH: ContextVar[Speech | None] = ContextVar("speech", default=None)


@contextmanager
def speaking(speech: Speech | None):
    """Let messages speak so for the time being; None: as the source has them."""
    before = _SPEECH.set(speech)
    try:
        yield
    finally:
        _SPEECH.reset(before)


def spoken() -> Speech | None:
    """Return how messages speak now: part of the key of whatever keeps words that were written."""
    return _SPEECH.get()


def in_words(text: str) -> str:
    """Return a Chinese text of ours that stands in no catalogue (the title of a workbook) in the county's words."""
    speech = _SPEECH.get()
    return text if speech is None else speech.put(text)


def speak(speech: Speech | None):
    """Speak so from here on, to the end of what `speaking` began: a request knows late whom it speaks to."""
    _SPEECH.set(speech)


class SpokenTranslation(DjangoTranslation):
    """A language's catalogue, in the words of the county that is being spoken to."""

    def gettext(self, message):
        speech = _SPEECH.get()
        if speech is None:
            return self._written(message)
        key = (self.to_language(), message)
        if key not in speech.said:
            speech.said[key] = self._say(speech, message, self._written(message))
        return speech.said[key]

    @lru_cache(maxsize=16_384)  # noqa: B019 - one object a language
    def _written(self, message):
        """Return what the catalogues have for a message, looked up once: each application's is asked in turn, and a
        page has hundreds of messages."""
        return super().gettext(message)

    def ngettext(self, msgid1, msgid2, n):
        text = super().ngettext(msgid1, msgid2, n)
        speech = _SPEECH.get()
        return text if speech is None else self._say(speech, msgid1, text)

    def _say(self, speech, message, text):
        if self.to_language().startswith("zh"):
            return speech.put(text)
        return speech.put_translation(message, text)


def install():
    """Let Django make catalogues of this kind. Before the first message is asked for: `apps.py` calls it."""
    trans_real.DjangoTranslation = SpokenTranslation  # type: ignore[misc]
