"""What an import asks of a person later: one that was checked waits for his decision."""

from django.utils.translation import gettext as _

from povertyapp.core.imports import IMPORTS
from povertyapp.core.models import ImportBatch
from povertyapp.core.models.batch import ImportState
from povertyapp.core.todo import LINES, Tab, Todo, day_of, since, todo_source

ON_THE_WAY = (ImportState.UPLOADED, ImportState.CHECKING, ImportState.APPLYING, ImportState.UNDOING)


@todo_source(Tab.DO)
def imports_to_confirm(user):
    """Yield the user's own imports that were checked and that he has neither confirmed nor replaced."""
    if not user.has_perm("core.add_importbatch"):
        return
    waiting = ImportBatch.objects.filter(started_by=user.pk, state=ImportState.CHECKED)
    for batch in (yield waiting.order_by("-checked_at")):
        if batch.kind not in IMPORTS:
            continue
        errors = _("有 %(count)s 处错误要改") % {"count": batch.error_count}
        yield Todo(
            kind=_("导入待确认"),
            what=f"{batch.number} {IMPORTS[batch.kind].label}",
            why=errors if batch.error_count else _("预检没有错误，确认后才写入"),
            url=batch.address("preview"),
            action=_("看预检结果"),
            area=batch.area_id,
        )


@todo_source(Tab.MINE)
def imports_begun(user):
    """Yield the user's own imports that are on their way: uploaded, being checked, being written."""
    begun = ImportBatch.objects.filter(started_by=user.pk, started_at__gte=since(), state__in=ON_THE_WAY)
    for batch in (yield begun.order_by("-started_at")[:LINES]):
        if batch.kind not in IMPORTS:
            continue
        yield Todo(
            kind=batch.get_state_display(),
            what=f"{batch.number} {IMPORTS[batch.kind].label}",
            why=_("您导入的"),
            url=batch.get_absolute_url(),
            action=_("看进度"),
            state="review",
            on=day_of(batch.started_at),
            area=batch.area_id,
        )
