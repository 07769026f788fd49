"""What a frozen program holds: the same on each system. Read by the PyInstaller specs beside it; needs PyInstaller."""

from __future__ import annotations

import os
import re
from typing import Any

from PyInstaller.utils.hooks import collect_data_files, collect_submodules

HERE = os.path.dirname(os.path.abspath(__file__))
RESCUE = "studio_backup_rescue"

# Loaded by name at run time, so that no import statement leads there.
_BY_NAME = (
    "keyring.backends.SecretService",
    "keyring.backends.Windows",
    "keyring.backends.kwallet",
    "keyring.backends.macOS",
    "logging.config",
    RESCUE,
)
_WHOLE = ("studio_backup", "pyfastcdc", "tzdata")
_NEVER = ("tkinter", "moto", "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtOpenGL", "pytest", "IPython")
# Amazon's library describes some 400 services; these are what it needs for S3, and for logging in to it.
_AMAZON = re.compile(
    r"botocore/data/(?!(?:s3|sts|sso|sso-oidc|signin)/|endpoints\.json|partitions\.json|_retry\.json|sdk-default)"
)
_QT_PLUGINS = re.compile(r"PySide6/(?:Qt/)?plugins/([^/]+)/(?:lib)?([^/]+)\.(?:so|dll|dylib)$")
_QT_UNUSED = re.compile(r"/Qt/(?:translations|qml)/|libQt6(?:EglF[sS]|WlShellIntegration)")
_QT_WANTED = {
    "iconengines": ("qsvgicon",),
    "imageformats": ("qjpeg", "qsvg", "qgif", "qico", "qwebp", "qicns"),
    "platforminputcontexts": ("composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"),
    "platforms": ("qxcb", "qwayland", "qoffscreen", "qwindows", "qcocoa"),
    "platformthemes": ("qxdgdesktopportal",),
    "printsupport": ("cupsprintersupport",),
    "styles": ("qmodernwindowsstyle", "qwindowsvistastyle", "qmacstyle"),
    "wayland-decoration-client": ("adwaita", "bradient"),
    "wayland-graphics-integration-client": ("qt-plugin-wayland-egl",),
    "wayland-shell-integration": ("xdg-shell",),
    "xcbglintegrations": ("qxcb-egl-integration", "qxcb-glx-integration"),
}


def analysis() -> dict[str, Any]:
    """The arguments of PyInstaller's Analysis, but for the script. The program is read where pip installed it."""
    return {
        # pyfastcdc's compiled modules import each other unseen, and it would silently be slow without them.
        "hiddenimports": [name for package in _WHOLE for name in collect_submodules(package)] + [*_BY_NAME],
        "datas": [
            *collect_data_files("reportlab", includes=["fonts/Vera*.ttf"]),  # one of them is the kit's bold
            *collect_data_files("studio_backup_resources"),
            *collect_data_files("tzdata"),  # a bare Debian knows no zone, not even UTC
            # Alembic looks into its folder, and runs the files there.
            *collect_data_files("studio_backup.catalog", include_py_files=True, includes=["migrations/**/*.py"]),
        ],
        "excludes": list(_NEVER),
        "runtime_hooks": [os.path.join(HERE, "clean_environment.py")],
        "module_collection_mode": {RESCUE: "py"},  # as a file: it goes into each recovery kit
    }


def wanted(entries: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Those files of a table of contents that are of use: a fifth of what the libraries bring along."""
    return [entry for entry in entries if is_wanted(entry[0].replace(os.sep, "/"))]


def is_wanted(name: str) -> bool:
    """Whether the file of that name in the program's folder is of use."""
    plugin = _QT_PLUGINS.search(name)
    if plugin:
        return plugin[2] in _QT_WANTED.get(plugin[1], ())
    return not (_AMAZON.match(name) or _QT_UNUSED.search(name))
