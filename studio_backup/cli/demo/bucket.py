"""Makes the demo's bucket, as a child process: the user's own AWS settings must not be read by the demo."""

from __future__ import annotations

import sys

from studio_backup.storage.location import BucketLocation, parse_location
from studio_backup.storage.s3 import make_bucket
from studio_backup.storage.s3_settings import S3Settings


def main() -> None:
    """Make the bucket of the s3:// address that is the first argument; the keys come from the environment."""
    location = parse_location(sys.argv[1])
    if isinstance(location, BucketLocation):
        make_bucket(location, S3Settings())
