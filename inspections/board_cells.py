"""The cells of a board's row as they stand on the page: dozens a row, so that a template would take longer to walk from
one to the next than the board takes to be read."""

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from inspections.board import DISPUTED
from povertyapp.core.statuses import cue_for, tag
from povertyapp.core.templatetags.house import figure, glyph

NOTHING = '<td class="missing">/</td>'


class CellWriter:
    """Writes the cells of all rows of one page; what they have in common is put into words once."""

    def __init__(self):
        self.gap, self.heads = escape(_("差")), {}
        self.disputed = f'<span class="gap">{tag(DISPUTED)}</span>'

    def __call__(self, cells):
        return SafeString("".join(self._cell(cell) if cell else NOTHING for cell in cells))

    def _cell(self, cell):
        gap = ""
        if cell.gap:
            gap = (
                f'<span class="gap">{self.gap} {figure(cell.gap, cell.name, cell.gap_url, cell.unit)}</span>'
            )
        disputed = self.disputed if cell.is_disputed else ""
        return f'{self._head(cell.state)}<span class="num">{escape(cell.figure)}</span>{gap}{disputed}</td>'

    def _head(self, state):
        if state not in self.heads:
            self.heads[state] = f'<td class="mark st-{cue_for(state).key}">{glyph(state)} '
        return self.heads[state]
