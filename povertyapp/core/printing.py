"""Papers as PDF, drawn by WeasyPrint from our own templates and static files, without network or other files.

The library needs the system's pango. It is imported when a paper is asked for, never at start, so that a machine
without pango serves everything else; `why_not` says in one sentence what is missing.
"""

import contextlib
import io
import logging
import threading
from collections.abc import Iterator
from functools import cache
from typing import Any
from urllib.parse import unquote, urljoin

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import SuspiciousOperation, ValidationError
from django.template.loader import render_to_string
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from povertyapp.core.progress import advance, is_told, phase

PDF = "application/pdf"
TIGHTER = ("", "tight", "tightest")  # classes of the body in paper.css
# An address that nobody can reach: what a template links to is looked up among our static files or refused.
NOWHERE = "https://paper.invalid/"


class NotOurs(Exception):  # noqa: N818 - read as a sentence: this address is not ours
    """A paper asked for something that is not one of our static files."""


@cache
def _library() -> Any:
    """Return WeasyPrint, or None where pango is missing."""
    for name in ("weasyprint", "fontTools"):
        logging.getLogger(name).setLevel(
            logging.ERROR
        )  # they report every CSS rule that paper has no use for
    try:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            import weasyprint
    except OSError:
        return None
    return weasyprint


def why_not() -> str:
    """Return the sentence that says why no PDF can be made here, or an empty text where it can."""
    if _library() is not None:
        return ""
    return _("服务器没有安装生成 PDF 的组件（pango），请用浏览器打印或导出 Excel。")


def bar_over(*, back_url: str, pdf_url: str, **more: str) -> dict[str, str]:
    """Return the bar that stands over a paper on the screen: the ways on, in the language of whoever reads.

    The paper beneath is an official document and Chinese for everybody.
    """
    reason = why_not()
    return {
        "back_url": back_url,
        "pdf_url": "" if reason else pdf_url,
        "why_not": reason,
        "language": get_language() or settings.LANGUAGE_CODE,
        **more,
    }


def render_pdf(template: str, context: dict[str, Any], *, is_one_page: bool = False) -> bytes:
    """Return a template as PDF with its fonts embedded. Raises ValidationError where pango is missing.

    What is promised on one page is set tighter, in two steps, until it is; beyond that it may go on overleaf.
    """
    reason = why_not()
    if reason:
        raise ValidationError(reason)
    with _pages_told():
        for tight in TIGHTER if is_one_page else TIGHTER[:1]:
            laid_out = _laid_out(render_to_string(template, {**context, "tight": tight}))
            if len(laid_out.pages) == 1:
                break
        return laid_out.write_pdf(pdf_identifier=b"povertyapp")


def _laid_out(html: str) -> Any:
    weasyprint = _library()
    paper = weasyprint.HTML(string=html, base_url=NOWHERE, url_fetcher=_fetcher(weasyprint))
    return paper.render(presentational_hints=True)


class _Told(logging.Handler):
    """Tells a job what the library says of its steps, and of each page that it lays out in this thread."""

    def __init__(self):
        super().__init__(logging.INFO)
        self.thread = threading.get_ident()
        self.is_laying_out = False

    def emit(self, record):
        if record.thread != self.thread:
            return
        said = record.getMessage()
        if said.startswith("Step 5"):
            if not self.is_laying_out:
                phase(gettext_lazy("排版（页）"))
            self.is_laying_out = True
            advance()
        elif said.startswith("Step 6"):
            phase(gettext_lazy("写入 PDF"))


@contextlib.contextmanager
def _pages_told() -> Iterator[None]:
    """Let whoever waits hear how many pages are laid out; it may cancel the work at each."""
    if not is_told():
        yield
        return
    steps, handler = logging.getLogger("weasyprint.progress"), _Told()
    steps.setLevel(logging.INFO)
    steps.propagate = False
    steps.addHandler(handler)
    try:
        yield
    finally:
        steps.removeHandler(handler)


def _fetcher(weasyprint: Any) -> Any:
    """Return what answers the addresses in a paper: our static files, nothing else."""
    base: Any = weasyprint.urls.URLFetcher
    answer = weasyprint.urls.URLFetcherResponse

    class OurFiles(base):
        def fetch(self, url, headers=None):
            return answer(url, io.BytesIO(static_file(url)), _type_of(url))

    return OurFiles()


def static_file(url: str) -> bytes:
    """Return the bytes of one of our static files; any other address raises NotOurs."""
    home = urljoin(NOWHERE, settings.STATIC_URL)
    path = unquote(url.partition("?")[0])
    if not path.startswith(home):
        raise NotOurs(url)
    name = path.removeprefix(home)
    try:
        if found := finders.find(name):
            with open(found, "rb") as file:
                return file.read()
        with staticfiles_storage.open(name) as file:  # the hashed names of a collected installation
            return file.read()
    except (OSError, SuspiciousOperation) as error:
        raise NotOurs(url) from error


def _type_of(url: str) -> dict[str, str]:
    kinds = {"css": "text/css", "svg": "image/svg+xml", "png": "image/png"}
    return {"Content-Type": kinds.get(url.rpartition(".")[2], "application/octet-stream")}
