"""Pages whose answer is a file: at once where that is quick, else as a job whose file waits (ux 19, 47, 48).

A page says how many lines its file has and how it is made (`FilePage`). The job opens the same address again as the
person who asked: rights and rows are asked anew, and no second way leads to the file.
"""

import re
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.test import RequestFactory
from django.urls import resolve
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from povertyapp.core.errors import Conflict
from povertyapp.core.exports import HTML_FORM, MEDIA_TYPES, PDF_FORM, XLSX_FORM
from povertyapp.core.files import store_file
from povertyapp.core.jobs import JobResult, active_job, job, start_job
from povertyapp.core.list_settings import takes_words
from povertyapp.core.models import Area, ExportRecord, Job
from povertyapp.core.parameters import limit_for
from povertyapp.core.period import Period
from povertyapp.core.printing import bar_over, why_not
from povertyapp.core.progress import phase
from povertyapp.core.recording import recording
from povertyapp.core.text import Text
from povertyapp.core.views.downloads import file_response
from povertyapp.core.views.pages import Page

FILE = "file"
# How many lines a workbook, and how many lines or tiles a paper has at most that one waits for; a paper takes longer.
ROWS_AT_ONCE, LINES_AT_ONCE = "export.at_once_rows", "paper.at_once_lines"
MOST_LINES = "paper.most_lines"
# Browsers inside other applications, where a download ends nowhere (as in static/js/phone/phone.js).
IN_APP = re.compile(r"MicroMessenger|DingTalk|wxwork|Lark|QQ/", re.IGNORECASE)


def opens_elsewhere(request) -> HttpResponse | None:
    """Return the page that says where a file can be fetched, for a browser that cannot; None for all others."""
    if not IN_APP.search(request.headers.get("User-Agent", "")):
        return None
    url = request.build_absolute_uri() if request.method == "GET" else ""
    page = {"title": _("请在浏览器里打开"), "actions": []}
    return render(request, "core/elsewhere.html", {"page": page, "breadcrumbs": [], "url": url})


class FilePage(Page):
    """A page that hands a file out; mixed in before the page that shows the same things.

    `make` returns what a service of exports returns (record and bytes). What ends in a ValidationError is told on
    `get_back_url`.
    """

    file_label: Text = gettext_lazy("导出文件")
    form = XLSX_FORM
    # Whether a paper is refused that would have more lines than anybody reads: its conditions can be narrowed.
    is_narrowed = False

    def count_lines(self) -> int:
        """Return how many lines the file will have."""
        return self.found.count()  # type: ignore[attr-defined]  # of the list that it is mixed into

    def make(self) -> Any:
        raise NotImplementedError

    def name_of(self, made) -> str:
        """Return what the file is called, without personal data."""
        raise NotImplementedError

    def get_back_url(self) -> str:
        """Return the page that the file belongs to: the address without its last part."""
        return self.request.path.rstrip("/").rpartition("/")[0] + "/"

    @property
    def is_pdf(self):
        return self.form == PDF_FORM

    @property
    def media_type(self):
        return MEDIA_TYPES[self.form]

    def get(self, request, *args, **kwargs):
        if answer := opens_elsewhere(request):
            return answer
        try:
            with recording():  # what leaves is Chinese, whatever language the page is read in
                if self.is_long():
                    return HttpResponseRedirect(start_file(self).get_absolute_url())
                made = self.make()
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return HttpResponseRedirect(self.get_back_url())
        return file_response(made.data, self.name_of(made), self.media_type, inline=self.is_pdf)

    def is_long(self) -> bool:
        """Say whether the file becomes a job. Refused is a paper that cannot be made, or that nobody would read."""
        if self.is_pdf and (reason := why_not()):
            raise ValidationError(reason)
        lines = self.count_lines()
        is_limited = self.is_pdf and self.is_narrowed
        if is_limited and lines > (most := limit_for(self.request.user, MOST_LINES)):
            words = _(
                "共 %(n)s 行，一份纸质表最多 %(most)s 行：请先按乡镇、村或其他条件缩小范围，或导出 Excel。"
            )
            raise ValidationError(words % {"n": lines, "most": most})
        limit = limit_for(self.request.user, LINES_AT_ONCE if self.is_pdf else ROWS_AT_ONCE)
        return lines > limit and not holds_words(self)


class PaperPage(FilePage):
    """A paper whose address says its form: the page to print from the browser, and the files beside it."""

    forms: tuple[str, ...] = (HTML_FORM, PDF_FORM, XLSX_FORM)

    @property
    def form(self):  # type: ignore[override]  # by the address
        form = self.kwargs.get("form", HTML_FORM)
        if form not in self.forms:
            raise Http404
        return form

    def get(self, request, *args, **kwargs):
        if self.form == HTML_FORM:
            return HttpResponse(self.make().data)
        return super().get(request, *args, **kwargs)

    def url_in(self, form: str) -> str:
        """Return where the paper stands in one of its forms."""
        raise NotImplementedError

    def get_parent_url(self) -> str:
        """Return the page on which the paper is offered."""
        raise NotImplementedError

    def get_back_url(self):
        return self.url_in(HTML_FORM)

    def get_bar(self):
        """Return what stands above the sheet on the screen; None for a file."""
        if self.form != HTML_FORM:
            return None
        return bar_over(
            back_url=self.get_parent_url(),
            pdf_url=self.url_in(PDF_FORM),
            xlsx_url=self.url_in(XLSX_FORM) if XLSX_FORM in self.forms else "",
        )


def holds_words(page) -> bool:
    """Say whether the address of a list holds typed words: they may name a person and stay out of the queue."""
    filters = getattr(getattr(page, "filterset_class", None), "base_filters", {})
    return any(page.request.GET.get(name) and takes_words(one) for name, one in filters.items())


def start_file(page) -> Job:
    """Let the file of a page be made in the background; return the job, the one that is at it already if any."""
    user, request = page.request.user, page.request
    params = {"path": request.path, "query": request.GET.urlencode(), "stands_on": user.area_codes}
    if isinstance(period := getattr(page, "period", None), Period):
        params["month"] = str(period)  # whose words the file is written in
    waiting = active_job(by=user, kind=FILE, params=params)
    return waiting or start_job(by=user, kind=FILE, area=_area_of(page), params=params)


def _area_of(page) -> Area:
    """Return where the job belongs: where its page is about, else where the user stands."""
    user = page.request.user
    place = getattr(page, "place", None)
    if isinstance(place, Area):
        return place
    return user.main_grant.area if user.main_grant else page.rows(Area).order_by("code")[0]


def page_of(path: str, query: str, user) -> Any:
    """Return the page of an address as it stands for a user; PermissionDenied without its verb."""
    match = resolve(path)
    request: Any = RequestFactory().get(f"{path}?{query}" if query else path)
    request.user, request.htmx, request.resolver_match = user, None, match
    page = match.func.view_class(**match.func.view_initkwargs)  # type: ignore[attr-defined]  # all pages are classes
    page.setup(request, *match.args, **match.kwargs)
    if not user.is_active or (page.verb and not user.has_perm(page.verb)):
        raise PermissionDenied
    return page


def title_of(one: Job) -> Text:
    """Return what the file of a job is called on the pages about jobs."""
    try:
        return resolve(one.params["path"]).func.view_class.file_label  # type: ignore[attr-defined]
    except (Http404, AttributeError):  # a page that this installation no longer has
        return FilePage.file_label


def may_still_fetch(one: Job, user) -> bool:
    """Say whether a user may fetch the file of a job: he asked for it, may still, and stands where he stood."""
    if user.pk != one.started_by_id:
        return False
    try:
        page_of(one.params["path"], one.params["query"], user)
    except (Http404, PermissionDenied):
        return False
    reach = tuple(user.area_codes)
    return user.is_superuser or all(code.startswith(reach) for code in one.params["stands_on"])


@job(FILE, label=gettext_lazy("导出文件"), title=title_of, may_fetch=may_still_fetch)
def make_file(one: Job, progress) -> JobResult:
    """Make the file of a page as the person who asked for it; his rights and his rows are asked again now."""
    phase(gettext_lazy("读取数据"))
    try:
        page = page_of(one.params["path"], one.params["query"], one.started_by)
        made = page.make()
    except Http404:
        raise Conflict(_("要导出的内容已经不在，或者您已看不到。请回到原来的页面再试。")) from None
    phase(gettext_lazy("保存文件"))
    record: ExportRecord = made.record
    file = store_file(
        by=one.started_by,
        area=record.area,
        kind=record.kind,
        name=page.name_of(made),
        content=made.data,
        media_type=page.media_type,
    )
    return JobResult({"rows": record.row_count}, file)
