from django.utils.translation import gettext as _

from funds.importing.fund_ledger import read_fund_ledger
from funds.services.fund_ledger import county_of, take_fund_ledger
from povertyapp.core import clock
from povertyapp.core.management.arguments import county_argument
from povertyapp.core.management.house_command import Outcome, WorkbookCommand


class Command(WorkbookCommand):
    help = "Take an integration ledger in (资金整合台账, both sheets); the same file again changes nothing."

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument(
            "--county", default="", metavar="CODE", help=_("标题没有写明县名时，指明是哪个县")
        )

    def run(self, file, as_of, county, **options):
        ledger = read_fund_ledger(file)
        place = county_argument(county) if county else county_of(ledger)
        progress = self.progress(_("资金台账"), len(ledger.sources) + len(ledger.projects))
        taken = take_fund_ledger(by=None, county=place, ledger=ledger, as_of=as_of, progress=progress)
        progress.finish()
        self.report(options, ledger.file, ledger.as_of(as_of, clock.today()), taken.findings)
        refused = (
            _("有 %(n)d 处没有填清楚，一行也没有导入。") % {"n": taken.stopping} if taken.stopping else ""
        )
        return Outcome(taken.counts, refused)
