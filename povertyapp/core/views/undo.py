"""Taking an act back: what it would do, asked in words; the bar after saving posts here directly."""

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from povertyapp.core.models import Act
from povertyapp.core.undo import ends_at, undo_act, undo_preview
from povertyapp.core.views.pages import ActionPage


class Undo(ActionPage):
    """`/undo/<act>/`."""

    model = Act
    url_key = "act"
    template_name = "core/undo.html"
    title = gettext_lazy("撤销操作")
    success_message = gettext_lazy("已撤销，内容恢复原样。")

    @cached_property
    def preview(self):
        return undo_preview(self.object, self.request.user)

    def get_consequences(self):
        kinds = (
            _("%(name)s：%(count)s 条新增的将删除"),
            _("%(name)s：%(count)s 条修改过的将恢复原样"),
            _("%(name)s：%(count)s 条删除的将恢复"),
        )
        return [
            kind % {"name": name, "count": count}
            for name, *counts in self.preview[0]
            for kind, count in zip(kinds, counts, strict=True)
            if count
        ]

    def get_context(self, **more):
        return super().get_context(
            consequences=self.get_consequences(),
            refusal=self.preview[1],
            until=ends_at(self.object),
            submit_label=_("撤销"),
            cancel_url=self.object.back_url or "/",
            **more,
        )

    def act(self, *, by, data):
        return undo_act(by=by, act=self.object)

    def get_success_url(self, result):
        return result.back_url or "/"
