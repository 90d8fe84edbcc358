from django.utils.translation import gettext as _

from funds.services.projects.taking_in import import_projects
from households.management.list_command import ListCommand


class Command(ListCommand):
    help = "Take in a ledger of projects (项目台账): new ones as drafts, what is still open of the others."
    service = staticmethod(import_projects)

    def title(self):
        return _("项目台账")
