"""``python -m presscheck`` is ``presscheck``."""

from presscheck.cli import run

if __name__ == "__main__":
    run()
