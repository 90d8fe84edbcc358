"""The rows and columns of the wall chart: numbers to fill in, or one tile moved by a button."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from inspections.choices.wall import WallMove
from inspections.models.wall import MOST
from inspections.services.wall import arrange_wall, move_on_wall
from inspections.wall_grid import spots_of


def _number(label):
    wrong = _("行号和列号填 1 到 %(most)d 的整数。") % {"most": MOST}
    faults = dict.fromkeys(("required", "invalid", "min_value", "max_value"), wrong)
    return forms.IntegerField(label=label, min_value=1, max_value=MOST, error_messages=faults)


class WallForm(forms.Form):
    """A row and a column for each place of a grid. A button `move` says `code:direction`, or `code:before:code`."""

    def __init__(self, data=None, files=None, *, user, area, grid, names):
        super().__init__(data, files)
        self.user, self.area, self.grid = user, area, grid
        for code, (row, column) in spots_of(grid).items():
            self.fields[f"row-{code}"] = _number(_("%(place)s 行") % {"place": names[code]})
            self.fields[f"column-{code}"] = _number(_("%(place)s 列") % {"place": names[code]})
            self.initial |= {f"row-{code}": row, f"column-{code}": column}
        self.names = names

    @property
    def lines(self):
        """Return the rows of the grid: of each place its code, name and the two fields."""
        return [
            [(code, self.names[code], self[f"row-{code}"], self[f"column-{code}"]) for code in row]
            for row in self.grid
        ]

    @property
    def asked_move(self):
        return self.data.get("move", "")

    def clean(self):
        data = super().clean()
        if not self.asked_move:
            return data
        code, direction, *other = self.asked_move.split(":")
        is_known = direction in WallMove.values or (direction == "before" and len(other) == 1)
        if code not in self.names or not is_known:
            raise ValidationError(_("要移动的地方不在这张图上，请刷新页面再排。"))
        return data

    def save(self, *, by):
        if self.asked_move:
            code, direction, *other = self.asked_move.split(":")
            target = {"before": other[0]} if other else {"move": direction}
            return move_on_wall(by=by, area=self.area, code=code, **target)
        spots = {
            code: (self.cleaned_data[f"row-{code}"], self.cleaned_data[f"column-{code}"])
            for code in self.names
        }
        return arrange_wall(by=by, area=self.area, spots=spots)
