from django.utils.translation import gettext as _

from assistance.importing.visits import read_visit_log
from assistance.services.visit_log import take_visit_log
from povertyapp.core.management.house_command import Outcome, WorkbookCommand
from povertyapp.core.workbooks.findings import count_by_code


class Command(WorkbookCommand):
    help = "Take in a signed log of home visits (入户走访登记表)."

    def run(self, file, as_of=None, **options):
        log = read_visit_log(file)
        progress = self.progress(_("走访"), len(log.rows))
        taken = take_visit_log(log=log, as_of=as_of, progress=progress)
        progress.finish()
        self.report(options, log.file, taken.as_of, taken.findings)
        return Outcome(
            {
                "visits_created": taken.created,
                "visits_unchanged": taken.unchanged,
                "late": taken.late,
                "findings_total": len(taken.findings),
                "findings_by_code": count_by_code(taken.findings),
                "written": True,
            }
        )
