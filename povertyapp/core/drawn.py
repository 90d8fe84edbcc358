"""What is drawn from the same facts looks the same: it is drawn once for all to whom they say the same (decision 47).

Nothing is kept by time. Whoever opens a page reads its facts anew, and they are the name under which the drawing is
kept: where one of them is another, it is drawn again. For what holds no personal data.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from povertyapp.core import clock
from povertyapp.core.spoken import spoken
from povertyapp.core.templatetags.house import moment_text

# So many drawings are kept in a process: those of the places of a county.
MOST = 200
# Stands in a drawing for the moment at which its facts were read; no text of the county holds it.
MOMENT = "\N{OBJECT REPLACEMENT CHARACTER}moment\N{OBJECT REPLACEMENT CHARACTER}"
_KEPT: dict[Any, Any] = {}


def drawn(facts: Iterable[Hashable], draw: Callable[[], Any]) -> Any:
    """Return what `draw` makes of these facts, drawn once as long as they stay the same.

    They name everything on which the drawing depends besides the language, the county's terms and the day.
    """
    name = (get_language(), spoken(), clock.today(), *facts)
    found = _KEPT.get(name)
    if found is None:
        found = draw()
        if len(_KEPT) >= MOST:
            _KEPT.clear()
        _KEPT[name] = found
    return found


@contextmanager
def drawing_anew() -> Iterator[None]:
    """Use nothing that was drawn before, and keep nothing, until the block ends: to see what drawing takes."""
    kept = dict(_KEPT)
    _KEPT.clear()
    try:
        yield
    finally:
        _KEPT.clear()
        _KEPT.update(kept)


def at_this_moment(body: str) -> SafeString:
    """Return a drawing, which is already HTML, with the moment of reading where it has a place for it."""
    return mark_safe(body.replace(MOMENT, moment_text(clock.now())))
