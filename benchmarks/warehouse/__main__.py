"""The promises of the warehouse, a part at a time.

    python -m benchmarks.warehouse PART [OPTIONS]

A part is a module of this package with a ``main``; what it prints, and its options, stand at its top.
"""

import sys
from importlib import import_module
from pathlib import Path

_NO_PARTS = ("__init__", "__main__", "killing", "synthetic")


def main() -> None:
    """Run the part that is named first."""
    here = Path(__file__).parent
    parts = sorted(path.stem for path in here.glob("*.py") if path.stem not in _NO_PARTS)
    if len(sys.argv) < 2 or sys.argv[1] not in parts:
        sys.exit(f"python -m benchmarks.warehouse PART [OPTIONS]: the parts are {', '.join(parts)}")
    import_module(f"benchmarks.warehouse.{sys.argv[1]}").main(sys.argv[2:])


if __name__ == "__main__":
    main()
