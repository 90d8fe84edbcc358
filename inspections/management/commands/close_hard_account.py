from inspections.services.account import close_account
from inspections.services.account.seal import seals_of
from povertyapp.core.management.arguments import county_argument, month_argument
from povertyapp.core.management.house_command import HouseCommand, Outcome


class Command(HouseCommand):
    help = (
        "Freeze the hard account of a month, by the system and without signatures; a second close is refused."
    )

    def add_arguments(self, parser):
        parser.add_argument("month", metavar="YYYY-MM")
        parser.add_argument("--area", default="", metavar="CODE")

    def run(self, month, area, **options):
        note = "close_hard_account"
        account = close_account(county_argument(area), month_argument(month), note=note)
        return Outcome(
            {
                "month": account.month,
                "area": account.area_id,
                "state": account.state,
                "digest": account.digest,
                "closed_by": "system",
                "signatures": seals_of(account).count(),
            }
        )
