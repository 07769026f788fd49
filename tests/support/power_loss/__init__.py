"""A model of what a disk may hold after the power went away.

`recording(root)` stands between the program and the `os` module and notes each call which changes anything below
`root`: names made and removed, bytes written, fsyncs. `legal_states` then cuts the power after any of these calls and
builds what POSIX allows the disk to hold: whatever no fsync has confirmed may be there, be lost, or be torn at
4 KiB. A kill alone keeps the page cache, and would never miss an fsync.
"""

from power_loss.disk import Disk as Disk
from power_loss.disk import materialise as materialise
from power_loss.events import Mark as Mark
from power_loss.interpose import Crash as Crash
from power_loss.interpose import Gate as Gate
from power_loss.interpose import interposed as interposed
from power_loss.record import Recording as Recording
from power_loss.record import recording as recording
from power_loss.states import State as State
from power_loss.states import legal_states as legal_states
