from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from povertyapp.core.management.house_command import REFUSED, HouseCommand, Outcome
from povertyapp.core.models import User
from povertyapp.core.persons import tie_accounts


class Command(HouseCommand):
    """Tie a second account to the main one of the same natural person, so that neither does what the other may not.

    Safe to repeat; without MAIN the account is untied.
    """

    help = "Tie a second account to the main one of the same natural person."

    def add_arguments(self, parser):
        parser.add_argument("account", metavar="ACCOUNT")
        parser.add_argument("main", metavar="MAIN", nargs="?", default="")

    def run(self, account, main, **options):
        found = {name: self._user(name) for name in (account, main) if name}
        try:
            tie_accounts(account=found[account], main=found.get(main))
        except ValidationError as error:
            raise CommandError(error.messages[0], returncode=REFUSED) from error
        return Outcome({"account": account, "main": main or None})

    @staticmethod
    def _user(name):
        user = User.objects.filter(username=name).first()
        if user is None:
            raise CommandError(_("没有登录名 %(name)s，请核对。") % {"name": name}, returncode=REFUSED)
        return user
