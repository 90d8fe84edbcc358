"""Which words a county speaks on a day: the packs, the county's own words, and from when it speaks which (ux 46).

All of it is a few rows, kept in each process. Whoever changes a word leaves a new stamp in the cache; a process that
finds another stamp than its own reads the rows again.
"""

import datetime as dt
import logging
import uuid
from collections import defaultdict
from dataclasses import dataclass, field

from django.core.cache import cache
from django.db import OperationalError, transaction
from redis.exceptions import RedisError

from povertyapp.core import clock
from povertyapp.core.history import because
from povertyapp.core.models import OwnTerm, TermChoice, TermPack, TermWord
from povertyapp.core.models.area import COUNTY_DIGITS
from povertyapp.core.spoken import Speech

log = logging.getLogger(__name__)
VERB = "core.change_termchoice"
STAMP = "terms"


@dataclass(frozen=True)
class Word:
    """What something is called, in Chinese and English."""

    word: str
    gloss: str = ""


@dataclass
class Book:
    """All words of all packs and counties, as they stood when the stamp was new."""

    stamp: str | None
    # pack → term → its word, in the order of the packs and of the words; the first pack is the source's
    packs: dict[str, dict[str, Word]] = field(default_factory=dict)
    names: dict[str, Word] = field(default_factory=dict)  # how a pack itself is called
    # county → pack → term → the county's own word
    own: dict[str, dict[str, dict[str, Word]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(dict))
    )
    # county → day from which on → pack, the newest first
    chosen: dict[str, list[tuple[dt.date, str]]] = field(default_factory=lambda: defaultdict(list))
    speeches: dict[tuple[str, str], Speech | None] = field(default_factory=dict)

    @property
    def source(self):
        return next(iter(self.packs), "")

    @property
    def counties(self):
        return {*self.own, *self.chosen}

    def pack_on(self, county: str, day: dt.date) -> str:
        """Return the code of the pack whose words a county speaks on a day."""
        found = (pack for since, pack in self.chosen.get(county, ()) if since <= day)
        return next(found, self.source)

    def words_of(self, county: str, pack: str) -> dict[str, Word]:
        """Return term → word of a pack as a county speaks it."""
        return self.packs.get(pack, {}) | self.own.get(county, {}).get(pack, {})

    def speech(self, county: str, day: dt.date) -> Speech | None:
        """Return how a county speaks on a day; None where it is as the source has it."""
        if county not in self.counties:
            return None
        key = (county, self.pack_on(county, day))
        if key not in self.speeches:
            self.speeches[key] = self._speech(*key)
        return self.speeches[key]

    def _speech(self, county, pack):
        source, spoken = self.packs[self.source], self.words_of(county, pack)
        pairs = [(old, spoken[term]) for term, old in source.items() if spoken.get(term, old) != old]
        if not pairs:
            return None
        words = {old.word: spoken.get(term, old).word for term, old in source.items()}
        return Speech(words, {old.gloss: new.gloss for old, new in pairs if old.gloss and new.gloss})


_KEPT: list[Book] = []


def book() -> Book:
    """Return the words as they stand; they are read from the database only after somebody changed them.

    Where the cache or the database does not answer, those of before or of the source will do: a page that can still
    be shown is shown, and `/healthz` says what is down.
    """
    try:
        stamp = cache.get(STAMP)
        if not _KEPT or _KEPT[0].stamp != stamp:
            _KEPT[:] = [_read(stamp)]
    except (RedisError, OperationalError):
        log.warning("the words of the counties cannot be read anew")
        return _KEPT[0] if _KEPT else Book(None)
    return _KEPT[0]


def _read(stamp):
    found = Book(stamp)
    for pack in TermPack.objects.all():
        found.packs[pack.code], found.names[pack.code] = {}, Word(pack.name, pack.gloss)
    for row in TermWord.objects.order_by("pk"):
        found.packs[row.pack_id][row.term] = Word(row.word, row.gloss)
    for own in OwnTerm.objects.order_by("pk"):
        found.own[own.area_id][own.pack_id][own.term] = Word(own.word, own.gloss)
    for choice in TermChoice.objects.order_by("-since"):
        found.chosen[choice.area_id].append((choice.since, choice.pack_id))
    return found


def announce() -> None:
    """Let every process read the words again."""
    cache.set(STAMP, uuid.uuid4().hex, None)


def speech_for(user, day: dt.date | None = None) -> Speech | None:
    """Return how a page speaks to a user about a day: as his county does.

    Whoever has not signed in, or stands above the counties, hears the county that chose, where it is the only one.
    """
    known = book()
    if not known.counties:
        return None
    return known.speech(_county_of(user, known.counties), day or clock.today())


def _county_of(user, counties):
    grant = user.main_grant if user is not None and user.is_authenticated else None
    if grant and len(grant.area_id) >= COUNTY_DIGITS:
        return grant.area_id[:COUNTY_DIGITS]
    return next(iter(counties)) if len(counties) == 1 else ""


@transaction.atomic
def choose_pack(*, by, county, pack: str, since: dt.date) -> TermChoice:
    """Let a county speak the words of a pack from a day on, in place of what was chosen for that day."""
    with because(by=by):
        choice, _made = TermChoice.objects.update_or_create(
            area=county, since=since, defaults={"pack_id": pack}
        )
    transaction.on_commit(announce)
    return choice


@transaction.atomic
def take_choice_back(*, by, choice: TermChoice) -> None:
    """Let a county speak from that day on as it did before it."""
    with because(by=by):
        choice.delete()
    transaction.on_commit(announce)


@transaction.atomic
def say_otherwise(*, by, county, pack: str, term: str, word: str, gloss: str = "") -> OwnTerm | None:
    """Let a county call something by a word of its own in a pack; blanks, or the pack's words, give those back."""
    shipped = TermWord.objects.get(pack=pack, term=term)
    word, gloss = word or shipped.word, gloss or shipped.gloss
    own = OwnTerm.objects.filter(area=county, pack=pack, term=term).first()
    with because(by=by):
        if (word, gloss) != (shipped.word, shipped.gloss):
            own = own or OwnTerm(area=county, pack_id=pack, term=term)
            own.word, own.gloss = word, gloss
            own.clean_fields()
            own.save()
        elif own:
            own.delete()
            own = None
    transaction.on_commit(announce)
    return own
