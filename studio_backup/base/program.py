"""How this very program is started again: as itself, or as one of its own child processes.

Installed as a package of the operating system it is frozen: there is no interpreter, `sys.executable` is the program.
Then a child is asked for by `CHILD` as the first argument, which `__main__` looks at before the command line is parsed.
"""

from __future__ import annotations

import sys
from typing import Final

CHILD: Final = "--child"
_END: Final = "--"
# -I keeps PYTHON* variables and the working folder out; the search path is the parent's own, so that a source
# checkout, a virtual environment and an installed package all find this package.
_RUN: Final = (
    "import sys; end = sys.argv.index('--'); sys.path[:] = sys.argv[1:end]; sys.argv[1:] = sys.argv[end + 1 :]; "
    "from {} import main; main()"
)


def is_frozen() -> bool:
    """Whether interpreter and libraries lie inside this program."""
    return bool(getattr(sys, "frozen", False))


def program_command() -> list[str]:
    """What starts this program; options and verb follow."""
    return [sys.executable] if is_frozen() else [sys.executable, "-m", "studio_backup"]


def child_command(module: str, *arguments: str) -> list[str]:
    """What runs `main()` of one of our own modules in a process of its own, which sees `arguments` in sys.argv.

    For a frozen program the module must be one of `CHILDREN` in `__main__`.
    """
    if is_frozen():
        return [sys.executable, CHILD, module, *arguments]
    return [sys.executable, "-I", "-c", _RUN.format(module), *sys.path, _END, *arguments]
