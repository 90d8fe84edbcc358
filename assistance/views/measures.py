"""Measures: the list, one measure, and the forms that enter, confirm, end and sign it."""

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from assistance.choices import MeasureState
from assistance.filters import MeasureFilter
from assistance.forms import DecideForm, EffectForm, MeasureEndForm, MeasureForm
from assistance.matrix import Families
from assistance.models import AssistanceMeasure
from assistance.models.measure import MEASURES
from assistance.tables import MEASURE_COLUMNS, household_link
from assistance.tables.measures import STATES, batch_word
from assistance.views.measure_voiding import acts_on_measure, voiding_facts
from households.models import Household
from povertyapp.core import clock
from povertyapp.core.context import reverse_or_none
from povertyapp.core.templatetags.house import money
from povertyapp.core.text import labelled
from povertyapp.core.views.pages import DetailPage, FormPage, ListPage, RowFormPage
from povertyapp.core.ways import at

ADD, CONFIRM = "assistance.add_measure", "assistance.change_measure"


class MeasureList(ListPage):
    """`/assistance/measures/`: measures of help, by place."""

    model = AssistanceMeasure
    related = ("household", "area__parent")
    verb = "assistance.view_visit"
    title = _("帮扶措施")
    filterset_class = MeasureFilter
    columns = MEASURE_COLUMNS
    shown = (
        *(
            "household__head_name",
            "area__name",
            "area__parent__name",
            "name",
            "kind",
            "item",
            "measure_class",
        ),
        *("from_date", "to_date", "expected_income", "signed_on", "is_proposed", "stop_reason", "voided_at"),
    )
    order = ("area_id", "household__household_no", "from_date", "pk")
    empty_text = _("还没有登记帮扶措施。可以在户档案里逐项登记，也可以导入措施台账。")
    begins_with = (_("导入措施台账"), "core:import_list", "core.add_importbatch")

    def get_total(self):
        return self.noted_total(MEASURES)

    def get_question(self):
        return _("哪一户有哪些措施，什么时候起止，见没见效")

    def get_row_url(self, row):
        return at("assistance:measure", row.pk)


def anchor_of(household):
    """Return the place in a household's file where its measures stand."""
    url = reverse_or_none("households:detail", no=household.household_no)
    return f"{url}#measures" if url else reverse("assistance:measure_panel", args=[household.household_no])


def actions_of(measure, user, day):
    """Return the steps that a user may take with a measure on a day: dictionaries with label and url."""
    judging = acts_on_measure(user, measure)
    if not user.has_perm(ADD) or measure.voided_at:
        return judging
    state, confirms = measure.state_on(day), user.has_perm(CONFIRM)
    steps = []
    if state == MeasureState.PROPOSED and confirms:
        steps.append((_("审核"), "measure_decide"))
    if confirms or state == MeasureState.PROPOSED:
        steps.append((_("修改"), "measure_edit"))
    if state in MeasureEnd.states:
        steps.append((_("结束或中止"), "measure_end"))
    if state in MeasureEffect.states:
        steps.append((_("登记成效"), "measure_effect"))
    own = [
        {"label": label, "url": reverse(f"assistance:{name}", args=[measure.pk]), "style": ""}
        for label, name in steps
    ]
    return own + judging


class MeasureDetail(DetailPage):
    """`/assistance/measures/<pk>/`: one measure and what may be done with it."""

    model = AssistanceMeasure
    related = ("household__area", "effect_image", "voided_by", "false_by")
    verb = "assistance.view_visit"

    def get_title(self):
        return self.object.name

    def get_breadcrumbs(self):
        return [
            {"label": _("帮扶措施"), "url": reverse("assistance:measures")},
            {"label": str(self.object.household), "url": anchor_of(self.object.household)},
            {"label": self.object.name, "url": ""},
        ]

    def get_actions(self):
        return actions_of(self.object, self.request.user, clock.today())

    def get_context(self, **more):
        measure, state = self.object, self.object.state_on(clock.today())
        return super().get_context(
            status_items=[
                {"label": _("户"), "value": household_link(measure.household)},
                {"label": _("状态"), "value": STATES[state](state.label)},
            ],
            gaps=None,
            sections=[
                *self._voiding(measure),
                {"anchor": "facts", "title": _("措施"), "facts": self._facts(measure)},
                {"anchor": "effect", "title": _("成效"), "facts": self._effect(measure)},
            ],
            **more,
        )

    def _voiding(self, measure):
        facts = voiding_facts(measure)
        return [{"anchor": "voided", "title": _("已核销"), "facts": facts}] if facts else []

    def _facts(self, measure):
        batch = Families().batch_of(measure)
        pairs = [
            (
                _("措施种类"),
                labelled(measure.get_kind_display(), measure.item and measure.get_item_display()),
            ),
            (_("归类"), measure.get_measure_class_display()),
            (_("五个一批"), batch_word(batch)),
            (_("责任单位"), measure.responsible_unit),
            (_("开始日期"), measure.from_date),
            (_("结束日期"), measure.to_date),
            (_("中止或不通过的原因"), measure.stop_reason),
            (_("金额（元）"), yuan(measure.amount)),
            (_("预计年增收（元）"), yuan(measure.expected_income)),
        ]
        return [{"label": label, "value": value} for label, value in pairs]

    def _effect(self, measure):
        file = measure.effect_image_id and reverse_or_none("core:file", pk=measure.effect_image_id)
        facts = [
            {"label": _("成效"), "value": measure.effect},
            {
                "label": _("农户签字"),
                "value": " ".join(map(str, filter(None, (measure.signed_by, measure.signed_on)))),
            },
        ]
        if file:
            facts.append({"label": _("照片"), "value": file_link(file)})
        return facts


def yuan(value):
    """Return an amount in yuan as it is written, or blank."""
    return "" if value is None else money(value, "yuan")


def file_link(url):
    return format_html('<a href="{}">{}</a>', url, _("查看照片"))


class HouseholdForm(RowFormPage):
    """A form about one household; after saving one is back at its measures."""

    model = Household
    related = ("area",)
    key, url_key = "household_no", "no"
    verb = ADD
    row_name = "household"

    @property
    def back_url(self):
        return anchor_of(self.object)

    def get_title(self):
        return self.title

    def get_breadcrumbs(self):
        return [
            {"label": str(self.object), "url": self.back_url},
            {"label": self.get_title(), "url": ""},
        ]


class MeasureAdd(HouseholdForm):
    """`/households/<no>/measures/add/`: enter a measure, or propose it."""

    title = _("新增帮扶措施")
    form_class = MeasureForm
    success_message = _("已保存。")

    @property
    def proposes(self):
        return not self.request.user.has_perm(CONFIRM)

    def get_context(self, **more):
        hint = _("保存后由乡镇确认，确认后才计入。") if self.proposes else ""
        return super().get_context(hint=hint, **more)


class MeasureFormPage(FormPage, MeasureDetail):
    """A form about one measure; after saving one is back at it."""

    verb = ADD
    template_name = "generic/form.html"
    success_message = _("已保存。")
    heading = ""
    # The states in which there is something to be done here; in others the page leads back to the measure.
    states = frozenset(MeasureState) - {MeasureState.VOIDED}

    def get(self, request, *args, **kwargs):
        if self.object.state_on(clock.today()) not in self.states:
            return HttpResponseRedirect(self.get_success_url(self.object))
        return super().get(request, *args, **kwargs)

    def get_title(self):
        return labelled(self.heading, self.object.name)

    def get_actions(self):
        return []

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "measure": self.object}

    def get_context(self, **more):
        url = reverse("assistance:measure", args=[self.object.pk])
        return DetailPage.get_context(self, cancel_url=url, **more)

    def get_success_url(self, saved):
        return reverse("assistance:measure", args=[self.object.pk])


class MeasureEdit(MeasureFormPage):
    """`/assistance/measures/<pk>/edit/`: correct a measure, with a reason."""

    heading = _("修改措施")
    form_class = MeasureForm

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "household": self.object.household}


class MeasureEnd(MeasureFormPage):
    """`/assistance/measures/<pk>/end/`: its last day, and why if it stops early."""

    heading = _("结束或中止")
    form_class = MeasureEndForm
    states = frozenset({MeasureState.PLANNED, MeasureState.IN_FORCE})


class MeasureEffect(MeasureFormPage):
    """`/assistance/measures/<pk>/effect/`: what it brought, signed by the household."""

    heading = _("登记成效")
    form_class = EffectForm
    states = frozenset({MeasureState.IN_FORCE, MeasureState.DONE, MeasureState.STOPPED})


class MeasureDecide(MeasureFormPage):
    """`/assistance/measures/<pk>/decide/`: the township confirms what was proposed, or not."""

    verb = CONFIRM
    heading = _("审核措施")
    form_class = DecideForm
    states = frozenset({MeasureState.PROPOSED})
    success_message = _("已审核。")
