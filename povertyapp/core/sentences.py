"""Which message stands behind a sentence that was stored, so that it is told in the language of whoever reads.

What is stored is a whole sentence in Chinese (decision 46). Where its message has placeholders, the words and numbers
that were put there are found in the sentence and put into the translation. What no message of ours explains somebody
wrote himself, and it stays as it is.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from django.conf import settings
from django.utils.translation import get_language, gettext, ngettext, trans_real

from povertyapp.core.spoken import Speech, spoken

PLACEHOLDER = re.compile(r"%\((\w+)\)[-#0 +]*\d*(?:\.\d+)?[sdif]")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
OWN = re.compile(r"[\u4e00-\u9fff“”]")
# What has fewer characters of its own explains only a sentence that begins with a message, or holds figures alone.
FEWEST = 4
FIGURE = re.compile(r"[\d.,:/%+−-]*(?: [\d:]+)?")
# What nobody composes of messages.
LONGEST = 600
# Between lines, sentences and the parts of a list, with what stands there in other languages.
BETWEEN = (
    (re.compile("\n"), "\n"),
    (re.compile("(?<=。) ?"), " "),
    (re.compile("；"), "; "),
    (re.compile("、"), ", "),
)
BRACKETED = re.compile("(.+)（(.+)）")


@dataclass(frozen=True)
class Template:
    """A message with placeholders as it is said in Chinese, and the message under which the catalogues know it."""

    said: str
    message: str
    is_plural: bool = False

    @cached_property
    def fixed(self) -> list[str]:
        """Return what stands between the placeholders."""
        return [part.replace("%%", "%") for part in PLACEHOLDER.split(self.said)[::2]]

    @cached_property
    def weight(self) -> int:
        return sum(len(part) for part in self.fixed)

    @cached_property
    def has_few_words(self) -> bool:
        return len(OWN.findall("".join(self.fixed))) < FEWEST

    @cached_property
    def pattern(self) -> re.Pattern:
        names, known, parts = PLACEHOLDER.findall(self.said), set(), [re.escape(self.fixed[0])]
        for name, after in zip(names, self.fixed[1:], strict=True):
            parts += [f"(?P={name})" if name in known else f"(?P<{name}>.+?)", re.escape(after)]
            known.add(name)
        return re.compile("".join(parts))

    def values_in(self, text: str) -> dict[str, str] | None:
        """Return what was put into the placeholders of a sentence; None where it is not one of this message."""
        if not all(part in text for part in self.fixed):
            return None
        found = self.pattern.fullmatch(text)
        return found.groupdict() if found else None


@dataclass(frozen=True)
class Catalogue:
    """The messages of all languages as they are said in Chinese: those that stand alone, those with placeholders."""

    alone: dict[str, str]
    templates: tuple[Template, ...]


@lru_cache(maxsize=8)
def _catalogue(speech: Speech | None) -> Catalogue:
    put: Callable[[str], str] = speech.put if speech else str
    alone: dict[str, str] = {}
    templates: set[Template] = set()
    for message, is_plural in _messages():
        for said in {message, put(message)}:
            if PLACEHOLDER.search(said):
                templates.add(Template(said, message, is_plural))
            else:
                alone.setdefault(said, message)
    # The one that explains the most of a sentence is asked first.
    return Catalogue(alone, tuple(sorted(templates, key=lambda one: (-one.weight, one.said))))


def _messages() -> set[tuple[str, bool]]:
    """Return every message of ours that some language translates, and whether it counts something."""
    found = set()
    for language, _name in settings.LANGUAGES:
        catalogue: Any = trans_real.translation(language)
        for key in catalogue._catalog.keys():  # noqa: SIM118 - it has no other way to be walked
            message, is_plural = (key[0], True) if isinstance(key, tuple) else (key, False)
            if CHINESE.search(message):
                found.add((message, is_plural))
    return found


def told(text: str) -> str:
    """Return a sentence that was stored in Chinese as whoever reads now is spoken to; what a person wrote stays."""
    language, speech = get_language(), spoken()
    if not text or language is None or (language == settings.LANGUAGE_CODE and speech is None):
        return text
    return _told(text, language, speech)


@lru_cache(maxsize=4096)
def _told(text: str, language: str, speech: Speech | None) -> str:
    catalogue = _catalogue(speech)
    if text in catalogue.alone:
        return gettext(catalogue.alone[text])
    if len(text) > LONGEST:
        return text
    for template in catalogue.templates:
        values = template.values_in(text)
        if values is not None and (said := _put(template, values)) is not None:
            return said
    return _parts_told(text)


def _put(template: Template, values: dict[str, str]) -> str | None:
    said = {name: told(value) for name, value in values.items()}
    if template.has_few_words and not _is_ours(said, values):
        return None
    message = gettext(template.message)
    if template.is_plural:
        count = next((int(value) for value in values.values() if value.isdecimal()), 2)
        message = ngettext(template.message, template.message, count)
    return PLACEHOLDER.sub(lambda found: said.get(found[1], found[0]), message).replace("%%", "%")


def _is_ours(said: dict[str, str], values: dict[str, str]) -> bool:
    """Say whether a sentence of few words is no person's: it begins with a message, or holds nothing but figures."""
    first = next(iter(values))
    return said[first] != values[first] or all(FIGURE.fullmatch(value) for value in values.values())


def _parts_told(text: str) -> str:
    """Return a list of messages with each of its parts told, or one before what it says more in brackets; unchanged
    where one of them is no message."""
    for mark, between in BETWEEN:
        parts = [part for part in mark.split(text) if part.strip()]
        if len(parts) > 1 and all(part != told(part) for part in parts):
            return between.join(told(part) for part in parts)
    found = BRACKETED.fullmatch(text)
    if found and found[1] != (said := told(found[1])):
        return f"{said} ({told(found[2])})"
    return text
