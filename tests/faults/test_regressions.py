"""What fuzzing found, and its seeds with some mutants: each must hold what ``fuzz.py`` holds every input to."""

from __future__ import annotations

import importlib.util
import random
from pathlib import Path
from types import ModuleType

import pytest

spec = importlib.util.spec_from_file_location("fuzz", Path(__file__).with_name("fuzz.py"))
assert spec
assert spec.loader
fuzz: ModuleType = importlib.util.module_from_spec(spec)
spec.loader.exec_module(fuzz)

JSON_LD = b'\xff<html><head><script type="application/ld+json">%s</script></head><body><p>Nobody expected it.</p>'
FOUND = {
    "a digit that is none to int()": "\0Published ² days ago\n\nNobody expected a queue.".encode(),
    "half a character in a headline": JSON_LD % b'{"@type":"NewsArticle","headline":"\\ud800 a"}',
    "half a character in a name": JSON_LD % b'{"@type":"NewsArticle","author":{"name":"\\udc00"}}',
    "an address that is none": b'\xff<html><head><link rel=canonical href="http://[::1/x"></head><body><p>Baths.</p>',
    "brackets that never end": JSON_LD % (b"[" * 20_000),
    "a day that is none": b"\xff<html><body><time datetime=9999-12-31T24:00:00>0000-00-00</time><p>Nobody.</p>",
    "a zip archive": b"\xffPK\x03\x04\x14\0harbour" + bytes(range(256)),
    "nothing": b"",
    "nothing but its kind": b"\xff",
}


@pytest.mark.parametrize("name", FOUND)
def test_what_was_found_is_mended(name: str) -> None:
    fuzz.check(FOUND[name])


@pytest.mark.parametrize("seed", range(4))
def test_seeds_and_some_mutants_hold(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    for data in (*fuzz.SEEDS, *(fuzz.mutant(chance, list(fuzz.SEEDS)) for _ in range(12))):
        fuzz.check(data)


def test_a_fault_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("presscheck.ledger.restore", lambda clean, edits: clean)
    with pytest.raises(AssertionError):
        fuzz.check(fuzz.SEEDS[0])
