"""The program: global options, a table of verbs, and one way out for every error."""

from __future__ import annotations

import contextlib
import importlib
import io
from collections.abc import Sequence
from typing import Any

import click

from studio_backup import VERSION
from studio_backup.base.errors import Cancelled, StudioBackupError, UsageError
from studio_backup.cli import output
from studio_backup.cli.exits import DONE, FAILED
from studio_backup.cli.options import build_options, environment
from studio_backup.cli.session import SAFE, Logged, Session

VERBS: dict[str, tuple[str, str]] = {
    "demo": ("demo", "Show the whole of it on sample data, in under two minutes."),
    "app": ("app", "Open the window."),
    "vault": ("vault", "Create, open, describe a vault; check a recovery kit."),
    "backup": ("backup", "Back up folders: one recovery point each."),
    "points": ("points", "List recovery points."),
    "files": ("files", "List or search the files of a recovery point."),
    "restore": ("restore", "Bring files back."),
    "undo": ("undo", "Put back what a restore changed."),
    "tier": ("tier", "Add, list, probe, limit, repair, remove places that hold a copy; their health."),
    "replicate": ("replicate", "Copy to the tiers what they lack."),
    "verify": ("verify", "Read copies back, find damage, heal it."),
    "wedding": ("wedding", "Who marries where and when: list, add, edit, deliver, cancel, hold, assign."),
    "status": ("status", "How each wedding is protected, worst first."),
    "engine": ("engine", "Run, start, stop the background engine; whether it runs."),
    "source": ("source", "Add, edit, list, remove the folders it watches."),
    "unassigned": ("unassigned", "Folders of photos without a wedding: list, accept, dismiss."),
    "policy": ("policy", "When folders are backed up, where their copies go."),
    "calendar": ("calendar", "The calendars that say who marries when: add, preview, poll."),
    "retention": ("retention", "What would go by age, when, and why: a plan only."),
    "priority": ("priority", "Why a wedding is as urgent as it is, at any moment."),
    "readiness": ("readiness", "Whether all is ready for the next Saturday."),
    "schedule": ("schedule", "What runs next, and why."),
    "jobs": ("jobs:jobs", "What the engine did, does and will do."),
    "job": ("jobs:job", "Cancel, pause, resume one of them; its log."),
    "watch": ("watch", "A live view of what the engine does."),
    "search": ("search", "Find files over all weddings and times."),
    "catalog": ("catalog", "Rebuild what is known of the vault."),
    "estimate": ("figures:estimate", "What the next backup of a folder takes."),
    "analytics": ("figures:analytics", "What was done, and what it came to."),
    "token": ("token", "Let other programs ask the engine: add, list, revoke."),
    "alerts": ("alerts", "What needs a person, and what mends it."),
    "pause": ("work:pause", "Pause all the engine's work."),
    "resume": ("work:resume", "Go on with it."),
    "settings": ("settings", "Appearance, notifications, battery, start at login."),
    "emergency": ("work:emergency", "One wedding before everything else."),
}
"""Verb -> (module in cli.verbs, what it does). A module holds one verb, `command`, or several: "module:name"."""

EXAMPLES = """\b
Examples:
  studio-backup demo
  studio-backup vault create ~/Vault --studio "Rose & Oak" --kit ~/kit.pdf
  studio-backup backup ~/Weddings/anna-and-ben --wedding "Anna & Ben" --date 2026-06-20
  studio-backup tier add nas /mnt/nas/studio --role nas
  studio-backup replicate
  studio-backup verify --heal
  studio-backup restore --wedding "Anna & Ben" --to ~/Desktop/back
"""


class VerbGroup(click.Group):
    """Imports a verb's module only when the verb is called: `backup` must not wait for what `demo` needs."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        """All verbs, in the order of the table."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The verb, imported."""
        if cmd_name not in VERBS:
            return None
        module, _, name = VERBS[cmd_name][0].partition(":")
        verbs = importlib.import_module(f"studio_backup.cli.verbs.{module}")
        command: click.Command = getattr(verbs, name or "command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The table of verbs, without importing any."""
        with formatter.section("Verbs"):
            formatter.write_dl([(name, text) for name, (_, text) in VERBS.items()])


@click.group(cls=VerbGroup, epilog=EXAMPLES, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--json", "as_json", is_flag=True, help="Answer with one JSON object on stdout, errors too.")
@click.option("--home", metavar="DIR", help="Folder of this laptop's settings (else STUDIO_BACKUP_HOME).")
@click.option(
    "--passphrase-file", metavar="FILE", help="Passphrase in a file's first line (else STUDIO_BACKUP_PASSPHRASE_FILE)."
)
@click.option("--kit", "kit_file", metavar="FILE.txt", help='Open with a recovery kit; "-" asks for its groups.')
@click.option("-v", "--verbose", is_flag=True, help="Write a log to stderr.")
@click.version_option(VERSION, prog_name="studio-backup", message="%(prog)s %(version)s")
@click.pass_context
def program(
    ctx: click.Context,
    as_json: bool,
    home: str | None,
    passphrase_file: str | None,
    kit_file: str | None,
    verbose: bool,
) -> None:
    """Encrypted, verified backups for wedding photographers and venues.

    Options stand before the verb. Each verb explains itself: studio-backup VERB --help.
    """
    options = build_options(home, passphrase_file, kit_file, environment())
    logged: Logged | None = None
    if verbose:
        log = importlib.import_module("studio_backup.cli.log")
        log.begin()
        logged = log.LoggedProgress
    ctx.obj = Session(options, json=as_json, shown=ctx.obj, logged=logged)


def run(arguments: Sequence[str]) -> int:
    """Run one verb; returns the exit code. Nothing but its answer reaches stdout, and never a traceback."""
    output.prepare_streams()
    as_json = _wants_json(arguments)
    shown: set[str] = set()
    try:
        return _emit(_answer(arguments, shown, as_json=as_json), shown, as_json=as_json)
    except StudioBackupError as error:
        failure = output.failure_of(error)
    except (KeyboardInterrupt, click.Abort):
        failure = output.failure_of(Cancelled("Stopped.", hint=SAFE))
    except Exception as error:
        failure = _unexpected(error, verbose="-v" in arguments or "--verbose" in arguments)
    output.write_failure(failure, as_json=as_json)
    return failure.exit


def _wants_json(arguments: Sequence[str]) -> bool:
    """Whether JSON is wanted, known even when the command line cannot be parsed."""
    before = list(arguments)
    return "--json" in (before[: before.index("--")] if "--" in before else before)


def _answer(arguments: Sequence[str], shown: set[str], *, as_json: bool) -> output.Answer | None:
    """What the verb returns; None when help or the version was all that was asked for, and is printed.

    With JSON nothing else may reach stdout, whatever a library prints: help becomes an object too.
    """
    if not as_json:
        answer = _call(arguments, shown)
        return answer if isinstance(answer, output.Answer) else None
    with contextlib.redirect_stdout(io.StringIO()) as said:
        answer = _call(arguments, shown)
    return answer if isinstance(answer, output.Answer) else output.Answer(output.Said(said.getvalue()), list)


def _call(arguments: Sequence[str], shown: set[str]) -> Any:
    """The verb, with the parser's errors in our own words."""
    try:
        return program.main(list(arguments), prog_name="studio-backup", standalone_mode=False, obj=shown)
    except click.exceptions.NoArgsIsHelpError as error:
        raise UsageError("Which verb?", hint=error.format_message()) from None
    except click.UsageError as error:
        raise UsageError(error.format_message(), hint=_see(error.ctx)) from None
    except click.ClickException as error:
        raise UsageError(error.format_message()) from None


def _see(context: click.Context | None) -> str:
    return f"See {context.command_path if context else 'studio-backup'} --help."


def _emit(answer: output.Answer | None, shown: set[str], *, as_json: bool) -> int:
    if answer is None:
        return DONE
    if as_json:
        output.write_json(output.json_of(answer))
        return answer.exit
    for text in answer.warnings:
        if text not in shown:
            output.complain(f"Warning: {text}")
    output.write_lines(answer.lines())
    if answer.error:
        output.write_failure(output.failure_of(answer.error), as_json=False)
    return answer.exit


def _unexpected(error: Exception, *, verbose: bool) -> output.Failure:
    """A fault of the program itself: one sentence, and where the rest is."""
    if verbose:
        importlib.import_module("studio_backup.cli.log").write_exception(error)
    reason = f"{type(error).__name__}: {error}" if isinstance(error, OSError) else type(error).__name__
    return output.Failure(
        f"Something unexpected happened ({reason}).",
        "Nothing that was acknowledged is lost. Run it again with -v before the verb to see the log.",
        FAILED,
    )
