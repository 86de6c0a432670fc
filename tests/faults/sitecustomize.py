"""Makes a program fail at a step of one's choice. A step is whatever it, or a child of its, changes in a file system.

``FAULT=kill:40`` kills its whole process group at the fortieth, ``FAULT=full:40`` lets the disk be full from there on.
``FAULT_STEPS`` is the file in which the steps of all processes are counted, a letter each; where ``FAULT_BEGIN`` is
set, from the moment when a temporary folder with that in its name is made. Python runs this at its start when this
folder is in ``PYTHONPATH``.
"""

from __future__ import annotations

import errno
import os
import signal
import sys

KIND, _, AT = os.environ.get("FAULT", "").partition(":")
TAKES_ROOM = ("open", "os.mkdir", "os.link")
STEPS = (*TAKES_ROOM, "os.rename", "os.remove", "os.rmdir", "shutil.rmtree", "subprocess.Popen")
CLEARING = "shutil.rmtree"

if KIND:
    counter = os.open(os.environ["FAULT_STEPS"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    def fail(event: str, arguments: tuple) -> None:
        begin = os.environ.get("FAULT_BEGIN")
        if begin:
            if event == "tempfile.mkdtemp" and begin in arguments[0]:
                del os.environ["FAULT_BEGIN"]  # for the children too
            return
        if event not in STEPS or (event == "open" and not arguments[2] & (os.O_WRONLY | os.O_RDWR)):
            return
        os.write(counter, b"C" if event == CLEARING else b".")
        if os.fstat(counter).st_size < int(AT):
            return
        if KIND == "kill":
            os.killpg(0, signal.SIGKILL)
        elif event in TAKES_ROOM:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    sys.addaudithook(fail)
