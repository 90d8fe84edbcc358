"""What is drawn from the same facts looks the same: it is drawn once for all to whom they say the same (decision 47).

Nothing is kept by time. Whoever opens a page reads its facts anew, and they are the name under which the drawing is
kept: where one of them is another, it is drawn again. For what holds no personal data.
"""

import hashlib
from collections.abc import Callable, Iterable
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


def drawn(facts: Iterable[object], draw: Callable[[], Any]) -> Any:
    """Return what `draw` makes of these facts, drawn once as long as they stay the same.

    They name everything on which the drawing depends besides the language, the county's terms and the day.
    """
    told = hashlib.sha256()
    for fact in facts:
        told.update((fact if isinstance(fact, str) else repr(fact)).encode() + b"\0")
    name = (get_language(), spoken(), clock.today(), told.digest())
    found = _KEPT.get(name)
    if found is None:
        found = draw()
        if len(_KEPT) >= MOST:
            _KEPT.clear()
        _KEPT[name] = found
    return found


def forget_drawings() -> None:
    """Have everything drawn anew: to measure what that takes."""
    _KEPT.clear()


def at_this_moment(body: str) -> SafeString:
    """Return a drawing, which is already HTML, with the moment of reading where it has a place for it."""
    return mark_safe(body.replace(MOMENT, moment_text(clock.now())))
