import time
from pathlib import Path

from django.utils.translation import gettext as _

from povertyapp.core.chain import first_broken
from povertyapp.core.management.house_command import HouseCommand, Outcome


class Command(HouseCommand):
    """Recompute history, acts and closed months against the chain; exit 1 and name the first broken place.

    While the application runs: it reads one snapshot and locks nothing.
    """

    help = "Check history, acts and closed months against the chain of their digests."

    def add_arguments(self, parser):
        parser.add_argument(
            "--roots",
            type=Path,
            default=None,
            metavar="FILE",
            help=_("另一处保管的批次指纹（不写用 AUDIT_ROOTS）"),
        )

    def run(self, roots, **options):
        started = time.monotonic()
        broken, counts = first_broken(roots)
        facts = {"ok": broken is None, "broken": broken and broken.as_dict()}
        facts |= counts | {"seconds": round(time.monotonic() - started, 2)}
        said = _("审计链在这里断开：%(place)s %(row)s（%(said)s）。请保全现场，并与另一处保管的备份核对。")
        return Outcome(facts, said % broken.as_dict() if broken else "")
