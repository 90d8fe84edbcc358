"""What the commands that take in a list do alike."""

from django.utils.translation import gettext as _

from povertyapp.core.management.arguments import county_argument
from povertyapp.core.management.house_command import Outcome, WorkbookCommand
from povertyapp.core.workbooks.guards import Limits


class ListCommand(WorkbookCommand):
    """A command that takes a list in: `FILE [--dry-run] [--only-clean] [--county CODE]` and what all have."""

    service: object

    def title(self):
        """Return what is counted on a terminal."""
        raise NotImplementedError

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--dry-run", action="store_true", help=_("只检查，不写入"))
        parser.add_argument("--only-clean", action="store_true", help=_("只导入没有错误的行"))
        parser.add_argument("--county", default="", metavar="CODE", help=_("县的区划代码"))

    def run(self, file, county="", as_of=None, dry_run=False, only_clean=False, **options):
        result = self.service(
            by=None,
            source=str(file),
            county=county_argument(county) if county else None,
            as_of=as_of,
            only_clean=only_clean,
            dry_run=dry_run,
            limits=Limits.of_commands(),
            progress=lambda rows: self.progress(self.title(), rows),
        )
        self.report(options, result.file, result.as_of, result.findings)
        return Outcome(result.counts, result.refused)
