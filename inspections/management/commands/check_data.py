from pathlib import Path

from inspections.services.findings import refresh_findings, stored_findings
from povertyapp.core import clock
from povertyapp.core.management.arguments import area_argument, month_argument
from povertyapp.core.management.house_command import HouseCommand, Outcome
from povertyapp.core.period import Period
from povertyapp.core.workbooks.findings import write_findings


class Command(HouseCommand):
    help = "Run all data rules over the stored records and refresh the findings."

    def add_arguments(self, parser):
        parser.add_argument("--area", default="", metavar="CODE")
        parser.add_argument("--month", default="", metavar="YYYY-MM")
        parser.add_argument("--out", type=Path, metavar="OUT.json")

    def run(self, area, month, out, **options):
        period = month_argument(month) if month else Period.current()
        place = area_argument(area)
        counts = refresh_findings(place, period)
        findings = stored_findings(place)
        if out:
            write_findings(out, "", clock.today(), findings)
        return Outcome(counts | {"findings_total": len(findings)})
