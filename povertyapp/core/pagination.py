"""Pages of the API and of lists."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.db.models.query import ModelIterable
from rest_framework.pagination import LimitOffsetPagination


class HousePagination(LimitOffsetPagination):
    """50 rows unless asked otherwise, 500 at the most."""

    default_limit = 50
    max_limit = 500


class NearEndPaginator(Paginator):
    """Read a page from the end of the list that is nearer: the last page costs no more than the first.

    Rows that the order leaves alike stand by their id, so that both ways give the same pages. Where `total` is known
    they are not counted.
    """

    def __init__(self, rows: Any, per_page: int, total: int | None = None) -> None:
        self.from_end: Any = None
        if isinstance(rows, QuerySet) and rows._iterable_class is ModelIterable:
            if not {"pk", "-pk"} & set(rows.query.order_by):
                rows = rows.order_by(*rows.query.order_by, "pk")
            self.from_end = rows.reverse()
        super().__init__(rows, per_page)
        if total is not None:
            self.count = total

    def page(self, number):
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        behind = max(0, self.count - first - self.per_page)
        if self.from_end is None or first <= behind:
            return super().page(number)
        return Page(list(self.from_end[behind : self.count - first])[::-1], number, self)
