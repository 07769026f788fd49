"""The texts of the Debian package, made from the project's own data; and which files are Debian's already."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import textwrap
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

FOLDER = "/usr/lib/studio-backup"
_MAINTAINER = "Studio Backup <packages@studio-backup.invalid>"
_LONG = """\
Folders go into an encrypted, deduplicated vault; copies go to a NAS and to the cloud; every copy is checked by reading
it, and every copy alone brings everything back with the recovery kit, even without this program.
"""
_LICENCE = """\
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: {name}
Comment: {folder} holds libraries of other authors beside the program. Their
 licences stand in /usr/share/doc/{name}/licences, by library. Qt and PySide6
 (LGPL-3.0) are linked dynamically: their files in {folder}/lib can be
 replaced by others of the same interface.

Files: *
Copyright: The authors of Studio Backup
License: {licence}
 All rights reserved.
"""


@dataclass(frozen=True)
class Project:
    """What pyproject.toml says of the program."""

    name: str
    version: str
    summary: str
    licence: str


def read_project(path: str) -> Project:
    """From a pyproject.toml. KeyError where it does not say."""
    with open(path, "rb") as file:
        told: Mapping[str, Any] = tomllib.load(file)["project"]
    return Project(told["name"], told["version"], told["description"], told["license"]["text"])


def debian_version(version: str) -> str:
    """A Python version as Debian orders it: 1.0.dev2 and 1.0rc1 come before 1.0."""
    return re.sub(r"(?<=\d)(a|b|rc)(?=\d)", r"~\1", version).replace(".dev", "~~dev")


def file_name(project: Project, architecture: str) -> str:
    """Of the package."""
    return f"{project.name}_{debian_version(project.version)}_{architecture}.deb"


def control(project: Project, architecture: str, relations: Mapping[str, str], installed_bytes: int) -> str:
    """The control file. `relations`: "Depends" and the like, with the packages they name."""
    fields = {
        "Package": project.name,
        "Version": debian_version(project.version),
        "Architecture": architecture,
        "Maintainer": _MAINTAINER,
        "Installed-Size": str(-(-installed_bytes // 1024)),
        **{name: packages for name, packages in relations.items() if packages},
        "Section": "utils",
        "Priority": "optional",
        "Description": "\n ".join([project.summary.rstrip("."), *textwrap.wrap(" ".join(_LONG.split()), 76)]),
    }
    return "".join(f"{name}: {value}\n" for name, value in fields.items())


def relations(told: str) -> dict[str, str]:
    """What dpkg-shlibdeps -O printed (shlibs:Depends=…), by field."""
    lines = (line.removeprefix("shlibs:").partition("=") for line in told.splitlines() if line.startswith("shlibs:"))
    return {name: packages for name, _, packages in lines}


def copyright_file(project: Project) -> str:
    """In Debian's machine-readable form."""
    return _LICENCE.format(name=project.name, folder=FOLDER, licence=project.licence)


def changelog(project: Project, when: str) -> str:
    """The package's own changelog; `when`: RFC 5322. What changed in the program stands in CHANGELOG.md beside it."""
    return (
        f"{project.name} ({debian_version(project.version)}) stable; urgency=medium\n\n"
        f"  * Version {project.version}: see CHANGELOG.md.\n\n -- {_MAINTAINER}  {when}\n"
    )


def checksums(root: str) -> str:
    """The md5sums file for all below `root` but DEBIAN."""
    lines = []
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if os.path.join(folder, name) != os.path.join(root, "DEBIAN"))
        for path in (os.path.join(folder, name) for name in sorted(files)):
            if not os.path.islink(path):
                with open(path, "rb") as file:
                    digest = hashlib.file_digest(file, "md5").hexdigest()
                lines.append(f"{digest}  {os.path.relpath(path, root)}\n")
    return "".join(lines)


def of_the_system(path: str) -> bool:
    """Whether a Debian package brings this library: then it is depended on, and mended by Debian's updates."""
    if not path.startswith(("/lib", "/usr/lib")):
        return False
    names = {path, os.path.realpath(path), path.removeprefix("/usr"), os.path.realpath(path).removeprefix("/usr")}
    asked = (subprocess.run(["dpkg-query", "--search", name], capture_output=True, check=False) for name in names)
    return any(done.returncode == 0 for done in asked)
