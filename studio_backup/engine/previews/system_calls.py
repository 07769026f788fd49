"""Linux: a process that can read and write what it has open, compute, and nothing else.

A seccomp filter of a few dozen instructions, set by prctl: there is no library with a clean licence and wheels for it.
It names what is allowed and refuses all else with EPERM: opening and naming files, sockets, processes, signals.
"""

from __future__ import annotations

import ctypes
import platform
import struct
from dataclasses import dataclass
from typing import Final

_NO_NEW_PRIVS, _SET_SECCOMP, _MODE_FILTER = 38, 22, 2
_LOAD, _EQUAL, _HAS_BITS, _RETURN = 0x20, 0x15, 0x45, 0x06
_ALLOW, _REFUSE, _NOT_THERE, _KILL = 0x7FFF0000, 0x00050001, 0x00050026, 0x80000000
_AT_NUMBER, _AT_ARCHITECTURE, _AT_FIRST_ARGUMENT = 0, 4, 16
_CLONE_THREAD: Final = 0x00010000
_CLONE3: Final = 435


@dataclass(frozen=True, slots=True)
class _Machine:
    """Numbers of the allowed calls. `clone` is allowed for threads only."""

    architecture: int
    clone: int
    allowed: tuple[int, ...]


# read write close fstat lseek mmap mprotect munmap brk rt_sigaction rt_sigprocmask rt_sigreturn pread64 readv writev
# sched_yield mremap madvise nanosleep setitimer getpid exit futex gettid sched_getaffinity clock_gettime
# clock_nanosleep exit_group set_robust_list getrandom rseq set_tid_address getrusage sysinfo membarrier sigaltstack
_MACHINES: Final = {
    "x86_64": _Machine(
        0xC000003E,
        56,
        (
            *(0, 1, 3, 5, 8, 9, 10, 11, 12, 13, 14, 15, 17, 19, 20, 24, 25, 28, 35, 38, 39, 60, 202, 186, 204, 228),
            *(230, 231, 273, 318, 334, 218, 98, 99, 324, 131),
        ),
    ),
    "aarch64": _Machine(
        0xC00000B7,
        220,
        (
            *(63, 64, 57, 80, 62, 222, 226, 215, 214, 134, 135, 139, 67, 65, 66, 124, 216, 233, 101, 103, 172, 93),
            *(98, 178, 123, 113, 115, 94, 99, 278, 293, 96, 165, 179, 283, 132),
        ),
    ),
}


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def forbid_new_privileges() -> bool:
    """No program that this process might run could have more rights than it. Whether it is so."""
    return _prctl(_NO_NEW_PRIVS, 1, 0)


def forbid_system_calls() -> bool:
    """Allow what is listed here and no other; whether it is so. Needs `forbid_new_privileges` before."""
    machine = _MACHINES.get(platform.machine())
    if machine is None:
        return False
    instructions = b"".join(_filter(machine))
    program = _Program(len(instructions) // 8, instructions)
    return _prctl(_SET_SECCOMP, _MODE_FILTER, ctypes.addressof(program))


def _prctl(what: int, one: int, two: int) -> bool:
    try:
        call = ctypes.CDLL(None, use_errno=True).prctl
    except (OSError, AttributeError):
        return False
    call.argtypes = (ctypes.c_int, *(ctypes.c_ulong,) * 4)
    return bool(call(what, one, two, 0, 0) == 0)


def _filter(machine: _Machine) -> list[bytes]:
    """In each comparison: how many instructions to skip where it holds, and where it does not."""
    return [
        _instruction(_LOAD, _AT_ARCHITECTURE),
        _instruction(_EQUAL, machine.architecture, 1, 0),
        _instruction(_RETURN, _KILL),
        _instruction(_LOAD, _AT_NUMBER),
        *(part for number in machine.allowed for part in _answer(number, _ALLOW)),
        *_answer(_CLONE3, _NOT_THERE),  # the C library then takes clone, whose flags can be looked at
        _instruction(_EQUAL, machine.clone, 1, 0),
        _instruction(_RETURN, _REFUSE),
        _instruction(_LOAD, _AT_FIRST_ARGUMENT),
        _instruction(_HAS_BITS, _CLONE_THREAD, 1, 0),
        _instruction(_RETURN, _REFUSE),
        _instruction(_RETURN, _ALLOW),
    ]


def _answer(number: int, answer: int) -> tuple[bytes, bytes]:
    return _instruction(_EQUAL, number, 0, 1), _instruction(_RETURN, answer)


def _instruction(code: int, value: int, true: int = 0, false: int = 0) -> bytes:
    return struct.pack("=HBBI", code, true, false, value)
