"""Static files with hashed names, and only those that a page uses."""

from functools import lru_cache

from django.contrib.staticfiles import finders
from whitenoise.storage import CompressedManifestStaticFilesStorage

# What the packages carry and no page uses: it would cost most of the time of collectstatic.
UNUSED = [
    "demo*.css",
    "tabler-*.css",
    "tabler.rtl*.css",
    "tabler.css",
    "*.map",
    "*.d.ts",
    "*.cjs",
    "index.js",
]


class HouseStaticFiles(CompressedManifestStaticFilesStorage):
    """Hash and compress; a file that only names its own source map keeps working without the map."""

    manifest_strict = False
    patterns = tuple(
        (glob, tuple(p for p in patterns if "sourceMappingURL" not in (p if isinstance(p, str) else p[0])))
        for glob, patterns in CompressedManifestStaticFilesStorage.patterns
    )

    @lru_cache(maxsize=256)  # noqa: B019 - one object a process
    def url(self, name, force=False):
        """Return the address of a file, looked up once: every page has dozens of icons."""
        return super().url(name, force)

    def stored_name(self, name):
        """Return the hashed name, or the plain one of our own file before the files were ever collected.

        A command that makes papers runs on a machine where no server was started yet.
        """
        try:
            return super().stored_name(name)
        except ValueError:
            if finders.find(name):
                return name
            raise
