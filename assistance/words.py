"""What offices' words for measures mean: one kind each, from the table that a county may add to."""

from collections.abc import Mapping

from assistance.choices import CLASS_OF_KIND, MeasureClass, MeasureKind
from assistance.models import MeasureWord
from povertyapp.core.workbooks.cells import word


class MeasureWords:
    """The kinds of measures by the words written for them."""

    def __init__(self, kinds: Mapping[str, str] | None = None):
        rows = MeasureWord.objects.values_list("word", "kind", "item") if kinds is None else _plain(kinds)
        self._kinds = {word(text): kind for text, kind, _item in rows}
        self._items = {word(text): item for text, _kind, item in rows}
        self._stems = sorted(self._kinds, key=len, reverse=True)

    def kind_of(self, written: str) -> str:
        """Return the kind of a measure: of its own word, else of the longest known word in it."""
        text = word(written)
        stem = text if text in self._kinds else next((stem for stem in self._stems if stem in text), None)
        return self._kinds[stem] if stem else MeasureKind.OTHER

    def item_of(self, written: str) -> str:
        """Return the measure that the words name within their kind (低保, 临时救助…), or blank."""
        text = word(written)
        return next((self._items[stem] for stem in self._stems if stem in text), "")

    def class_of(self, written: str) -> str:
        """Return the class that LF-17 and LF-18 ask for."""
        return CLASS_OF_KIND.get(MeasureKind(self.kind_of(written)), MeasureClass.OTHER)

    def family_of(self, written: str) -> tuple[str, str, str]:
        """Return the kind, the class and the item of a measure."""
        return self.kind_of(written), self.class_of(written), self.item_of(written)


def _plain(kinds):
    return [(text, kind, "") for text, kind in kinds.items()]
