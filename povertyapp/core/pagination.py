"""Pages of the API and of lists."""

from collections.abc import Callable, Iterable
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


class GroupedPaginator(Paginator):
    """Read a page of rows that stand in groups, of which is known how many rows each has: only those of the groups that
    the page shows are read, and put in order.

    `groups` are the keys of the groups with how many rows each has, in order; `rows_of(keys, begin, end)` returns of
    the rows of some of them, in order, those from one place up to another.
    """

    def __init__(
        self, rows_of: Callable[[list[Any], int, int], Any], per_page: int, groups: Iterable[tuple[Any, int]]
    ) -> None:
        super().__init__((), per_page)
        self.rows_of, self.groups = rows_of, list(groups)
        self.count = sum(count for _key, count in self.groups)

    def page(self, number):
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        shown: list[Any] = []
        before = skipped = 0
        for key, count in self.groups:
            if before >= first + self.per_page:
                break
            if before + count > first:
                skipped = skipped if shown else before
                shown.append(key)
            before += count
        begin = first - skipped
        rows = list(self.rows_of(shown, begin, begin + self.per_page)) if shown else []
        return Page(rows, number, self)
