"""``python -m presscheck.cli`` is ``presscheck``."""

from presscheck.cli import run

if __name__ == "__main__":
    run()
