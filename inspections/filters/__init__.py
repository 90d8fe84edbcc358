"""The filters of inspections' lists: the same for page, export and API."""
