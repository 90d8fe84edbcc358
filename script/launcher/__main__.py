"""Door of the launcher: `python3 script/launcher COMMAND ARGUMENTS…`. Kept readable for any Python 3."""

import os
import shutil
import subprocess
import sys

OLDEST = (3, 11)


def newer_python():
    """Return a Python of this machine that is new enough, or None."""
    for minor in range(14, OLDEST[1] - 1, -1):
        found = shutil.which(f"python3.{minor}")
        check = "import sys; sys.exit(sys.version_info < (3, 11))"
        if found and subprocess.call([found, "-c", check], stderr=subprocess.DEVNULL) == 0:
            return found
    return None


def main():
    if sys.version_info < OLDEST:
        found = newer_python()
        if found:
            os.execv(found, [found] + sys.argv)
        sys.stderr.write(
            f"povertyapp needs Python 3.11 or newer, this is {sys.version.split()[0]} ({sys.executable})."
            " On Debian 12 or Ubuntu 24.04: apt-get install python3 python3-venv\n"
        )
        sys.exit(2)
    sys.path[0] = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    sys.dont_write_bytecode = True
    from launcher import commands

    sys.exit(commands.main(sys.argv[1:]))


if __name__ == "__main__":
    main()
