"""Taking an act back: what it would do, asked in words; the bar after saving posts here directly."""

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

    def get_context(self, **more):
        said, refusal = undo_preview(self.object, self.request.user)
        return super().get_context(
            consequences=said,
            refusal=refusal,
            until=ends_at(self.object),
            submit_label=_("撤销"),
            cancel_url=self.object.back_url or "/",
            **more,
        )

    def act(self, *, by, data):
        return undo_act(by=by, act=self.object)

    def get_success_url(self, result):
        return result.back_url or "/"
