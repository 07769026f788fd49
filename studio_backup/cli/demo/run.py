"""The demo from its first line to its table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from studio_backup.base.clock import Clock
from studio_backup.base.control import CancelToken
from studio_backup.base.errors import Cancelled, StudioBackupError
from studio_backup.cli import words
from studio_backup.cli.demo.children import Children, scrubbed
from studio_backup.cli.demo.folder import DemoFolder
from studio_backup.cli.demo.proofs import Proof, Proofs
from studio_backup.cli.demo.story import Story
from studio_backup.cli.demo_server import DemoEndpoint, DemoServer
from studio_backup.storage.location import BucketLocation

BUCKET, PREFIX, REGION = "studio-demo", "vault/", "us-east-1"


@dataclass(frozen=True)
class DemoResult:
    """What was proven. `folder`: where everything lies, "" when it was removed."""

    proven: tuple[Proof, ...]
    held: bool
    server: str
    folder: str
    seconds: float


@dataclass(frozen=True)
class Surroundings:
    """What a demo needs from outside: the caller's variables, a line printer, the clock, the wish to stop."""

    variables: Mapping[str, str]
    say: Callable[[str], None]
    clock: Clock
    cancel: CancelToken


def run_demo(path: str | None, *, keep: bool, around: Surroundings) -> DemoResult:
    """Tell the whole story. Raises StudioBackupError where a verb did not end as it must; the table is said before."""
    began = around.clock.monotonic()
    folder = DemoFolder(path)
    kept = keep or not folder.temporary
    proofs = Proofs()
    try:
        around.say(f"Everything happens in {folder.path}; nothing outside of it is touched.")
        server = _tell(folder, proofs, around)
    except StudioBackupError as error:
        if not isinstance(error, Cancelled):
            proofs.show("Every verb ended as it must", False, "see the error below")
            _say_table(proofs, around, began)
        raise
    finally:
        if not kept:
            folder.remove()
    _say_table(proofs, around, began)
    around.say(f"Everything is still in {folder.path}." if kept else "The demo's folder was removed.")
    seconds = around.clock.monotonic() - began
    return DemoResult(tuple(proofs.rows), proofs.held, server, folder.path if kept else "", seconds)


def _tell(folder: DemoFolder, proofs: Proofs, around: Surroundings) -> str:
    around.say("")
    around.say("Starting an S3 server on this machine …")
    with DemoServer(folder.make("cloud"), clock=around.clock, environment=system_only(around.variables)) as endpoint:
        around.say(f"  {endpoint.note or f'{endpoint.software} listens on {endpoint.url}.'}")
        location = BucketLocation(BUCKET, PREFIX, endpoint.url, REGION)
        environment = scrubbed(folder.path, around.variables, credentials(endpoint))
        children = Children(folder.path, environment, around.say, around.cancel)
        children.module("studio_backup.cli.demo.bucket", location.text)
        Story(folder, children, proofs, around.say, around.clock, location.text, endpoint.software).tell()
    return endpoint.software


def credentials(endpoint: DemoEndpoint) -> dict[str, str]:
    """The server's keys, as AWS programs look for them."""
    return {"AWS_ACCESS_KEY_ID": endpoint.access_key, "AWS_SECRET_ACCESS_KEY": endpoint.secret_key}


def system_only(variables: Mapping[str, str]) -> dict[str, str]:
    """What a server needs of the user's environment."""
    return {name: variables[name] for name in ("PATH", "SYSTEMROOT") if name in variables}


def _say_table(proofs: Proofs, around: Surroundings, began: float) -> None:
    around.say("")
    for line in proofs.table():
        around.say(line)
    word = "All of it held" if proofs.held else "NOT everything held"
    around.say(f"{word}, in {words.duration(around.clock.monotonic() - began)}.")
