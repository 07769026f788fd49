"""Breaking the program on purpose: tools shared by the mutants and the pulled guards."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from typing import Any


@contextlib.contextmanager
def everywhere(function: Callable[..., Any], replacement: Callable[..., Any]) -> Iterator[None]:
    """Replace a function in each module of the program which holds it under any name."""
    places = [
        (module, name)
        for path, module in list(sys.modules.items())
        if path.partition(".")[0] == "studio_backup"
        for name, value in list(vars(module).items())
        if value is function
    ]
    assert places, f"nobody holds {function}"
    for module, name in places:
        setattr(module, name, replacement)
    try:
        yield
    finally:
        for module, name in places:
            setattr(module, name, function)


@contextlib.contextmanager
def attribute(owner: Any, name: str, value: Any) -> Iterator[None]:
    """Replace an attribute of a class or module."""
    before = owner.__dict__[name]
    setattr(owner, name, value)
    try:
        yield
    finally:
        setattr(owner, name, before)
