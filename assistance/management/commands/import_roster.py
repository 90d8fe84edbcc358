from pathlib import Path

from django.utils.translation import gettext as _

from assistance.services.roster import import_roster
from povertyapp.core.management.arguments import county_argument
from povertyapp.core.management.house_command import Outcome, WorkbookCommand
from povertyapp.core.workbooks.corrections import write_error_workbook
from povertyapp.core.workbooks.guards import Limits


class Command(WorkbookCommand):
    help = "Take in a roster workbook (花名册): households, members, incomes, helpers, measures."

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--dry-run", action="store_true", help=_("只检查，不写入"))
        parser.add_argument(
            "--error-workbook", type=Path, metavar="OUT.xlsx", help=_("写出标明错误、可改正后再导入的工作簿")
        )
        parser.add_argument("--only-clean", action="store_true", help=_("只导入没有错误的户"))
        parser.add_argument("--county", default="", metavar="CODE", help=_("县的区划代码"))

    def run(self, file, county, as_of=None, dry_run=False, only_clean=False, error_workbook=None, **options):
        result = import_roster(
            by=None,
            source=str(file),
            county=county_argument(county) if county else None,
            as_of=as_of,
            only_clean=only_clean,
            dry_run=dry_run,
            limits=Limits.of_commands(),
            progress=lambda members: self.progress(_("成员"), members),
        )
        self.report(options, result.file, result.as_of, result.findings)
        if error_workbook:
            write_error_workbook(error_workbook, result.workbook, result.findings)
        return Outcome(result.counts, result.refused)
