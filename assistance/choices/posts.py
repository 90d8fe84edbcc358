"""Words for who stands on a post in a village or a township (rulebook B12, LF-61, CB1-02)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PostKind(TextChoices):
    FIRST_SECRETARY = "secretary", _("第一书记")
    TEAM_MEMBER = "member", _("驻村工作队员")
    CLERK = "clerk", _("村级扶贫专干")
    CONTACT_LEADER = "leader", _("联系领导")
    TASK_FORCE = "task_force", _("工作专班成员")


# Who lives in the village, belongs to its team, and whose days on post are counted.
RESIDENT = (PostKind.FIRST_SECRETARY, PostKind.TEAM_MEMBER)
# Whoever holds one of these holds no other of them on the same day.
FULL_TIME = (*RESIDENT, PostKind.CLERK)
# One a place at a time: who comes takes the place of who was there.
SINGLE = (PostKind.FIRST_SECRETARY, PostKind.CLERK)
# Those that may have somebody at their head, and what he is called.
HEADS = {
    PostKind.FIRST_SECRETARY: _("第一书记兼队长"),
    PostKind.TEAM_MEMBER: _("工作队队长"),
    PostKind.TASK_FORCE: _("专班负责人"),
}


class AttendanceSource(TextChoices):
    SHEET = "sheet", _("村签到册")
    TOWNSHIP = "township", _("乡镇考勤")
    ORGANISATION = "organisation", _("组织部门通报")
    CHECK = "check", _("督查核实")
