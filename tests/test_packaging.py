"""The wheel carries what the checkout has: suites, flows, cases, templates and lexicons."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from presscheck import resources

ROOT = Path(__file__).parents[1]
MOST_BYTES = 1_000_000


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return next(out.glob("*.whl"))


def test_nothing_large_is_in_the_checkout() -> None:
    """A file that was made by hand or copied in: data of ours are smaller."""
    command = ["git", "ls-files", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("no checkout of git: what belongs to it is not known")
    large = {name for name in listed.stdout.split("\0") if name and (ROOT / name).stat().st_size > MOST_BYTES}
    assert large <= {"src/presscheck/lexicons/places.txt"}


def test_wheel_holds_the_data(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder, target in (
        ("expectations", "expectations"),
        ("tests/rules", "cases"),
        ("flows", "flows"),
        ("docs/rules", "pages"),
    ):
        for path in (ROOT / folder).glob("*.*"):
            assert f"presscheck/{target}/{path.name}" in names
    for path in (ROOT / "src/presscheck").rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            assert f"presscheck/{path.relative_to(ROOT / 'src/presscheck')}" in names


def test_two_builds_are_the_same_bytes(wheel: Path, tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    assert (tmp_path / wheel.name).read_bytes() == wheel.read_bytes()


def test_resources_are_found_in_the_package_and_in_the_checkout(wheel: Path, tmp_path: Path) -> None:
    assert resources.folder("expectations") == ROOT / "expectations"
    zipfile.ZipFile(wheel).extractall(tmp_path)
    code = "from presscheck import resources; print(resources.folder('expectations'), resources.folder('cases', 'tests/rules'))"
    done = subprocess.run(
        [sys.executable, "-P", "-c", f"import sys; sys.path.insert(0, {str(tmp_path)!r}); {code}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == [str(tmp_path / "presscheck" / name) for name in ("expectations", "cases")]
    with pytest.raises(FileNotFoundError, match="not installed whole"):
        resources.folder("nothing")


def test_the_lock_names_no_index_and_has_hashes() -> None:
    lock = (ROOT / "requirements.lock").read_text()
    assert "://" not in lock
    assert "--index" not in lock
    assert "--find-links" not in lock
    assert lock.count("==") < lock.count("--hash=sha256:")
