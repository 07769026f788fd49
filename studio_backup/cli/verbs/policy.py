"""`policy`: list, show, add, edit, remove, templates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, TypeVar, get_args

import click
import msgspec

from studio_backup.api.policies import (
    NewPolicy,
    PolicyPatch,
    PolicyPreviewView,
    PolicyView,
    PreviewPolicy,
    RemovePolicyQuery,
    TemplatesView,
)
from studio_backup.api.requests import Request
from studio_backup.base.errors import UsageError
from studio_backup.base.names import display
from studio_backup.cli import words
from studio_backup.cli.door import door
from studio_backup.cli.output import Answer
from studio_backup.cli.policy_names import all_policies, policy_named
from studio_backup.cli.policy_options import Told, policy_options
from studio_backup.cli.session import Session, pass_session
from studio_backup.cli.shown_policies import (
    PolicyList,
    PolicyRemoval,
    PreviewedPolicy,
    TemplateList,
    conflict_lines,
    policy_lines,
    removal_lines,
    runs_rows,
    shown_policy,
    shown_template,
)
from studio_backup.domain.policy import Template

R = TypeVar("R", bound=Request)
TEMPLATES: Final = tuple(name for name in get_args(Template) if name)


@click.group("policy", no_args_is_help=True)
def command() -> None:
    """When folders are backed up, how urgent they are, where their copies go."""


@command.command("list", epilog="\b\nExample:\n  studio-backup policy list")
@pass_session
def list_(session: Session) -> Answer:
    """List the policies."""
    with door(session) as engine:
        found = all_policies(engine)
    return Answer(PolicyList(tuple(map(shown_policy, found))), lambda: _listed(found))


def _listed(found: tuple[PolicyView, ...]) -> Iterator[str]:
    rows = [
        (one.id, display(one.name), one.sentence, one.level, words.count(len(one.sources), "folder")) for one in found
    ]
    yield from words.table(rows, indent="")
    told = dict.fromkeys(conflict.sentence for one in found for conflict in one.conflicts)
    yield from (f"! {sentence}" for sentence in told)


@command.command("show", epilog='\b\nExample:\n  studio-backup policy show "Office at night"')
@click.argument("policy")
@pass_session
def show(session: Session, policy: str) -> Answer:
    """Show a policy: its next times, its folders, and what does not fit together. POLICY is its name or its id."""
    with door(session) as engine:
        found = policy_named(engine, policy)
    return Answer(shown_policy(found), lambda: policy_lines(found))


@command.command(
    "add",
    epilog="""\b
Examples:
  studio-backup policy add "Office at night" --daily 22:30 --on monday,friday --season 5
  studio-backup policy add Footage --template videographer --tier nas --tier cloud
""",
)
@click.argument("name")
@click.option("--template", type=click.Choice(TEMPLATES), help="Begin with what such a business usually wants.")
@policy_options
@pass_session
def add(session: Session, name: str, template: str | None, told: Told, confirm: bool, dry_run: bool) -> Answer:
    """Keep a new policy. `source add --policy NAME` puts a folder under it."""
    with door(session) as engine:
        begin = _from_template(engine.service.policies.templates(), template)
        wanted = told.over(begin) | {"name": name}
        if dry_run:
            return _previewed(engine.service.policies.preview(_request(PreviewPolicy, wanted)))
        made = engine.service.policies.add(_request(NewPolicy, wanted | {"confirm": confirm}))
    return Answer(shown_policy(made), lambda: _kept("Kept", made))


def _from_template(templates: TemplatesView, name: str | None) -> PolicyView:
    found = [one.policy for one in templates.templates if name is not None and one.policy.template == name]
    return found[0] if found else PolicyView(id="", name="")


@command.command("edit", epilog='\b\nExample:\n  studio-backup policy edit "Office at night" --every 60 --level high')
@click.argument("policy")
@click.option("--name", help="Call it so.")
@policy_options
@pass_session
def edit(session: Session, policy: str, name: str | None, told: Told, confirm: bool, dry_run: bool) -> Answer:
    """Edit a policy: what is not named stays. POLICY is its name or its id."""
    with door(session) as engine:
        before = policy_named(engine, policy)
        whole = told.over(before) | ({} if name is None else {"name": name})
        wanted = {field: value for field, value in whole.items() if value != getattr(before, field)}
        if dry_run:
            return _previewed(engine.service.policies.preview(_request(PreviewPolicy, whole | {"id": before.id})))
        if not told.anything and name is None:
            raise UsageError("Nothing to change was named.", hint="See `policy edit --help`.")
        patch = _request(PolicyPatch, wanted | {"confirm": confirm})
        made = engine.service.policies.edit(before.id, patch, before.version)
    return Answer(shown_policy(made), lambda: _kept("Changed", made))


def _kept(what: str, made: PolicyView) -> Iterator[str]:
    yield f"{what}: {display(made.name)}. {made.sentence}"
    yield from words.table(runs_rows(made.next_runs_ns))
    yield from conflict_lines(made.conflicts)


def _previewed(found: PolicyPreviewView) -> Answer:
    value = PreviewedPolicy(
        found.sentence, tuple(map(words.instant, found.next_runs_ns)), found.conflicts, found.confirm
    )
    rows = runs_rows(found.next_runs_ns)
    lines = [found.sentence, *words.table(rows), *conflict_lines(found.conflicts), "Nothing was kept."]
    return Answer(value, lambda: lines)


@command.command("remove", epilog='\b\nExample:\n  studio-backup policy remove "Office at night" --plan')
@click.argument("policy")
@click.option("--plan", is_flag=True, help="Only show which folders lose what cover.")
@click.option("--confirm", is_flag=True, help="Its folders may go to the default policy.")
@pass_session
def remove(session: Session, policy: str, plan: bool, confirm: bool) -> Answer:
    """Remove a policy. Its folders go to the default one: --plan shows what they lose, --confirm says they may."""
    with door(session) as engine:
        found = policy_named(engine, policy)
        planned = engine.service.policies.removal(found.id)
        if not plan:
            query = RemovePolicyQuery(confirm=confirm)
            engine.service.policies.remove(found.id, query, found.version)
    value = PolicyRemoval(shown_policy(found), planned.to, planned.sources, removed=not plan)
    lines = list(removal_lines(planned)) if plan else [f"Removed: {display(found.name)}."]
    return Answer(value, lambda: lines)


@command.command("templates", epilog="\b\nExample:\n  studio-backup policy templates")
@pass_session
def templates(session: Session) -> Answer:
    """List what businesses usually want: `policy add NAME --template TEMPLATE` begins with it."""
    with door(session) as engine:
        found = engine.service.policies.templates().templates
    return Answer(
        TemplateList(tuple(map(shown_template, found))),
        lambda: (line for one in found for line in (f"{one.policy.template}: {one.about}", f"  {one.policy.sentence}")),
    )


def _request(kind: type[R], told: dict[str, Any]) -> R:
    """The request, checked as the door would: also where no engine runs."""
    try:
        return msgspec.convert(msgspec.to_builtins(told), type=kind)
    except msgspec.ValidationError as error:
        raise UsageError(f"This cannot be a policy: {error}.", hint="See --help.") from None
