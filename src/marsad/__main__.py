"""`python -m marsad`, and what the command `marsad` runs. It loads nothing before it heeds Ctrl-C."""

import sys


def main() -> int:
    """The command line; its exit status."""
    try:
        from marsad.cli import main as run

        return run()
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
