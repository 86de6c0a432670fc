"""Make sure there is a browser for the tests: one that is here, else one that can be installed, else fail in CI.

On a laptop without one the browser tests are skipped, loudly; in CI (CI=true) they must run.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from browser import executable


def main() -> int:
    if executable():
        return 0
    print("no browser here; installing one for the tests", flush=True)
    if (
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False).returncode == 0
        and executable()
    ):
        return 0
    if shutil.which("apt-get") and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run(
            ["apt-get", "install", "-y", "-qq", "chromium"],
            check=False,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        )
    if executable():
        return 0
    print("NO BROWSER COULD BE INSTALLED: the browser tests will be skipped (in CI: fail)", file=sys.stderr)
    return 1 if os.environ.get("CI") else 0


if __name__ == "__main__":
    sys.exit(main())
