"""Lists that every unit answers item by item: how far each unit is, and its answers (JZ-32, JZ-33, LF-11)."""

from django.db.models import Q
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.forms.sources import ChecklistForm, ItemAnswerForm, ItemForm
from inspections.models import Checklist, ChecklistAnswer, ChecklistItem
from inspections.models.account import PartyLevel
from inspections.services.sources import units_of, units_standing
from povertyapp.core.models import Area
from povertyapp.core.statuses import tag
from povertyapp.core.views.pages import Column, DetailPage, FormPage, ListPage, RowFormPage

VIEW, CHANGE, ANSWER = (
    "inspections.view_problem",
    "inspections.change_problem",
    "inspections.answer_checklist",
)


def _crumbs(*more):
    return [{"label": _("工作清单"), "url": reverse("inspections:checklists")}, *more]


class ChecklistList(ListPage):
    """`/checklists/`."""

    model = Checklist
    verb = VIEW
    title = gettext_lazy("工作清单")
    order = ("title", "pk")
    columns = (
        Column("title", gettext_lazy("名称"), "title", order="title"),
        Column("kind", gettext_lazy("类别"), "get_kind_display", order="kind"),
        Column("count", gettext_lazy("原文项数"), "stated_count", numeric=True),
        Column("due", gettext_lazy("完成时限"), "due_on", order="due_on"),
    )

    def get_question(self):
        return _("清单里的每一项，每个单位都要答复；没有答复就是没有查")

    def get_actions(self):
        if not self.request.user.has_perm(CHANGE):
            return []
        return [{"label": _("建立清单"), "url": reverse("inspections:checklist_add"), "style": "primary"}]


class ChecklistAdd(FormPage):
    """`/checklists/add/`."""

    verb = CHANGE
    form_class = ChecklistForm
    title = gettext_lazy("建立清单")
    success_message = gettext_lazy("清单已建立。")

    def get_breadcrumbs(self):
        return _crumbs()

    def get_context(self, **more):
        return super().get_context(cancel_url=reverse("inspections:checklists"), **more)


class ChecklistDetail(DetailPage):
    """`/checklists/<pk>/`: the items as the source names them, and how far each unit is."""

    model = Checklist
    related = ("area", "source")
    verb = VIEW
    template_name = "inspections/checklist.html"

    def get_breadcrumbs(self):
        return _crumbs({"label": str(self.object), "url": ""})

    def get_units(self):
        """Return the units whose answers the reader may see, each with its figures."""
        checklist = self.object
        seen = {
            area.code
            for area in self.rows(Area).filter(Q(parent=checklist.area_id) | Q(pk=checklist.area_id))
        }
        found = []
        for unit in units_standing(checklist):
            place = unit["code"] if unit["level"] == PartyLevel.TOWNSHIP else checklist.area_id
            if place in seen:
                url = reverse("inspections:checklist_unit", args=[checklist.pk, unit["level"], unit["code"]])
                found.append(unit | {"url": url, "is_done": unit["answered"] >= unit["total"]})
        return found

    def get_context(self, **more):
        items = list(self.object.items.all())
        named = sum(bool(item.text) for item in items)
        return super().get_context(
            items=items,
            named=named,
            is_incomplete=named < self.object.stated_count,
            units=self.get_units(),
            may_name=self.request.user.has_perm(CHANGE),
            **more,
        )


class ChecklistUnit(ListPage):
    """`/checklists/<pk>/<level>/<code>/`: the items with what one unit has answered; unanswered ones are open."""

    model = ChecklistItem
    verb = VIEW
    order = ("number",)

    @cached_property
    def checklist(self):
        found = self.rows(Checklist).filter(pk=self.kwargs["pk"]).select_related("area").first()
        if found is None:
            raise Http404
        return found

    @cached_property
    def unit(self):
        """Return (level, code, name) of the unit; 404 where it is none of the list, or beyond the reader's places."""
        level, code = self.kwargs["level"], self.kwargs["code"]
        found = next((unit for unit in units_of(self.checklist) if unit[:2] == (level, code)), None)
        place = code if level == PartyLevel.TOWNSHIP else self.checklist.area_id
        if found is None or not self.rows(Area).filter(pk=place).exists():
            raise Http404
        return found

    def rows(self, model=None):
        if model is not None:
            return super().rows(model)
        return super().rows().filter(checklist=self.checklist)

    @cached_property
    def answers(self):
        level, code, _name = self.unit
        rows = self.rows(ChecklistAnswer).filter(item__checklist=self.checklist, level=level, code=code)
        return {row.item_id: row for row in rows.select_related("problem")}

    @property
    def columns(self):
        return (
            Column("number", _("序号"), "number", numeric=True),
            Column("text", _("内容"), lambda item: item.text or _("原文没有列出")),
            Column("answer", _("答复"), self.answer_of),
            Column("causes", _("原因类别"), self.causes_of),
            Column("detail", _("具体表现"), lambda item: getattr(self.answers.get(item.pk), "text", "")),
        )

    def answer_of(self, item):
        answer = self.answers.get(item.pk)
        if answer is None:
            return tag("none", _("没有答复"))
        if answer.exists_here is None:
            return tag(
                "good" if answer.checked == answer.in_scope else "warn", f"{answer.checked}/{answer.in_scope}"
            )
        return tag("bad", _("存在")) if answer.exists_here else tag("good", _("不存在"))

    def causes_of(self, item):
        answer = self.answers.get(item.pk)
        labels = dict(ChecklistAnswer._meta.get_field("causes").base_field.choices)
        return "、".join(str(labels[cause]) for cause in answer.causes) if answer else ""

    def get_title(self):
        return f"{self.unit[2]} · {self.checklist}"

    def get_question(self):
        return _("已答复 %(n)d 项，共 %(total)d 项") % {
            "n": len(self.answers), "total": self.checklist.stated_count
        }  # fmt: skip

    def get_breadcrumbs(self):
        return _crumbs({"label": str(self.checklist), "url": self.checklist.get_absolute_url()})

    def get_row_url(self, row):
        if not row.text or not self.request.user.has_perm(ANSWER):
            answer = self.answers.get(row.pk)
            return answer.problem.get_absolute_url() if answer and answer.problem else ""
        level, code, _name = self.unit
        return reverse("inspections:checklist_answer", args=[self.checklist.pk, level, code, row.number])


class ChecklistAnswerPage(ChecklistUnit, RowFormPage):
    """`/checklists/<pk>/<level>/<code>/<number>/`: one item; saved it leads to the next one without an answer."""

    verb = ANSWER
    form_class = ItemAnswerForm
    template_name = "generic/form.html"
    row_name = "item"

    @cached_property
    def object(self):
        found = self.rows().filter(number=self.kwargs["number"]).select_related("checklist__area").first()
        if found is None or not found.text:
            raise Http404
        return found

    def get_title(self):
        return f"{self.object.number}. {self.object.text}"

    @property
    def back_url(self):
        level, code, _name = self.unit
        return reverse("inspections:checklist_unit", args=[self.checklist.pk, level, code])

    def get_form_kwargs(self):
        return {
            "user": self.request.user,
            "item": self.object,
            "unit": self.unit,
            "answer": self.answers.get(self.object.pk),
        }

    def get_context(self, **more):
        return FormPage.get_context(self, cancel_url=self.back_url, hint=self.unit[2], **more)

    def get(self, request, *args, **kwargs):
        return FormPage.get(self, request, *args, **kwargs)

    def get_success_url(self, saved):
        level, code, _name = self.unit
        rest = self.rows().filter(number__gt=self.object.number).exclude(text="")
        following = rest.exclude(pk__in=self.answers).order_by("number").first()
        if following is None:
            return self.back_url
        return reverse(
            "inspections:checklist_answer", args=[self.checklist.pk, level, code, following.number]
        )


class ItemName(RowFormPage):
    """`/checklists/items/<pk>/`: write what an item is."""

    model = ChecklistItem
    related = ("checklist",)
    verb = CHANGE
    form_class = ItemForm
    row_name = "item"
    success_message = gettext_lazy("已填写。")

    @property
    def back_url(self):
        return self.object.checklist.get_absolute_url()

    def get_title(self):
        return _("第 %(n)d 项的内容") % {"n": self.object.number}
