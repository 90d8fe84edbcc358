"""Pages whose figures speak of the moment in which they are read."""

from povertyapp.core import clock


class OfNow:
    """Say on the page as of when its figures are: now."""

    def get_context(self, **more):
        more.setdefault("as_of", clock.now())
        return super().get_context(**more)
