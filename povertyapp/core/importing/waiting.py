"""What an import asks of a person later: one that was checked waits for his decision."""

from django.utils.translation import gettext as _

from povertyapp.core.imports import IMPORTS
from povertyapp.core.models import ImportBatch
from povertyapp.core.models.batch import ImportState
from povertyapp.core.todo import Tab, Todo, todo_source


@todo_source(Tab.DO)
def imports_to_confirm(user):
    """Yield the user's own imports that were checked and that he has neither confirmed nor replaced."""
    waiting = ImportBatch.objects.filter(started_by=user.pk, state=ImportState.CHECKED)
    for batch in waiting.order_by("-checked_at"):
        if batch.kind not in IMPORTS:
            continue
        errors = _("有 %(count)s 处错误要改") % {"count": batch.error_count}
        yield Todo(
            kind=_("导入待确认"),
            what=f"{batch.number} {IMPORTS[batch.kind].label}",
            why=errors if batch.error_count else _("预检没有错误，确认后才写入"),
            url=batch.address("preview"),
            action=_("看预检结果"),
        )
