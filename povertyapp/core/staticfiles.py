"""Static files with hashed names."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HouseStaticFiles(CompressedManifestStaticFilesStorage):
    """Hash and compress; a file that only names its own source map keeps working without the map."""

    manifest_strict = False
    patterns = tuple(
        (glob, tuple(p for p in patterns if "sourceMappingURL" not in (p if isinstance(p, str) else p[0])))
        for glob, patterns in CompressedManifestStaticFilesStorage.patterns
    )
