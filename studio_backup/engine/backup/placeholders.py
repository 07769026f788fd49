"""Cloud placeholders: files which show a size, and whose contents come from elsewhere at the first read.

They are never opened: a backup must not fetch a studio's whole cloud. How they are known:

* Windows: the attributes RECALL_ON_DATA_ACCESS, RECALL_ON_OPEN or OFFLINE (OneDrive, Dropbox, Google Drive, iCloud).
* macOS: the file flag SF_DATALESS (iCloud, and every client that uses Apple's File Provider).
* Linux has no common mark. A file counts as a placeholder if it has a size, occupies no block, and lies on a file
  system of a cloud client or of a tape library (`mounts.CLOUD_CLIENTS`), or if it is one of Nextcloud's or ownCloud's
  stand-ins (`picture.jpg.nextcloud`, of one byte). On any other file system a file of no blocks is a sparse one.
"""

from __future__ import annotations

import os
import sys

from studio_backup.engine.backup.mounts import MountTable

_RECALL = 0x00400000 | 0x00040000 | 0x00001000  # RECALL_ON_DATA_ACCESS | RECALL_ON_OPEN | OFFLINE
_DATALESS = 0x40000000  # SF_DATALESS
_STAND_INS = (".nextcloud", ".owncloud")


def is_online_only(name: str, found: os.stat_result, mounts: MountTable) -> bool:
    """Whether reading this file would fetch it from somewhere else."""
    if sys.platform == "win32":
        return bool(found.st_file_attributes & _RECALL)
    if sys.platform == "darwin":
        return bool(found.st_flags & _DATALESS)
    if found.st_size == 1 and name.endswith(_STAND_INS):
        return True
    return found.st_blocks == 0 and found.st_size > 0 and mounts.is_cloud_client(found.st_dev)
