"""One walk in a process of its own."""

import resource

import django

django.setup()  # this module is the first that a new process imports

from django.conf import settings  # noqa: E402
from django.test.utils import override_settings  # noqa: E402

from inspections.benchmarks.crawl.walking import Walk  # noqa: E402
from inspections.demo.logins import LOGINS  # noqa: E402

# Whoever is of another county sees nothing of the demo's: not its name, not its code.
FORBIDDEN = ("来凤", "422827")
# Files by their own names: the hashed ones exist only after `collectstatic`.
PLAIN = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}


def walk(login: str, each: int, language: str) -> tuple[dict, list[dict]]:
    """Walk as a login in a language; return what it came to, and the faults, each kind of them once."""
    stands = next(one.place for one in LOGINS if one.username == login)
    forbidden = FORBIDDEN if stands.startswith("other") else ()
    with override_settings(STORAGES=settings.STORAGES | PLAIN):
        found = Walk(login, each=each, language=language, forbidden=forbidden).go()
    told = {
        "login": login,
        "language": language,
        "seconds": round(found.seconds),
        "pages": found.pages,
        "links": found.links,
        "figures": found.figures,
        "files": found.files,
        "faults": len(found.faults),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    return told, found.kinds_of_faults()
