"""What a page says to a test: its figures, each with its count and the list behind it, and how long a list is."""

import html
import re

FIGURE = re.compile(r"<a\b[^>]*\bdata-testid=\"fig-[^>]*>")
TOTAL = re.compile(r'data-testid="total" data-count="(\d+)"')


def figures_on(shown, url=""):
    """Return name → (count, address) of the figures of a page; an address of conditions alone is that of the page."""
    found = {}
    for tag in FIGURE.findall(shown):
        said = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        href = html.unescape(said["href"])
        where = href if href.startswith("/") else url.partition("?")[0] + href
        found[said["data-testid"].removeprefix("fig-")] = int(said["data-count"]), where
    return found


def total_of(client, url):
    """Return how many rows the list at an address says it has; None where it is no list, or none for this reader."""
    answer = client.get(url)
    found = TOTAL.search(answer.content.decode()) if answer.status_code == 200 else None
    return int(found[1]) if found else None
