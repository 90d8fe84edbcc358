"""Static files with hashed names, and only those that a page uses."""

from whitenoise.storage import CompressedManifestStaticFilesStorage

# What the packages carry and no page uses: it would cost most of the time of collectstatic.
UNUSED = ["demo*.css", "tabler-*.css", "tabler.rtl*.css", "tabler.css", "*.map"]


class HouseStaticFiles(CompressedManifestStaticFilesStorage):
    """Hash and compress; a file that only names its own source map keeps working without the map."""

    manifest_strict = False
    patterns = tuple(
        (glob, tuple(p for p in patterns if "sourceMappingURL" not in (p if isinstance(p, str) else p[0])))
        for glob, patterns in CompressedManifestStaticFilesStorage.patterns
    )
