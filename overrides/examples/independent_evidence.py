"""Which themes have independent evidence, and in how many states? From figures.csv alone."""

import csv
import io
import sys
from urllib.request import urlopen

ADDRESS = "SITE/api/v1/figures.csv"

states = {}
with urlopen(sys.argv[1] if len(sys.argv) > 1 else ADDRESS) as answer:
    for row in csv.DictReader(io.TextIOWrapper(answer, "utf-8-sig")):
        if row["evidence"] == "independent" and row["country"] != "gcc":
            states.setdefault(row["theme"], set()).add(row["country"])

for theme in sorted(states):
    print(theme, len(states[theme]))
