"""No month is frozen while somebody waits for an answer."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from inspections.models import Objection

NAMED = 5


def refuse_undecided(county, period):
    """Raise ValidationError while objections to a county's month wait for their answer."""
    waiting = list(
        Objection.objects.open()
        .of_month(county, str(period))
        .order_by("due_on", "pk")
        .values_list("no", "name")
    )
    if waiting:
        named = "、".join(f"{no}（{name}）" for no, name in waiting[:NAMED])
        raise ValidationError(
            _("还有 %(n)s 件申诉没有答复，答复以后才能锁定：%(named)s")
            % {"n": len(waiting), "named": named + ("…" if len(waiting) > NAMED else "")}
        )
