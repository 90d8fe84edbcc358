"""What a page says to a test: its figures, each with its count and the list behind it, and how long a list is."""

from inspections.benchmarks.crawl.reading import TOTAL, each_figure, total_on

__all__ = ["TOTAL", "figures_on", "total_of"]


def figures_on(shown, url=""):
    """Return name → (count, address) of the figures of a page."""
    return {name: (count, where) for name, count, where in each_figure(shown, url)}


def total_of(client, url):
    """Return how many rows the list at an address says it has; None where it is no list, or none for this reader."""
    answer = client.get(url)
    return total_on(answer.content.decode()) if answer.status_code == 200 else None
