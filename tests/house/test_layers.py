"""A floor looks down, never up; a room uses only the rooms below it (house.md 4.3)."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_floors_and_rooms_keep_their_order():
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_doors_and_shelves_do_not_read_rows_themselves():
    """Reads belong to the base classes, writes to services: no `.objects.` in these rooms."""
    rooms = ("views", "api", "tables", "filters", "resources")
    found = []
    for app in ("households", "assistance", "funds", "inspections"):
        for room in rooms:
            paths = [ROOT / app / f"{room}.py", *(ROOT / app / room).glob("*.py")]
            for path in filter(Path.exists, paths):
                lines = path.read_text(encoding="utf-8").splitlines()
                found += [
                    f"{path.relative_to(ROOT)}:{n}" for n, line in enumerate(lines, 1) if ".objects." in line
                ]
    assert not found
