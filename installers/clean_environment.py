"""Runs first in a frozen program: what its start needed must not reach its children.

The program is started with its own libraries on the loader's path. A child of the system (a shell, a browser, the
keyring's helper) would load them in place of its own; a child of ours begins like the program itself.
"""

import os

_PATHS = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")


def _restore(variables: "os._Environ[str]") -> None:
    for name in _PATHS:
        before = variables.pop(f"{name}_ORIG", None)
        if before is not None:
            variables[name] = before
        else:
            variables.pop(name, None)
    for name in [name for name in variables if name.startswith("_PYI_")]:
        del variables[name]


_restore(os.environ)
