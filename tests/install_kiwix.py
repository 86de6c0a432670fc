"""Make sure the ZIM can be checked and served in tests: Debian's zim-tools and kiwix-tools, where apt is there.

Elsewhere those tests are skipped, loudly; in CI (CI=true) they must run.
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
    if missing() and shutil.which("apt-get") and os.geteuid() == 0:
        print(f"no {', '.join(missing())} here; installing them for the tests", flush=True)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        install = ["apt-get", "install", "-y", "-qq", "zim-tools", "kiwix-tools"]
        if subprocess.run(install, check=False, env=environment).returncode:
            subprocess.run(["apt-get", "update", "-qq"], check=False)
            subprocess.run(install, check=False, env=environment)
    if not missing():
        return 0
    print(f"NO {', '.join(missing())}: the ZIM will not be tested (in CI: fail)", file=sys.stderr)
    return 1 if os.environ.get("CI") else 0


if __name__ == "__main__":
    sys.exit(main())
