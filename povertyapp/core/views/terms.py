"""用词: which words the county's pages, papers and messages speak, from which day on, and its own words."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from povertyapp.core import clock, terms
from povertyapp.core.forms import ScopedForm
from povertyapp.core.models import Area, TermChoice
from povertyapp.core.models.area import Level
from povertyapp.core.models.terms import plain_gloss, plain_word
from povertyapp.core.terms import VERB
from povertyapp.core.views.pages import ActionPage, FormPage, OneRow, Page, RowFormPage, Rows


class CountyPage(OneRow):
    """A page about how one county is set up: of the counties that the user sees."""

    model = Area
    key, url_key = "code", "area"

    def rows(self, model=None):
        rows = super().rows(model)
        return rows if model else rows.filter(level=Level.COUNTY, valid_to=None)


class CountyHome(Rows, Page):
    """The way from the menu to the page of the user's county, the first where he sees several."""

    model = Area
    url_name = ""

    def get(self, request, *args, **kwargs):
        county = self.rows().filter(level=Level.COUNTY, valid_to=None).order_by("code").first()
        if county is None:
            raise Http404
        return HttpResponseRedirect(reverse(self.url_name, args=[county.code]))


class TermsHome(CountyHome):
    """`/terms/`."""

    verb = VERB
    url_name = "core:terms"


class TermsPage(CountyPage):
    """`/terms/<area>/`: the words of all packs side by side, as this county says them."""

    verb = VERB
    template_name = "core/terms.html"

    def get_title(self):
        return _("%(county)s的用词") % {"county": self.object.short_name}

    def get_actions(self):
        url = reverse("core:terms_choose", args=[self.object.code])
        return [{"label": _("选用词"), "url": url, "style": "primary"}]

    def get_context(self, **more):
        known, county = terms.book(), self.object.code
        return super().get_context(
            packs=[pack_name(pack) for pack in known.packs],
            now=pack_name(known.pack_on(county, clock.today())),
            first=pack_name(known.source),
            choices=[
                (choice, pack_name(choice.pack_id))
                for choice in self.rows(TermChoice).filter(area=county).order_by("since")
            ],
            lines=list(self._lines(known, county)),
            **more,
        )

    def _lines(self, known, county):
        today = known.words_of(county, known.pack_on(county, clock.today()))
        for term, source in known.packs[known.source].items():
            cells = [
                {
                    "word": known.words_of(county, pack)[term],
                    "own": term in known.own.get(county, {}).get(pack, ()),
                    "shipped": words[term],
                    "url": reverse("core:term_word", args=[county, pack, term]),
                }
                for pack, words in known.packs.items()
            ]
            yield source, cells, today[term]


def pack_name(pack):
    """Return how a pack is called, in the reader's language."""
    name = terms.book().names[pack]
    return name.word if (get_language() or "zh").startswith("zh") else name.gloss


class ChoiceForm(ScopedForm):
    """From when on which words."""

    pack = forms.ChoiceField(label=gettext_lazy("用词版本"), widget=forms.RadioSelect)
    since = forms.DateField(
        label=gettext_lazy("从哪天起"),
        help_text=gettext_lazy("这一天以前的月份仍用以前的说法。同一天已经选过的，以这次为准。"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args, county, **kwargs):
        super().__init__(*args, **kwargs)
        self.county = county
        packs: Any = self.fields["pack"]
        packs.choices = [(pack, pack_name(pack)) for pack in terms.book().packs]

    def save(self, *, by):
        return terms.choose_pack(by=by, county=self.county, **self.cleaned_data)


class TermsChoose(CountyPage, RowFormPage):
    """`/terms/<area>/choose/`."""

    verb = VERB
    title = gettext_lazy("选用词")
    form_class = ChoiceForm
    row_name = "county"
    success_message = gettext_lazy("用词已选定，页面、打印件和导出从现在起照此说。")

    @property
    def back_url(self):
        return reverse("core:terms", args=[self.object.code])

    def get_title(self):
        return self.title


class WordForm(ScopedForm):
    """A word of the county's own; blanks give the pack's back."""

    word = forms.CharField(
        label=gettext_lazy("本县的说法"),
        max_length=20,
        required=False,
        validators=[plain_word],
        help_text=gettext_lazy("只写汉字、字母和数字；留空就用版本里的说法。"),
    )
    gloss = forms.CharField(
        label=gettext_lazy("英文"), max_length=60, required=False, validators=[plain_gloss]
    )

    def __init__(self, *args, county, pack, term, **kwargs):
        super().__init__(*args, **kwargs)
        self.where = {"county": county, "pack": pack, "term": term}

    def save(self, *, by):
        terms.say_otherwise(by=by, **self.where, **self.cleaned_data)
        return self.where["county"]


class TermWordEdit(CountyPage, FormPage):
    """`/terms/<area>/<pack>/<term>/`: one thing in the county's own word."""

    verb = VERB
    template_name = "generic/form.html"
    form_class = WordForm
    success_message = gettext_lazy("说法已保存，页面、打印件和导出从现在起照此说。")

    @cached_property
    def shipped(self):
        try:
            return terms.book().packs[self.kwargs["pack"]][self.kwargs["term"]]
        except KeyError:
            raise Http404 from None

    def get_title(self):
        return _("“%(word)s”在本县怎么说") % {"word": self.shipped.word}

    def get_form_kwargs(self):
        return {
            **super().get_form_kwargs(),
            "county": self.object,
            "pack": self.kwargs["pack"],
            "term": self.kwargs["term"],
        }

    def get_form(self, data=None, files=None):
        shipped = self.shipped
        word = terms.book().words_of(self.object.code, self.kwargs["pack"])[self.kwargs["term"]]
        own = word if word != shipped else terms.Word("")
        initial = {"word": own.word, "gloss": own.gloss}
        return self.form_class(data, files, initial=initial, **self.get_form_kwargs())

    def get_context(self, **more):
        hint = _("版本：%(pack)s。英文：%(gloss)s。") % {
            "pack": pack_name(self.kwargs["pack"]),
            "gloss": self.shipped.gloss or _("无"),
        }
        return super().get_context(hint=hint, cancel_url=self.back_url, **more)

    @property
    def back_url(self):
        return reverse("core:terms", args=[self.object.code])

    def get_success_url(self, saved):
        return self.back_url


class TermChoiceDelete(ActionPage):
    """`/terms/choices/<pk>/delete/`: a choice is taken back."""

    model = TermChoice
    related = ("area",)
    verb = VERB
    success_message = gettext_lazy("已撤回。")

    def get_title(self):
        facts = {"day": self.object.since, "pack": pack_name(self.object.pack_id)}
        return _("撤回：%(day)s 起用“%(pack)s”") % facts

    def get_context(self, **more):
        return super().get_context(
            consequences=[_("从这一天起的月份改用前一次选定的说法；历史里还能查到。")],
            submit_label=_("撤回"),
            cancel_url=self.back_url,
            **more,
        )

    @property
    def back_url(self):
        return reverse("core:terms", args=[self.object.area_id])

    def act(self, *, by, data):
        terms.take_choice_back(by=by, choice=self.object)

    def get_success_url(self, result):
        return self.back_url
