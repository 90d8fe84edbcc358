"""What is drawn from the same facts looks the same: it is drawn once for all to whom they say the same (decisions 47
and 49).

Nothing is kept by time. Whoever opens a page reads its facts anew, and they are the name under which the drawing is
kept: where one of them is another, it is drawn again. For what holds no personal data.
"""

from collections.abc import Callable, Hashable, Iterable
from contextlib import AbstractContextManager
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from povertyapp.core import clock
from povertyapp.core.kept import Kept
from povertyapp.core.spoken import spoken
from povertyapp.core.templatetags.house import moment_text

# Stands in a drawing for the moment at which its facts were read; no text of the county holds it.
MOMENT = "\N{OBJECT REPLACEMENT CHARACTER}moment\N{OBJECT REPLACEMENT CHARACTER}"
# Those of the places of a county, and what their readers' ledgers hold.
_KEPT: Kept[Any] = Kept(most=300)


def drawn(facts: Iterable[Hashable], draw: Callable[[], Any]) -> Any:
    """Return what `draw` makes of these facts, drawn once as long as they stay the same.

    They name everything on which the drawing depends besides the language, the county's terms and the day.
    """
    name = (get_language(), spoken(), clock.today(), *facts)
    return _KEPT.get(name, draw)


def drawing_anew() -> AbstractContextManager[None]:
    """Use nothing that was drawn before, and keep nothing, until the block ends: to see what drawing takes."""
    return _KEPT.laid_aside()


def at_this_moment(body: str) -> SafeString:
    """Return a drawing, which is already HTML, with the moment of reading where it has a place for it."""
    return mark_safe(body.replace(MOMENT, moment_text(clock.now())))
