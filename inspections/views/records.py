"""What was found on site, on the desktop: the records, each record beside the register, and the mismatches."""

from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.models import AssistanceMeasure, Visit
from inspections.choices import Compared, Found
from inspections.filters.field import AnswerFilter, RecordFilter
from inspections.models import CheckAnswer, CheckRecord, Problem
from inspections.services.field import drafts_of, photos_of
from inspections.tables.field import FINDING_COLUMNS, LOOKS, RECORD_COLUMNS
from povertyapp.core.context import reverse_or_none
from povertyapp.core.files import read_file
from povertyapp.core.pictures import JPEG
from povertyapp.core.text import told
from povertyapp.core.views.pages import DetailPage, ListPage

VIEW = "inspections.view_check"


class RecordList(ListPage):
    """`/inspections/records/`: what inspectors found, household by household."""

    model = CheckRecord
    related = ("site_check__unit", "area__parent", "recorded_by")
    verb = VIEW
    title = gettext_lazy("现场核查记录")
    filterset_class = RecordFilter
    columns = RECORD_COLUMNS
    order = ("-recorded_at", "-pk")

    def rows(self, model=None):
        rows = super().rows(model)
        if model:
            return rows
        both = Q(answers__compared__in=(Compared.MATCH, Compared.MISMATCH))
        return rows.annotate(
            compared_count=Count("answers", filter=both),
            mismatch_count=Count("answers", filter=Q(answers__compared=Compared.MISMATCH)),
        )

    def get_question(self):
        return _("抽到的户，档案和实际对得上吗，农户怎么说")


class FindingList(ListPage):
    """`/inspections/findings/`: facts of the register that are not so, and whether they stand on the ledger."""

    model = CheckAnswer
    related = ("record__site_check__unit", "area__parent", "problem")
    verb = "inspections.view_problem"
    title = gettext_lazy("发现问题")
    filterset_class = AnswerFilter
    columns = FINDING_COLUMNS
    order = ("-record__recorded_at", "record_id", "pk")

    def get_question(self):
        return _("现场核查哪几项和档案对不上，记入整改台账没有")

    def get_row_url(self, row):
        return row.record.get_absolute_url()


class RecordDetail(DetailPage):
    """`/inspections/records/<pk>/`: the register beside reality, what was asked, and what follows from it."""

    model = CheckRecord
    related = ("site_check__unit__draw", "site_check__area", "area__parent", "recorded_by", "problem")
    verb = VIEW
    template_name = "inspections/check_record.html"

    def get_title(self):
        return _("现场核查 %(receipt)s") % {"receipt": self.object.receipt}

    def get_breadcrumbs(self):
        return [
            {"label": _("现场核查记录"), "url": reverse("inspections:check_records")},
            {"label": self.object.receipt, "url": ""},
        ]

    def get_context(self, **more):
        record = self.object
        answers = list(self.rows(CheckAnswer).filter(record=record).select_related("problem"))
        return super().get_context(
            record=record,
            check=record.site_check,
            household_url=reverse_or_none("households:detail", no=record.site_check.unit.code),
            answers=[self._answer(answer) for answer in answers],
            asked=asked_of(record),
            drafts=[self._draft(draft) for draft in drafts_of(record)],
            is_issued=record.site_check.unit.draw.published_at is not None,
            photos=[
                {
                    "url": reverse("inspections:check_photo", args=[record.pk, photo.photo_id]),
                    "caption": photo.get_caption_display(),
                }
                for photo in photos_of(record)
            ],
            real=[
                (record.is_real_place, _("实地")),
                (record.is_real_matter, _("实事")),
                (record.is_real_person, _("实人")),
            ],
            has_place=bool(record.place),
            **more,
        )

    def _answer(self, answer):
        return {
            "fact": answer.get_fact_display(),
            "registered": told(answer.registered),
            "actual": told(answer.actual),
            "state": LOOKS[Compared(answer.compared)],
            "word": answer.get_compared_display(),
            "evidence": self._evidence(answer) if answer.compared == Compared.MISMATCH else [],
        }

    def _evidence(self, answer):
        """Return what a mismatch disproves, with what became of it and where somebody else may judge it."""
        rows = [(row.receipt, row, "visit") for row in self.rows(Visit).filter(pk=answer.visit_id or 0)]
        disproved = self.rows(AssistanceMeasure).filter(pk__in=answer.disproved)
        rows += [(row.name, row, "measure") for row in disproved]
        return [
            {
                "name": name,
                "url": reverse(f"assistance:{kind}", args=[row.pk]),
                "word": row.get_void_kind_display() if row.voided_at else "",
            }
            for name, row, kind in rows
        ]

    def _draft(self, draft):
        problem = draft.answer.problem if draft.answer else self.object.problem
        seen = problem and self.rows(Problem).filter(pk=problem.pk).exists()
        return {"draft": draft, "problem": problem, "url": problem.get_absolute_url() if seen else ""}


def asked_of(record):
    """Return what was asked of the household, as label and value."""
    if record.found != Found.YES:
        return []
    names = ("helper_known", "times_told", "policy_known", "satisfaction", "accepts", "judged")
    facts = [
        {
            "label": record._meta.get_field(name).verbose_name,
            "value": getattr(record, f"get_{name}_display")(),
        }
        for name in names
        if getattr(record, name)
    ]
    if record.wrong_persons:
        facts.append({"label": _("不准确的人数"), "value": record.wrong_persons})
    return facts


class RecordPhoto(RecordDetail):
    """`/inspections/records/<pk>/photos/<photo>/`: one photo, opened by whoever sees the record."""

    def get(self, request, *args, **kwargs):
        photo = photos_of(self.object).filter(photo_id=self.kwargs["photo"]).select_related("file").first()
        if photo is None or not photo.file.path.exists():
            raise Http404
        answer = HttpResponse(read_file(photo.file), content_type=JPEG)
        answer["Cache-Control"] = "private, no-store"
        return answer
