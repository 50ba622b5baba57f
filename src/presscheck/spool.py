"""Items of a large batch, on disk while the batch is worked on: memory stays flat."""

from __future__ import annotations

import pickle
import tempfile
from array import array
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any, Generic, TypeVar, overload
from weakref import finalize

import pyarrow as pa

S = TypeVar("S")
T = TypeVar("T")

AT_HAND = 2_000
"""Items that were looked up last, and are kept."""
KEPT_BYTES = 400_000_000
"""What is kept of items that are looked up again and again, in the form in which they lie on disk."""


def pack(item: Any) -> tuple[bytes, int]:
    """An item as bytes, and how many they are unpacked."""
    data = pickle.dumps(item, pickle.HIGHEST_PROTOCOL)
    return pa.compress(data, "zstd", asbytes=True), len(data)


def unpack(packed: bytes, size: int) -> Any:
    """The item that was packed. Only for bytes that nobody else could have written."""
    return pickle.loads(pa.decompress(packed, size, "zstd", asbytes=True))  # noqa: S301


class Parcel(Generic[T]):
    """An item that is packed when it is sent to another process, and stays so there until somebody looks at it."""

    def __init__(self, item: T) -> None:
        self._item: list[T] = [item]
        self._packed: tuple[bytes, int] | None = None

    @classmethod
    def of(cls, packed: bytes, size: int) -> Parcel[T]:
        """What `pack` gave."""
        parcel = cls.__new__(cls)
        parcel.__setstate__((packed, size))
        return parcel

    @property
    def item(self) -> T:
        """The item; unpacked each time where it came packed."""
        if self._packed:
            item: T = unpack(*self._packed)
            return item
        return self._item[0]

    def packed(self) -> tuple[bytes, int]:
        """What `pack` gives."""
        return self._packed or pack(self._item[0])

    __getstate__ = packed

    def __setstate__(self, packed: tuple[bytes, int]) -> None:
        self._item, self._packed = [], packed


class _AtPlaces(Sequence[T]):
    """A sequence that knows its item at a place from 0 to its length; slices and negative indices follow from that."""

    def _at(self, place: int) -> T:
        raise NotImplementedError

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[T]: ...
    def __getitem__(self, index: int | slice) -> T | Sequence[T]:
        places = range(len(self))[index]
        return self._at(places) if isinstance(places, int) else [self._at(place) for place in places]


class Spool(_AtPlaces[T]):
    """A sequence that grows at its end; beyond the first `in_memory` items it lies in a file without a name.

    Nobody else can open that file, and it is gone with the process: that it holds pickles endangers nobody.
    """

    def __init__(self, folder: Path, in_memory: int) -> None:
        self._folder, self._in_memory = folder, in_memory
        self._first: list[T] = []
        self._file: Any = None
        self._ends = array("Q", [0])
        self._sizes = array("L")
        self._kept: dict[int, Parcel[T]] = {}
        self._room = KEPT_BYTES

    def append(self, item: T) -> None:
        """One more. Raises OSError where the disk is full."""
        self.put(Parcel(item))

    def put(self, parcel: Parcel[T]) -> None:
        """One more, which may be packed already."""
        if len(self._first) < self._in_memory:
            self._first.append(parcel.item)
            return
        if self._file is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._file = tempfile.TemporaryFile(dir=self._folder)  # noqa: SIM115
            finalize(self, self._file.close)
        packed, size = parcel.packed()
        self._file.seek(self._ends[-1])
        self._file.write(packed)
        self._ends.append(self._ends[-1] + len(packed))
        self._sizes.append(size)

    def extend(self, items: Iterable[T]) -> None:
        """Several more."""
        for item in items:
            self.append(item)

    def settled(self) -> Sequence[T]:
        """A tuple where everything fits into memory, else the spool."""
        return self if self._sizes else tuple(self._first)

    def parcel(self, place: int, keep: bool = False) -> Parcel[T]:
        """An item as it lies there. Some that are to be asked for again are kept as they came from the disk."""
        number = place - len(self._first)
        if number < 0:
            return Parcel(self._first[place])
        if place in self._kept:
            return self._kept[place]
        start, end = self._ends[number], self._ends[number + 1]
        self._file.seek(start)
        parcel: Parcel[T] = Parcel.of(self._file.read(end - start), self._sizes[number])
        if keep and end - start <= self._room:
            self._room -= end - start
            self._kept[place] = parcel
        return parcel

    def __len__(self) -> int:
        return len(self._first) + len(self._sizes)

    def _at(self, place: int) -> T:
        return self.parcel(place).item

    def __iter__(self) -> Iterator[T]:
        return map(self._at, range(len(self)))


class Changed(_AtPlaces[T]):
    """Another sequence with its items changed when they are asked for: all of them, or those at some places."""

    def __init__(self, items: Sequence[S], change: Callable[[S], T], places: Container[int] | None = None) -> None:
        self._items: Sequence[Any] = items
        self._change: Callable[[Any], T] = change
        self._places = places

    def __len__(self) -> int:
        return len(self._items)

    def _at(self, place: int) -> T:
        item = self._items[place]
        return self._change(item) if self._places is None or place in self._places else item

    def parcel(self, place: int, keep: bool = False) -> Parcel[T]:
        """An item; as it lies there where it is not changed."""
        changes = self._places is None or place in self._places
        return Parcel(self._at(place)) if changes else parcel_of(self._items, place, keep)

    def __iter__(self) -> Iterator[T]:
        return map(self._at, range(len(self)))


def changed(items: Sequence[T], change: Callable[[T], T], places: Container[int] | None = None) -> Sequence[T]:
    """The items, changed, or those at some places: at once where they are in memory, else when they are asked for."""
    later = Changed(items, change, places)
    return tuple(later) if isinstance(items, tuple) else later


def parcel_of(items: Sequence[T], place: int, keep: bool = False) -> Parcel[T]:
    """An item of a sequence as it lies there, packed or not; to `keep` is what will be asked for again."""
    return items.parcel(place, keep) if isinstance(items, Spool | Changed) else Parcel(items[place])


class Chained(Iterable[T]):
    """The items of several sequences, one after the other, as often as one asks."""

    def __init__(self, parts: Iterable[Sequence[T]]) -> None:
        self._parts = parts

    def __iter__(self) -> Iterator[T]:
        return chain.from_iterable(self._parts)


class Looked(Mapping[str, T]):
    """Items by their key, each looked up in the sequence when it is asked for."""

    def __init__(self, items: Sequence[T], keys: Iterable[str]) -> None:
        self._items = items
        self._item = lru_cache(AT_HAND)(lambda place: parcel_of(items, place, keep=True).item)
        self._places = {key: place for place, key in enumerate(keys)}

    def __getitem__(self, key: str) -> T:
        return self._item(self._places[key])

    def parcel(self, key: str) -> Parcel[T]:
        """An item as it lies there, packed or not."""
        return parcel_of(self._items, self._places[key], keep=True)

    def place(self, key: str) -> int:
        """Where in the sequence an item is, -1 where it is not: looked up in this order they are read as they lie."""
        return self._places.get(key, -1)

    def __contains__(self, key: object) -> bool:
        return key in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)
