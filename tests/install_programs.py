"""Make sure that programs which tests drive are here, those named or those of `make test`: by apt, where it is.

Elsewhere the tests that need them are skipped, loudly.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGES = {
    "zimcheck": "zim-tools",
    "kiwix-serve": "kiwix-tools",
    "nginx": "nginx",
    "openssl": "openssl",
    "wrk": "wrk",
}
OF_TESTS = ("zimcheck", "kiwix-serve", "nginx", "openssl")
STARTS_A_SERVICE = {"nginx"}
# Debian's nginx lies where a user's PATH may not lead.
os.environ["PATH"] += os.pathsep + "/usr/sbin"


def missing(*programs: str) -> list[str]:
    """Return those of *programs* that are not here."""
    return [program for program in programs if not shutil.which(program)]


def needs(*programs: str) -> None:
    """Skip the test that calls this where one of *programs* is missing."""
    if absent := missing(*programs):
        pytest.skip(f"NO {', '.join(absent)}: not tested; `make test` installs them where apt is")


def main(programs: list[str]) -> int:
    wanted = missing(*(programs or OF_TESTS))
    if Path("/run/systemd/system").exists() and not os.environ.get("CI"):
        # A test run starts no web server on somebody's own machine, not even by the way.
        wanted = [program for program in wanted if program not in STARTS_A_SERVICE]
    root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if wanted and all(map(shutil.which, ("apt-get", *root[:1]))):
        print(f"no {', '.join(wanted)} here; installing them for the tests", flush=True)
        install = [*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y", "-qq"]
        install += [PACKAGES[program] for program in wanted]
        if subprocess.run(install, check=False).returncode:
            subprocess.run([*root, "apt-get", "update", "-qq"], check=False)
            subprocess.run(install, check=False)
    if absent := missing(*(programs or OF_TESTS)):
        print(f"NO {', '.join(absent)}: what needs them will be skipped", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
