"""The verifier that travels: one file of bare Python, made of the two modules that the application itself uses."""

import re
from pathlib import Path

HERE = Path(__file__).parent
VERIFY, README = "verify.py", "README.md"
_IMPORT = re.compile(r"^from inspections\.services\.proof\.canon import \(.*?\)\n", re.DOTALL | re.MULTILINE)


def standing_alone() -> bytes:
    """Return verify.py with everything it needs in it."""
    checks = _IMPORT.sub("", (HERE / "verify.py").read_text(encoding="utf-8"))
    texts = (HERE / "canon.py").read_text(encoding="utf-8")
    return f"#!/usr/bin/env python3\n{texts}\n\n# ---- the checks\n\n{checks}".encode()


def readme() -> bytes:
    """Return the explanation that lies in each bundle."""
    return (HERE / "bundle.md").read_bytes()
