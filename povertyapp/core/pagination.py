"""Pages of the API."""

from rest_framework.pagination import LimitOffsetPagination


class HousePagination(LimitOffsetPagination):
    """50 rows unless asked otherwise, 500 at the most."""

    default_limit = 50
    max_limit = 500
