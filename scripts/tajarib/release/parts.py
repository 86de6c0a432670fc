"""The list of all parts of a published site, with versions and licences, in CycloneDX (https://cyclonedx.org/)."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import tomllib
import uuid
from collections.abc import Iterator, Mapping
from importlib.metadata import metadata
from pathlib import Path
from typing import Any

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType, Property
from cyclonedx.model.bom import Bom, BomMetaData
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL
from packaging.requirements import Requirement

from tajarib.finished import FinishedSite
from tajarib.history import git

FILE = "sbom.cdx.json"
"""Where it stands below the site's root."""

LOCKS = {"build": "requirements.txt", "release": "scripts/tajarib/release/requirements.txt"}
"""The lock files by what their packages are for. Those of the tests have no part in what is published."""

_CLASSIFIERS = {
    "Apache Software License": "Apache-2.0",
    "GNU Lesser General Public License v3 or later (LGPLv3+)": "LGPL-3.0-or-later",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
_READ_BY_HAND = {"colorama": "BSD-3-Clause", "jinja2": "BSD-3-Clause", "resvg-py": "MIT"}
"""The licences that packages state in words only, or in a file."""
_SERVED = ("pagefind-bin",)
"""The packages that write their own script into the site."""


def parts(site: FinishedSite) -> bytes:
    """Return the list of the parts of *site* as JSON: the same for one commit and day, on one system."""
    project = tomllib.loads((site.root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    licences = LicenseFactory()
    whole = Component(
        name=project["name"],
        version=project["version"],
        description=project["description"],
        type=ComponentType.APPLICATION,
        bom_ref="tajarib",
        licenses=[licences.make_from_string(project["license"])],
        properties=[Property(name="tajarib:commit", value=commit)]
        if (commit := git(site.root, "rev-parse", "HEAD").strip())
        else (),
    )
    found = [_corpus(site, licences), *_vendored(site.root, licences), *_packages(site.root, licences)]
    noon = dt.datetime.combine(site.catalogue.day, dt.time(12), dt.UTC)
    bom = Bom(components=found, metadata=BomMetaData(component=whole, timestamp=noon), serial_number=uuid.UUID(int=0))
    bom.register_dependency(whole, found)
    bom.serial_number = uuid.uuid5(uuid.NAMESPACE_URL, hashlib.sha256(_as_json(bom)).hexdigest())
    return _as_json(bom)


def _as_json(bom: Bom) -> bytes:
    return (JsonV1Dot6(bom).output_as_string(indent=2) + "\n").encode()


def _corpus(site: FinishedSite, licences: LicenseFactory) -> Component:
    return Component(
        name="tajarib-corpus",
        version=site.catalogue.day.isoformat(),
        description="The cases and the texts about them",
        type=ComponentType.DATA,
        bom_ref="corpus",
        scope=ComponentScope.REQUIRED,
        licenses=[licences.make_from_string("CC-BY-4.0")],
    )


def _vendored(root: Path, licences: LicenseFactory) -> Iterator[Component]:
    """Yield the fonts, icons and scripts of others that the site itself serves."""
    recorded = (root / "overrides" / "assets" / "vendored.json").read_text(encoding="utf-8")
    for entry in json.loads(recorded):
        scope, _, name = entry["package"].rpartition("@")[0].rpartition("/")
        version = entry["package"].rpartition("@")[2]
        yield Component(
            name=name,
            group=scope or None,
            version=version,
            description=entry["what"],
            copyright=entry["copyright"],
            bom_ref=entry["package"],
            scope=ComponentScope.REQUIRED,
            licenses=[licences.make_from_string(entry["licence"])],
            purl=PackageURL("npm", scope or None, name, version),
            components=[_file(file, digest) for file, digest in entry["files"].items()],
        )


def _file(name: str, digest: str) -> Component:
    hashes = [HashType(alg=HashAlgorithm.SHA_256, content=digest)]
    return Component(name=name, type=ComponentType.FILE, bom_ref=name, hashes=hashes)


def _packages(root: Path, licences: LicenseFactory) -> Iterator[Component]:
    """Yield the Python packages that the site and the release are made with, as they are locked."""
    used: dict[tuple[str, str], list[str]] = {}
    for use, lock in LOCKS.items():
        for name, version in locked((root / lock).read_text(encoding="utf-8")):
            used.setdefault((name, version), []).append(use)
    for (name, version), uses in used.items():
        yield Component(
            name=name,
            version=version,
            bom_ref=f"{name}@{version}",
            # "Excluded" is CycloneDX's word for what is used and not part of what runs.
            scope=ComponentScope.REQUIRED if name in _SERVED else ComponentScope.EXCLUDED,
            licenses=[licences.make_from_string(_licence(name))],
            purl=PackageURL("pypi", None, name, version),
            properties=[Property(name="tajarib:used-for", value=use) for use in uses],
        )


def locked(lock: str) -> Iterator[tuple[str, str]]:
    """Yield name and version of each package in a lock file that is for this system."""
    for line in re.findall(r"^[a-z0-9].*?(?= \\$|$)", lock, re.MULTILINE):
        package = Requirement(line)
        if package.marker is None or package.marker.evaluate():
            yield package.name, str(package.specifier).removeprefix("==")


def _licence(package: str) -> str:
    """Return the licence of an installed package, as an SPDX expression where the package says that much."""
    about: Mapping[str, Any] = metadata(package).json
    classifiers = [line.rpartition(" :: ")[2] for line in about.get("classifier", ()) if line.startswith("License ::")]
    known = [_CLASSIFIERS[name] for name in classifiers if name in _CLASSIFIERS]
    stated = [about.get("license_expression"), *known, _READ_BY_HAND.get(package), about.get("license"), *classifiers]
    return next(str(licence) for licence in stated if licence)
