from django.utils.translation import gettext as _

from inspections.ledger.checks import check_ledger
from inspections.ledger.reading import read_ledger
from inspections.services.ledger import county_of, record_ledger, started_on
from povertyapp.core import clock
from povertyapp.core.management.arguments import county_argument
from povertyapp.core.management.house_command import Outcome, WorkbookCommand


class Command(WorkbookCommand):
    help = "Record a rectification ledger (整改台账); the same file again changes nothing."

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument(
            "--county", default="", metavar="CODE", help=_("标题没有写明县名时，指明是哪个县")
        )

    def run(self, file, as_of, county, **options):
        ledgers = read_ledger(file, as_of=as_of, today=clock.today())
        place = county_argument(county) if county else county_of(ledgers)
        found = [item for ledger in ledgers for item in check_ledger(ledger, started_on(place, ledger))]
        counts = record_ledger(by=None, county=place, ledgers=ledgers)
        self.report(options, ledgers[0].file, ledgers[0].as_of, found)
        return Outcome(counts.as_dict() | {"findings_total": len(found)})
