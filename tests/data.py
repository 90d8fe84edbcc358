"""Where the tests find workbooks with their answer keys, and the division tables."""

from pathlib import Path

FIXTURES = Path(__file__).parent / "data" / "fixtures"
DIVISIONS = Path(__file__).parent.parent / "povertyapp" / "core" / "data" / "divisions"
