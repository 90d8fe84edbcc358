"""What belongs to a visit beside its answers: its versions, its photos, where the phone was."""

from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.choices import PhotoState
from assistance.forms import CorrectionForm
from assistance.models import HeldSubmission, Visit, VisitCorrection, VisitPhoto, VisitPlace
from assistance.services import reveal_place, why_closed
from assistance.views.answers import DETAILS, in_words
from households.forms import RevealForm
from povertyapp.core import clock
from povertyapp.core.errors import Conflict
from povertyapp.core.files import pieces
from povertyapp.core.models.area import COUNTY_DIGITS
from povertyapp.core.parameters import Parameters
from povertyapp.core.pictures import JPEG
from povertyapp.core.views.downloads import attachment
from povertyapp.core.views.pages import DetailPage, FormPage, add_errors

REVEAL = "households.reveal_household"


def versions(page, visit):
    """Return the corrections of a visit, the newest first: who, when, why, and what it said before and after."""
    rows = page.rows(VisitCorrection).filter(visit=visit).select_related("corrected_by").order_by("-number")
    return [
        {
            "number": row.number,
            "who": row.corrected_by,
            "at": row.corrected_at,
            "reason": row.reason,
            "lines": [
                line for name in row.before for line in _changed(name, row.before[name], row.after[name])
            ],
        }
        for row in rows
    ]


def _changed(name, before, after):
    """Yield what changed in one column, in words; of the follow-up answers each on its own."""
    if name == "detail":
        for part, (label, words) in DETAILS.items():
            if before.get(part) != after.get(part):
                told = [
                    in_words(said.get(part) or [], words) if said.get(part) else ""
                    for said in (before, after)
                ]
                yield {"label": label, "before": told[0], "after": told[1]}
        return
    column = Visit._meta.get_field(name)
    words = dict(column.flatchoices)
    yield {
        "label": column.verbose_name,
        "before": words.get(before, before),
        "after": words.get(after, after),
    }


def photos(page, visit):
    """Return the photos of a visit that are kept, and how many are still on their way."""
    rows = list(page.rows(VisitPhoto).filter(visit=visit).order_by("pk"))
    kept = [
        {
            "url": reverse("assistance:visit_photo", args=[visit.pk, row.photo_id]),
            "caption": row.get_caption_display(),
        }
        for row in rows
        if row.state == PhotoState.STORED
    ]
    return kept, sum(row.state == PhotoState.RECEIVING for row in rows)


def clock_note(visit):
    """Return what is to be said of the phone's clock where it was off by more than the county allows; or blank."""
    receipt = getattr(visit, "submission", None)
    if receipt is None or receipt.skew_seconds is None:
        return ""
    limit = Parameters(visit.area_id[:COUNTY_DIGITS], clock.today())("sync.skew_seconds")
    minutes = abs(receipt.skew_seconds) // 60
    if abs(receipt.skew_seconds) <= limit:
        return ""
    told = (
        _("手机时间比服务器快 %(minutes)s 分钟")
        if receipt.skew_seconds > 0
        else _("手机时间比服务器慢 %(minutes)s 分钟")
    )
    return told % {"minutes": minutes}


def beside(page, visit):
    """Return all of it for the page of a visit."""
    kept, coming = photos(page, visit)
    has_place = page.rows(VisitPlace).filter(visit=visit).exists()
    may_look = has_place and page.request.user.has_perm(REVEAL)
    return {
        "photos": kept,
        "photos_coming": coming,
        "versions": versions(page, visit),
        "clock_note": clock_note(visit),
        "has_place": has_place,
        "place_url": reverse("assistance:visit_place", args=[visit.pk]) if may_look else "",
    }


class VisitPhotoFile(DetailPage):
    """`/assistance/visits/<pk>/photos/<photo>/`: one photo, drawn anew, for whoever sees the visit."""

    model = VisitPhoto
    related = ("file",)
    key, url_key = "photo_id", "photo"
    verb = "assistance.view_visit"

    def rows(self, model=None):
        rows = super().rows(model)
        return rows if model else rows.filter(visit=self.kwargs["pk"], state=PhotoState.STORED)

    def get(self, request, *args, **kwargs):
        file = self.object.file
        if not file.path.exists():
            raise Http404
        return attachment(FileResponse(pieces(file)), file.name, JPEG)


class VisitPlaceReveal(DetailPage):
    """`/assistance/visits/<pk>/place/`: where the phone was; asked with a reason, recorded, shown once."""

    model = Visit
    related = ("household",)
    verb = REVEAL
    template_name = "households/reveal.html"

    def rows(self, model=None):
        rows = super().rows(model)
        return rows if model else rows.filter(place__isnull=False)

    def get_title(self):
        return _("查看走访位置")

    def get_context(self, **more):
        visit = self.object
        back_url = reverse("assistance:visit", args=[visit.pk])
        return super().get_context(whose=visit.receipt, what=_("走访位置"), back_url=back_url, **more)

    def get(self, request, *args, **kwargs):
        return self.render(form=RevealForm(user=request.user))

    def post(self, request, *args, **kwargs):
        form = RevealForm(request.POST, user=request.user)
        if form.is_valid():
            try:
                point = reveal_place(by=request.user, visit=self.object, **form.cleaned_data)
            except ValidationError as error:
                add_errors(form, error)
            else:
                return self.render(value=_in_degrees(point))
        return self.render(status=400, form=form)


def _in_degrees(point):
    told = _("北纬 %(lat)s，东经 %(lon)s（WGS-84）") % {"lat": point["lat"], "lon": point["lon"]}
    if point.get("accuracy") is None:
        return told
    return told + _("，误差约 %(metres)s 米") % {"metres": round(point["accuracy"])}


class PhoneCorrection(FormPage, DetailPage):
    """`/m/h/<no>/visit/<pk>/correct/`: a new version of one's own visit, within the month."""

    model = Visit
    related = ("household__area",)
    verb = "assistance.add_visit"
    form_class = CorrectionForm
    template_name = "assistance/m_correct.html"
    success_message = gettext_lazy("已更正，原来的内容留在走访记录里。")

    def rows(self, model=None):
        rows = super().rows(model)
        own = {"household__household_no": self.kwargs["no"], "recorded_by": self.request.user}
        return rows if model else rows.filter(**own)

    def get_title(self):
        return _("更正走访 %(receipt)s") % {"receipt": self.object.receipt}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"visit": self.object}

    def get_context(self, **more):
        return super().get_context(
            back_url=self.get_success_url(None), closed=why_closed(self.object), versions=[], **more
        )

    def get_success_url(self, saved):
        return reverse("assistance:m_visit_done", args=[self.object.household.household_no, self.object.pk])

    def succeed(self, saved):
        if isinstance(saved, HeldSubmission):
            raise Conflict(_("这个提交编号已经用过，内容与这次不同。这次的内容已留给工作人员核对。"))
        return super().succeed(saved)
