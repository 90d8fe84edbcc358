"""The demo's papers on file: most of what villages, townships and the county must keep, with gaps to show."""

from random import Random

from households.archive import AREA_DOCUMENTS, Archive
from households.models import ArchivePaper
from households.models.archive import ArchiveLevel
from povertyapp.core.history import because
from povertyapp.core.models import Area

KEPT = {
    ArchiveLevel.HOUSEHOLD: "村委会档案柜，一户一档盒",
    ArchiveLevel.VILLAGE: "村委会档案柜",
    ArchiveLevel.TOWNSHIP: "乡镇扶贫办档案室",
    ArchiveLevel.COUNTY: "县扶贫办档案室",
}
# Of every thousand documents that must be there, how many are.
THERE = {
    ArchiveLevel.HOUSEHOLD: 700,
    ArchiveLevel.VILLAGE: 880,
    ArchiveLevel.TOWNSHIP: 820,
    ArchiveLevel.COUNTY: 750,
}


def file_papers(*, by, county, today, seed) -> int:
    """Put papers on file for the places of a county and for who came or went this year; return how many."""
    draw = Random(f"{seed} papers")
    archive = Archive(lambda model: model.objects.all(), county, today)
    papers = [
        _paper(by, level, item, code, today)
        for level in archive.levels
        if level != ArchiveLevel.HOUSEHOLD
        for item in archive.items[level]
        if (level, item.code) not in AREA_DOCUMENTS
        for code in archive.units(level)
        if draw.random() * 1000 < THERE[level]
    ]
    for item in archive.items[ArchiveLevel.HOUSEHOLD]:
        if item.code in ("entry_papers", "exit_papers"):
            papers += [
                _paper(by, ArchiveLevel.HOUSEHOLD, item, household.area_id, today, household)
                for household in archive.lacking_households(item).order_by("household_no")
                if draw.random() * 1000 < THERE[ArchiveLevel.HOUSEHOLD]
            ]
    with because(by=by, reason="load_demo"):
        ArchivePaper.objects.bulk_create(papers)
    return len(papers)


def _paper(by, level, item, code, today, household=None):
    return ArchivePaper(
        area=Area(code=code),
        level=level,
        item=item.code,
        household=household,
        period=item.period_of(today),
        kept_at=KEPT[level],
        added_by=by,
    )
