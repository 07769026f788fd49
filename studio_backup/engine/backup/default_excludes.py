"""What is left out unless somebody says otherwise: a list for people to read, so each line has its reason.

Only what its program makes again by itself, or what must not come back, is on it. Lightroom's *smart* previews are
kept: where the originals are lost, they are the last pictures there are. `--exclude '!PATTERN'` keeps what a line
here leaves out. Case does not matter.
"""

from __future__ import annotations

from typing import Final

DEFAULT_EXCLUDES: Final[tuple[tuple[str, str], ...]] = (
    ("*Previews.lrdata/", "Lightroom's previews: made again from catalog and pictures"),
    ("!*Smart Previews.lrdata/", "smart previews are kept: without the originals they are the last pictures left"),
    ("*.lrcat.lock", "the lock of a running Lightroom: it would keep the restored catalog shut"),
    ("*.lrcat-lock", "the lock of a running Lightroom: it would keep the restored catalog shut"),
    ("**/CaptureOne/Cache/", "Capture One's previews and thumbnails: made again"),
    ("**/*.cocatalog/Cache/", "Capture One's previews and thumbnails: made again"),
    ("**/Adobe/**/Media Cache/", "Premiere's media cache: made again"),
    ("**/Adobe/**/Media Cache Files/", "Premiere's media cache: made again"),
    ("**/Adobe/**/Peak Files/", "Premiere's audio peaks: made again"),
    ("**/Adobe/CameraRaw/Cache*/", "Camera Raw's cache: made again"),
    ("CacheClip/", "DaVinci Resolve's cache: made again"),
    (".Trash/", "trash"),
    (".Trashes/", "trash"),
    (".Trash-*/", "trash"),
    ("$RECYCLE.BIN/", "trash"),
    ("#recycle/", "trash of a NAS"),
    ("@Recycle/", "trash of a NAS"),
    ("@eaDir/", "thumbnails of a NAS: made again"),
    ("System Volume Information/", "belongs to Windows and this drive"),
    (".Spotlight-V100/", "search index of macOS: made again"),
    (".DocumentRevisions-V100/", "belongs to macOS and this drive"),
    (".fseventsd/", "belongs to macOS and this drive"),
    (".TemporaryItems/", "temporary files"),
    (".cache/", "caches: made again"),
    (".thumbnails/", "thumbnails: made again"),
    ("**/Library/Caches/", "caches: made again"),
    ("**/AppData/Local/Temp/", "temporary files"),
    (".dropbox.cache/", "Dropbox's cache: made again"),
    (".tmp.drivedownload/", "Google Drive's temporary files"),
    (".tmp.driveupload/", "Google Drive's temporary files"),
    (".DS_Store", "how a Finder window looked"),
    ("Thumbs.db", "thumbnails: made again"),
    ("ehthumbs.db", "thumbnails: made again"),
    ("*.tmp", "temporary files"),
    ("*.crdownload", "unfinished downloads"),
    ("~$*", "marks of open Office documents"),
    (".~lock.*#", "marks of open LibreOffice documents"),
    ("pagefile.sys", "memory of the running Windows"),
    ("hiberfil.sys", "memory of the running Windows"),
    ("swapfile.sys", "memory of the running Windows"),
    (".studio-backup*", "Studio Backup's own: kept for undo, or set aside"),
    (".sb-*.tmp", "Studio Backup's own: a file being written"),
)
"""(pattern, reason), in the order in which they count; see `patterns` for the rule."""
