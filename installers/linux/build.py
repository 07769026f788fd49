#!/usr/bin/env python3
"""Builds the Debian package: PyInstaller makes the program's folder, dpkg-deb the package.

usage: build.py [--output DIR] [--work DIR] [--source DIR]

Runs on the oldest Debian the package shall run on. Needs Python 3.11 or newer with venv, a network, dpkg-dev, and the
libraries which Qt needs of the system, so that it can be found out which packages bring them; what is missing is named.
"""

from __future__ import annotations

import argparse
import email.utils
import filecmp
import glob
import gzip
import os
import shutil
import subprocess
import sys
import tempfile

import debian

HERE = os.path.dirname(os.path.abspath(__file__))
INSTALLERS = os.path.dirname(HERE)
NEEDED = (
    "dpkg-dev binutils libgl1 libegl1 libxkbcommon0 libxkbcommon-x11-0 libdbus-1-3 libfontconfig1 libglib2.0-0 libcups2"
    " libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0"
    " libxcb-xkb1 libwayland-client0 libwayland-cursor0 libwayland-egl1"
)
# Without these the window is there all the same: Wayland goes through X, printing through a file.
_OPTIONAL = (
    "wayland-",
    "/platforms/libqwayland",
    "/libQt6Wayland",
    "printsupport/",
    "platforminputcontexts/",
    "/libqgif",
)
_CONTROL = "Source: studio-backup\n\nPackage: studio-backup\nArchitecture: any\n"  # dpkg-shlibdeps wants to see one
_SCRIPTS = ("postinst", "postrm", "prerm")


def run(*words: str, cwd: str | None = None) -> None:
    """Run it; the build ends where it fails."""
    print("$", *words, flush=True)
    subprocess.run(words, cwd=cwd, check=True)


def main() -> None:
    """Build it."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--source", default=os.path.dirname(INSTALLERS), help="the project (default: this one)")
    ask.add_argument("--work", help="scratch folder, kept (default: build/linux in the project)")
    ask.add_argument("--output", help="where the package goes (default: dist in the project)")
    given = ask.parse_args()
    source = os.path.abspath(given.source)
    work = os.path.abspath(given.work or os.path.join(source, "build", "linux"))
    output = os.path.abspath(given.output or os.path.join(source, "dist"))
    missing = [name for name in NEEDED.split() if not _installed(name)]
    if missing:
        sys.exit(f"Missing: apt-get install {' '.join(missing)}")
    os.makedirs(work, exist_ok=True)
    os.makedirs(output, exist_ok=True)
    program = freeze(source, work)
    print(package(source, work, program, output))


def _installed(name: str) -> bool:
    told = subprocess.run(["dpkg-query", "-W", "-f", "${Status}", name], capture_output=True, text=True, check=False)
    return told.stdout.endswith(" installed")


def freeze(source: str, work: str) -> str:
    """The program's folder, made in an environment of its own, with pinned libraries."""
    python = os.path.join(work, "venv", "bin", "python")
    if not os.path.exists(python):
        run(sys.executable, "-m", "venv", os.path.join(work, "venv"))
    pip = (python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    pins = os.path.join(INSTALLERS, "constraints.txt")
    run(*pip, "--constraint", pins, "pyinstaller", source)
    run(*pip, "--force-reinstall", "--no-deps", source)  # the same version may hold other code than last time
    spec = os.path.join(HERE, "studio-backup.spec")
    folders = ("--distpath", os.path.join(work, "frozen"), "--workpath", os.path.join(work, "pyinstaller"))
    run(python, "-I", "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", *folders, spec, cwd=work)
    made = os.path.join(work, "frozen", "studio-backup")
    _try_out(os.path.join(made, "studio-backup"))
    return made


def _try_out(program: str) -> None:
    """A vault, a backup and a restore by the frozen program: a library that was left out shows here, not at a studio's.

    Warnings too: libraries with a slow and a fast form say so when the fast one is missing. The zones are looked for:
    this machine has its own, so that nothing else would show here that the program lacks them.
    """
    if not os.path.exists(os.path.join(os.path.dirname(program), "lib", "tzdata", "zoneinfo", "UTC")):
        sys.exit("The frozen program has no time zones.")
    with tempfile.TemporaryDirectory() as base:
        _write(os.path.join(base, "passphrase"), "only for this try\n")
        _write(os.path.join(base, "photos", "photo.txt"), "no photo\n")
        factors = ("--home", "home", "--passphrase-file", "passphrase")
        for verb in (
            ("vault", "create", "vault", "--studio", "Try", "--kit", "kit.pdf"),
            ("backup", "photos", "--wedding", "Try", "--date", "2026-06-20"),
            ("engine", "start"),
            ("engine", "stop"),
            ("restore", "--wedding", "Try", "--to", "back"),
        ):
            words = [program, *factors, *verb]
            done = subprocess.run(words, cwd=base, env={"HOME": base}, capture_output=True, text=True, check=False)
            if done.returncode or "Warning" in done.stderr:
                sys.exit(f"The frozen program does not work: {' '.join(verb)}\n{done.stdout}{done.stderr}")
        if not filecmp.cmp(
            os.path.join(base, "photos", "photo.txt"), os.path.join(base, "back", "photos", "photo.txt")
        ):
            sys.exit("The frozen program brings back other bytes.")


def package(source: str, work: str, program: str, output: str) -> str:
    """The package, from the program's folder; returns its path."""
    project = debian.read_project(os.path.join(source, "pyproject.toml"))
    root = os.path.join(work, "root")
    shutil.rmtree(root, ignore_errors=True)
    _place(source, work, program, root, project)
    architecture = subprocess.check_output(["dpkg", "--print-architecture"], text=True).strip()
    told = debian.control(project, architecture, _relations(work, root), _size(root))
    _write(os.path.join(root, "DEBIAN", "control"), told)
    _write(os.path.join(root, "DEBIAN", "md5sums"), debian.checksums(root))
    for name in _SCRIPTS:
        shutil.copyfile(os.path.join(HERE, name), os.path.join(root, "DEBIAN", name))
    _permissions(root)
    made = os.path.join(output, debian.file_name(project, architecture))
    run("dpkg-deb", "--build", "--root-owner-group", "-Zzstd", "-z10", root, made)
    return made


def _place(source: str, work: str, program: str, root: str, project: debian.Project) -> None:
    """Everything at its place below `root`."""
    share = os.path.join(root, "usr", "share")
    os.makedirs(os.path.join(root, "DEBIAN"))  # dpkg-shlibdeps takes it for the root by that
    shutil.copytree(program, root + debian.FOLDER, symlinks=True)
    os.makedirs(os.path.join(root, "usr", "bin"))
    os.symlink("../lib/studio-backup/studio-backup", os.path.join(root, "usr", "bin", "studio-backup"))
    resources = os.path.join(source, "resources", "studio_backup_resources")
    _copy(os.path.join(resources, "studio-backup.desktop"), os.path.join(share, "applications"))
    icons = os.path.join(share, "icons", "hicolor", "scalable", "apps")
    _copy(os.path.join(resources, "icons", "studio-backup.svg"), icons)
    _copy(os.path.join(HERE, "studio-backup.metainfo.xml"), os.path.join(share, "metainfo"))
    about = os.path.join(share, "doc", project.name)
    _write(os.path.join(about, "copyright"), debian.copyright_file(project))
    when = email.utils.formatdate(os.stat(os.path.join(source, "CHANGELOG.md")).st_mtime)
    _zip(os.path.join(about, "changelog.gz"), debian.changelog(project, when).encode())
    with open(os.path.join(source, "CHANGELOG.md"), "rb") as file:
        _zip(os.path.join(about, "CHANGELOG.md.gz"), file.read())
    _licences(work, os.path.join(about, "licences"))


def _licences(work: str, to: str) -> None:
    """The licences of all libraries in the build's environment, as their authors ship them."""
    for found in glob.glob(os.path.join(work, "venv", "lib", "python3*", "site-packages", "*.dist-info")):
        texts = [
            path
            for mark in ("licen[cs]e*", "LICEN[CS]E*", "COPYING*", "NOTICE*", "AUTHORS*")
            for path in glob.glob(os.path.join(found, "**", mark), recursive=True)
            if os.path.isfile(path)
        ]
        for path in [*texts, os.path.join(found, "METADATA")]:
            _copy(path, os.path.join(to, os.path.basename(found).removesuffix(".dist-info")))


def _relations(work: str, root: str) -> dict[str, str]:
    """Depends and Recommends, by what each file in the package wants of the loader."""
    libraries = [path for path in _files(root + debian.FOLDER) if _is_elf(path)]
    optional = [path for path in libraries if any(mark in path for mark in _OPTIONAL)]
    needed = [path for path in libraries if path not in optional]
    folders = sorted({f"-l{os.path.dirname(path)}" for path in libraries})
    _write(os.path.join(work, "debian", "control"), _CONTROL)
    words = ["dpkg-shlibdeps", "-O", "--ignore-missing-info", "--warnings=0", *folders, "-dDepends", *needed]
    told = subprocess.check_output([*words, "-dRecommends", *optional], cwd=work, text=True)
    found = debian.relations(told)
    # A font to paint with; where the passphrase's key is kept; what the tray and notifications speak through.
    also = ("fonts-dejavu-core | fonts-liberation2", "gnome-keyring | kwalletmanager", "dbus-user-session", "xdg-utils")
    found["Recommends"] = ", ".join([part for part in (found.get("Recommends", ""), *also) if part])
    return found


def _is_elf(path: str) -> bool:
    with open(path, "rb") as file:
        return file.read(4) == b"\x7fELF"


def _files(root: str) -> list[str]:
    found = (os.path.join(folder, name) for folder, _, names in os.walk(root) for name in names)
    return sorted(path for path in found if not os.path.islink(path))


def _size(root: str) -> int:
    return sum(os.path.getsize(path) for path in _files(root))


def _permissions(root: str) -> None:
    """Folders and programs 755, all else 644, whatever the builder's umask."""
    for folder, _, names in os.walk(root):
        os.chmod(folder, 0o755)
        for path in (os.path.join(folder, name) for name in names):
            if not os.path.islink(path):
                os.chmod(path, 0o755 if os.path.basename(path) in {"studio-backup", *_SCRIPTS} else 0o644)


def _copy(path: str, folder: str) -> None:
    os.makedirs(folder, exist_ok=True)
    shutil.copyfile(path, os.path.join(folder, os.path.basename(path)))


def _write(path: str, text: str) -> None:
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def _zip(path: str, data: bytes) -> None:
    with open(path, "wb") as file:
        file.write(gzip.compress(data, 9, mtime=0))


if __name__ == "__main__":
    main()
