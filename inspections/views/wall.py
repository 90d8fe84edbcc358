"""挂图作战: the wall chart on the screen and on paper, and how its grid is arranged."""

from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.choices.wall import RULES_OF, WallLevel, WallMetric, WallPaper
from inspections.forms.wall import WallForm
from inspections.months import months_of, newest_with_figures, place_of
from inspections.services.wall import arrangement_of, print_wall, reset_wall
from inspections.views.month import STATE_WORDS, MonthPage
from inspections.wall import Wall
from inspections.wall_sheet import draw_sheet
from inspections.wall_tiles import TileWriter
from povertyapp.core.exports import PDF_FORM, footer_of
from povertyapp.core.models import Area
from povertyapp.core.models.area import COUNTY_DIGITS, Level
from povertyapp.core.period import Period
from povertyapp.core.printing import why_not
from povertyapp.core.templatetags.house import moment_text, month_text
from povertyapp.core.views.handing import FilePage
from povertyapp.core.views.pages import ActionPage, Column, FormPage, Page, Rows, address

VIEW, ARRANGE = "inspections.view_account", "inspections.change_wallplace"
COLUMNS = (
    Column("name", gettext_lazy("单位"), order="code"),
    Column("state", gettext_lazy("状态"), order="state"),
    Column("share", gettext_lazy("数值"), numeric=True, order="share"),
    Column("gap", gettext_lazy("差额"), numeric=True, order="gap"),
    Column("person", gettext_lazy("责任人"), order="person"),
)
TILES_A_LINE = 2
WORST = ("bad", "warn", "review", "none", "good")


def _gap(tile):
    return sum(gap.count for gap in tile.mark.gaps)


# How the table is put in order: what stands nowhere comes last, whichever way.
KEYS = {
    "name": lambda tile: tile.code,
    "state": lambda tile: WORST.index(tile.mark.cue.key),
    "share": lambda tile: tile.mark.share,
    "gap": _gap,
    "person": lambda tile: tile.person or None,
}


class WallNewest(Page):
    """`/wall/`: to the verdicts of the newest month."""

    verb = VIEW

    def get(self, request, *args, **kwargs):
        place = place_of(request.user)
        newest = newest_with_figures(months_of(place.code[:COUNTY_DIGITS])) if place else ""
        month = newest or str(Period.current())
        return HttpResponseRedirect(reverse("inspections:wall", args=[month, WallMetric.VERDICT]))


class WallPage(MonthPage):
    """`/wall/<month>/<metric>/`: which village, what state, who answers (ux P3)."""

    template_name = "inspections/wall.html"
    fragment_name = "inspections/_wall_table.html"

    @cached_property
    def metric(self):
        try:
            return WallMetric(self.kwargs["metric"])
        except ValueError:
            raise Http404 from None

    @cached_property
    def wall(self):
        return Wall(
            *(self.request.user, self.account, self.code),
            metric=self.metric,
            level=self.request.GET.get("level", ""),
            owing=self.request.GET.get("owing") == "1",
            version=self.asked_version,
        )

    def here(self, metric=None, **changes):
        """Return the address of this chart with another metric, level or selection."""
        path = reverse("inspections:wall", args=[str(self.period), metric or self.metric])
        kept = {name: self.request.GET.get(name) for name in ("area", "level", "owing", "version")}
        return address(path, **kept | changes)

    def get_title(self):
        words = {"place": self.place, "month": month_text(self.period), "metric": self.metric.label}
        return _("%(place)s%(month)s挂图作战 · %(metric)s") % words

    def get_missing_title(self):
        return _("%(month)s挂图作战 · %(place)s") % {"month": month_text(self.period), "place": self.place}

    def get_breadcrumbs(self):
        return []

    def get_actions(self):
        found = []
        if self.account and not why_not():
            for paper in WallPaper:
                path = reverse("inspections:wall_pdf", args=[str(self.period), self.metric, paper])
                kept = {name: self.request.GET.get(name) for name in ("area", "level", "version")}
                label = f"{paper.label} PDF"
                found.append({"label": label, "url": address(path, **kept), "style": "", "icon": "down"})
        if self.request.user.has_perm(ARRANGE) and self.place.level in (Level.COUNTY, Level.TOWNSHIP):
            url = reverse("inspections:wall_arrange", args=[self.code])
            found.append({"label": _("排位置"), "url": url, "style": "", "icon": "edit"})
        return found

    def get_switches(self):
        """Return the rows of chips: metric, level, whether only those who owe are shown."""
        metrics = [_chip(m.label, self.here(m), m == self.metric) for m in WallMetric]
        wall = self.wall
        levels = [
            _chip(level.label, self.here(level=level.value), level == wall.shown_level)
            for level in (WallLevel if wall.is_county else [])
        ]
        owing = [
            _chip(_("全部"), self.here(owing=None), not wall.owing, wall.count),
            _chip(_("只看欠账"), self.here(owing="1"), wall.owing, wall.owing_count),
        ]
        found = [(_("指标"), metrics), (_("层级"), levels), (_("范围"), owing)]
        return [(label, chips) for label, chips in found if chips]

    def get_rows(self):
        """Return the tiles for the table in the order asked for, else the official one."""
        asked = self.request.GET.get("sort", "")
        key = KEYS.get(asked.lstrip("-"), KEYS["name"])
        rows = self.wall.rows
        known = [tile for tile in rows if key(tile) is not None]
        return [
            *sorted(known, key=key, reverse=asked.startswith("-")),
            *(tile for tile in rows if key(tile) is None),
        ]

    def get_blocks(self, write):
        """Return the rows of blocks: each block with its head and the lines of its tiles, as they are written."""
        return [
            [
                (
                    block,
                    write.tile(block.head, is_head=True) if block.head else "",
                    [SafeString("".join(map(write.tile, line))) for line in block.rows],
                )
                for block in row
            ]
            for row in self.wall.blocks
        ]

    def get_definitions(self):
        """Return (title, address) of what is counted, where rules of the month say it."""
        wanted = RULES_OF.get(self.metric, ())
        found = [rule for rule in self.wall.rules if rule.rule in wanted]
        return [(_(rule.title), reverse("inspections:metric", args=[rule.rule])) for rule in found]

    def get_notes(self):
        """Return how fresh the figures are and what kind of map it is: on the screen and on each sheet."""
        account = self.account
        fresh = moment_text(account.computed_at)
        said = [_("数据截至 %(moment)s") % {"moment": fresh}, str(STATE_WORDS[account.state])]
        if account.is_closed:
            said[1] += f" v{account.version}"
        if self.wall.counts_today:
            said = [_("按登记簿当前状态，不随统计月变化")]
        return [" · ".join(said), _("格网示意，不代表行政区域界线")]

    def get_context(self, **more):
        wall, write = self.wall, TileWriter()
        return super().get_context(
            wall=wall,
            blocks=[] if self.asks_part else self.get_blocks(write),
            switches=self.get_switches(),
            notes=self.get_notes(),
            definitions=self.get_definitions(),
            columns=COLUMNS,
            rows=[write.row(tile) for tile in self.get_rows()],
            why_not=why_not(),
            **more,
        )

    @property
    def is_missing(self):
        """Say whether there is nothing to show; what the address asks for must make sense in any case."""
        return self.metric and (self.account is None or not self.wall.count)

    def get(self, request, *args, **kwargs):
        if self.is_missing:
            return self.render_missing()
        return self.render(self.fragment_name if self.asks_part else None)


def _chip(label, url, active, count=None):
    return {"label": label, "url": url, "active": active, "count": count}


class WallPdf(FilePage, WallPage):
    """`/wall/<month>/<metric>/<a3|a1>.pdf`: the same chart on one sheet."""

    file_label = gettext_lazy("打印挂图作战")
    form = PDF_FORM

    @cached_property
    def paper(self):
        try:
            return WallPaper(self.kwargs["paper"])
        except ValueError:
            raise Http404 from None

    def draw(self, record):
        """Return what the sheet shows; in the language of papers, in which it is called."""
        title, notes = self.get_title(), self.get_notes()
        if self.wall.counts_today:
            notes[0] += " " + moment_text(record.made_at)
        sheet = draw_sheet(self.wall, self.paper, title=title, notes=notes, mark=footer_of(record))
        return {"sheet": sheet, "title": title, "count": self.wall.count}

    def get(self, request, *args, **kwargs):
        if self.paper and self.is_missing:
            return self.render_missing()
        return super().get(request, *args, **kwargs)

    def count_lines(self):
        """Return how much there is to draw: two tiles take no longer than a line of a table."""
        return self.wall.count // TILES_A_LINE

    def make(self):
        wall, paper = self.wall, self.paper
        filters = {"metric": self.metric.value, "level": wall.shown_level.value, "paper": paper.value}
        return print_wall(
            by=self.request.user, area=self.place, account=self.account,
            filters=filters, template="papers/wall.html", draw=self.draw,
        )  # fmt: skip

    def name_of(self, made):
        return f"{self.get_title()}-{self.paper.label}.pdf"

    def get_back_url(self):
        return self.here()


class _Arranging(Rows):
    """A county or a township whose parts are arranged, seen by the reader."""

    verb = ARRANGE

    @cached_property
    def place(self):
        place = place_of(self.request.user, self.kwargs["area"])
        if place is None or place.level not in (Level.COUNTY, Level.TOWNSHIP):
            raise Http404
        return place

    @property
    def own_url(self):
        return reverse("inspections:wall_arrange", args=[self.place.code])

    def get_breadcrumbs(self):
        found = [{"label": _("挂图作战"), "url": reverse("inspections:wall_newest")}]
        if self.place.level == Level.TOWNSHIP:
            county = self.place.code[:COUNTY_DIGITS]
            found.append({"label": _("排乡镇"), "url": reverse("inspections:wall_arrange", args=[county])})
        return found


class WallArrange(_Arranging, FormPage):
    """`/wall/arrange/<area>/`: the grid of a county's townships or of a township's villages, by hand."""

    template_name = "inspections/wall_arrange.html"
    form_class = WallForm
    submit_label = gettext_lazy("保存行列号")
    success_message = gettext_lazy("位置已保存。")

    @cached_property
    def parts(self):
        rows = self.rows(Area).filter(parent=self.place, valid_to=None)
        return {area.code: area.short_name for area in rows.order_by("code")}

    def get_title(self):
        what = _("乡镇") if self.place.level == Level.COUNTY else _("村")
        return _("排作战图 · %(place)s的%(what)s") % {"place": self.place, "what": what}

    def get_actions(self):
        url = reverse("inspections:wall_reset", args=[self.place.code])
        return [{"label": _("恢复默认排列"), "url": url, "style": ""}]

    def get_form_kwargs(self):
        grid = arrangement_of(self.place)
        return {**super().get_form_kwargs(), "area": self.place, "grid": grid, "names": self.parts}

    def get_context(self, **more):
        below = self.parts.items() if self.place.level == Level.COUNTY else ()
        links = [(name, reverse("inspections:wall_arrange", args=[code])) for code, name in below]
        return super().get_context(below=links, cancel_url=reverse("inspections:wall_newest"), **more)

    def check_still_visible(self, saved):
        """The area was looked up among those that the user sees."""

    def get_success_url(self, saved):
        moved = self.request.POST.get("move", "").split(":")[0]
        return f"{self.own_url}#tile-{moved}" if moved else self.own_url


class WallReset(_Arranging, ActionPage):
    """`/wall/arrange/<area>/reset/`: back to the official order."""

    success_message = gettext_lazy("已恢复默认排列。")

    @cached_property
    def object(self):
        return self.place

    def get_title(self):
        return _("恢复默认排列：%(place)s") % {"place": self.place}

    def get_context(self, **more):
        return super().get_context(
            consequences=[_("手工排的行列号删除，按行政区划的次序重新排满；历史里还能查到。")],
            submit_label=_("恢复默认排列"),
            cancel_url=self.own_url,
            **more,
        )

    def act(self, *, by, data):
        return reset_wall(by=by, area=self.object)

    def get_success_url(self, result):
        return self.own_url
