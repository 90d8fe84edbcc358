"""The phone pages of inspectors, under /m/checks/. They work without script, and with it without a signal."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.choices import HeldKind
from assistance.models import HeldSubmission
from assistance.views.held import SAID
from inspections.choices import CheckState, Compared, Fact
from inspections.forms import BlankCheckForm, CheckForm
from inspections.models import CheckRecord, UnannouncedCheck
from inspections.packing import VERB, lines_of, own_checks
from inspections.services.field import drafts_of
from povertyapp.core import clock
from povertyapp.core.errors import Conflict
from povertyapp.core.text import told
from povertyapp.core.views.pages import DetailPage, FormPage, Page, Rows

SHOWN = {"open": "pending", "done": "met"}
LOOKS = {Compared.MATCH: "met", Compared.MISMATCH: "bad", Compared.UNCLEAR: "none"}


def row_of(line):
    """Return one line of the list of the sample."""
    return line | {"url": reverse("inspections:m_form", args=[line["key"]]), "state": SHOWN[line["state"]]}


class OwnChecks(Rows):
    """The checks that this inspector is to carry out himself; those of others are 404."""

    model = UnannouncedCheck
    verb = VERB

    def rows(self, model=None):
        rows = super().rows(model)
        return rows if model else own_checks(rows, self.request.user)


class PhoneChecks(OwnChecks, Page):
    """`/m/checks/`: my sample, what is still to be visited first."""

    template_name = "inspections/m_checks.html"
    title = gettext_lazy("我的核查样本")

    def get_context(self, **more):
        lines = lines_of(self.rows(), clock.today())
        return super().get_context(
            tab="checks",
            rows=[row_of(line) for line in lines],
            total=len(lines),
            left=sum(line["state"] == "open" for line in lines),
            **more,
        )


class PhoneCheck(OwnChecks, DetailPage, FormPage):
    """`/m/checks/<key>/`: the form of one check; within its hours a record is put right on it."""

    key, url_key = "key", "key"
    form_class = CheckForm
    template_name = "inspections/m_check.html"
    fragment_name = "inspections/_m_check_form.html"

    def get_title(self):
        return _("现场核查")

    @cached_property
    def line(self):
        return lines_of([self.object], clock.today())[0]

    @cached_property
    def record(self):
        return self.rows(CheckRecord).filter(site_check=self.object).first()

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"line": self.line}

    def get_success_url(self, saved):
        return reverse("inspections:m_check_done", args=[self.object.key])

    def succeed(self, saved):
        """Say that what was sent is kept for a person, where it was not recorded."""
        if isinstance(saved, HeldSubmission):
            raise Conflict(_("已收到，但不能直接记入：编号重复，或者超过了规定时间。已留给工作人员核对。"))
        return super().succeed(saved)

    def get_context(self, **more):
        closed = self.record is not None and not is_open(self.record)
        return super().get_context(
            line=self.line,
            back_url=reverse("inspections:m_checks"),
            closed=_("这份记录已经只读。") if closed else "",
            **more,
        )

    def render(self, template=None, status=200, **more):
        return super().render(template or (self.fragment_name if self.asks_part else None), status, **more)


class PhoneCheckDone(OwnChecks, DetailPage):
    """`/m/checks/<key>/done/`: the receipt, the comparison, and what it will put on the ledger."""

    key, url_key = "key", "key"
    template_name = "inspections/m_check_done.html"

    def get_title(self):
        return _("已送达")

    @cached_property
    def object(self):
        check = super().object
        records = self.rows(CheckRecord).select_related("site_check__unit", "site_check__area")
        check.record = get_object_or_404(records, site_check=check)
        return check

    def get_context(self, **more):
        record = self.object.record
        lines = lines_of(self.rows(), clock.today())
        own = next(line for line in lines if line["key"] == str(self.object.key))
        following = next((line for line in lines if line["state"] == "open"), None)
        return super().get_context(
            record=record,
            line=own,
            answers=[answer_row(answer) for answer in record.answers.all()],
            drafts=drafts_of(record),
            until=record.fixed_at if is_open(record) else None,
            edit_url=reverse("inspections:m_form", args=[self.object.key]),
            next_line=row_of(following) if following else None,
            **more,
        )


def answer_row(answer):
    """Return one line of the comparison."""
    return {
        "fact": answer.get_fact_display(),
        "registered": told(answer.registered),
        "actual": told(answer.actual),
        "state": LOOKS[Compared(answer.compared)],
        "word": answer.get_compared_display(),
    }


def check_said(held):
    """Return what a held record of a check says, as label and value; the place only that there is one."""
    sent = held.sent
    shaped = BlankCheckForm()
    found = [{"label": _("核查编号"), "value": str(sent["check"])[:8]}]
    for name, field in shaped.fields.items():
        if sent.get(name) in (None, "", []) or field.widget.is_hidden:
            continue
        words = {str(key): str(label) for key, label in getattr(field, "choices", ())}
        values = sent[name] if isinstance(sent[name], list) else [sent[name]]
        label = Fact(name).label if name in Fact.values else field.label
        found.append({"label": label, "value": "、".join(words.get(str(one), str(one)) for one in values)})
    if sent.get("place"):
        found.append({"label": _("位置"), "value": _("已记录，不在这里显示")})
    return found


SAID[HeldKind.CHECK] = check_said


def is_open(record):
    """Say whether a record may still be put right by its author."""
    return record.site_check.state == CheckState.RECORDED and clock.now() < record.fixed_at
