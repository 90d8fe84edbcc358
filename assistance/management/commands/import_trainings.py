from django.utils.translation import gettext as _

from assistance.services.training_list import import_trainings
from households.management.list_command import ListCommand


class Command(ListCommand):
    help = "Take in an attendance list of trainings (技能培训签到表)."
    service = staticmethod(import_trainings)

    def title(self):
        return _("培训人次")
