"""The tiles of the wall chart and the rows of its table as they stand on the page: hundreds, each with all metrics, so
that a template would take longer to walk through them than the chart takes to be read."""

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from povertyapp.core.templatetags.house import figure


class TileWriter:
    """Writes the tiles of one page; what they have in common is put into words once."""

    def __init__(self):
        self.account, self.missing, self._words = escape(_("看硬账")), escape(_("未报")), {}

    def tile(self, tile, is_head=False):
        """Return one tile with the card of all metrics, shown while it is pointed at or focused."""
        mark, name = tile.mark, escape(tile.name)
        glyph, word = self._said(mark.cue)
        note = f" {escape(mark.note)}" if mark.note else ""
        account = escape(tile.account_url)
        return SafeString(
            f'<article class="tile swatch st-{mark.cue.key}{" tile-head" if is_head else ""}">'
            f'<h3><a href="{escape(tile.url) if tile.url else account}">{name}</a></h3>'
            f'<p class="tile-state">{glyph} {word}</p>'
            f'<p><span class="num">{escape(mark.figure)}</span>{note}</p>'
            f'<p>{self._word(tile.role)} <span class="name">{escape(tile.person or "—")}</span></p>'
            f'<div class="tile-card"><ul>{"".join(self._line(*line) for line in tile.lines)}</ul>'
            f'<p><a href="{account}">{self.account}</a></p></div></article>'
        )

    def _line(self, metric, mark):
        glyph, word = self._said(mark.cue)
        return f"<li>{self._word(metric)}：{glyph} {word} {escape(mark.figure)} {escape(mark.note)}</li>"

    def row(self, tile):
        """Return the same place as a row of the table."""
        mark, name = tile.mark, escape(tile.name)
        glyph, word = self._said(mark.cue)
        link = f'<a href="{escape(tile.url)}">{name}</a>' if tile.url else name
        person = f'<span class="name">{escape(tile.person)}</span>'
        missing = f'<span class="missing">— {self.missing}</span>'
        return SafeString(
            f'<tr><th scope="row">{link}</th>'
            f'<td><span class="st st-{mark.cue.key}">{glyph}{word}</span></td>'
            f'<td class="num">{escape(mark.figure)}</td><td class="num">{self._gaps(mark)}</td>'
            f"<td>{self._word(tile.role)} {person if tile.person else missing}</td></tr>"
        )

    def _gaps(self, mark):
        found = (
            f'<span class="gap">{self._word(gap.word)} {figure(gap.count, gap.name, gap.url, gap.unit)}</span>'
            for gap in mark.gaps
        )
        return "".join(found) or escape(mark.note or "—")

    def _said(self, cue):
        """Return the glyph of a cue as it is drawn, and its word."""
        return f'<span class="st-g" aria-hidden="true">{cue.glyph}</span>', self._word(cue.word)

    def _word(self, text):
        """Return a word as it is said and escaped: the same few in all tiles, each looked up once. By what it is, since
        comparing words that are still to be translated translates them."""
        if id(text) not in self._words:
            self._words[id(text)] = text, escape(text)
        return self._words[id(text)][1]
