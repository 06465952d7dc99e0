from dataclasses import dataclass
@dataclass
class O:
    osm: object = None; note: object = None; understood: bool = True
def read_opening_text(t): return O(osm=t)
