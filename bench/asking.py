"""Ask the mix of questions in a process of its own: ``python -m bench.asking URI SIZE ROUNDS``."""

import json
import sys
from dataclasses import asdict

from bench.queries import measure
from kiosk import create_public
from kiosk.cli.warm import prepare
from kiosk.config import Settings

if __name__ == "__main__":
    uri, size, rounds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    app = prepare(create_public(Settings(database_uri=uri)))
    with app.app_context():
        timed = measure(size, rounds)
    print(json.dumps([asdict(each) for each in timed]))
