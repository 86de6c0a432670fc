"""Make sure the ZIM can be checked and served in tests: Debian's zim-tools and kiwix-tools, where apt is there.

Elsewhere those tests are skipped, loudly.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

PROGRAMS = ("zimcheck", "kiwix-serve")


def missing() -> list[str]:
    """Return the programs that are not here."""
    return [program for program in PROGRAMS if not shutil.which(program)]


def main() -> int:
    root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if missing() and all(map(shutil.which, ("apt-get", *root[:1]))):
        print(f"no {', '.join(missing())} here; installing them for the tests", flush=True)
        install = [*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y", "-qq"]
        install += ["zim-tools", "kiwix-tools"]
        if subprocess.run(install, check=False).returncode:
            subprocess.run([*root, "apt-get", "update", "-qq"], check=False)
            subprocess.run(install, check=False)
    if missing():
        print(f"NO {', '.join(missing())}: the tests of the ZIM will be skipped", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
