"""Trains the line reader, a recurrent network over the lines of a page. `train_lines.py` calls it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax
from numpy.typing import NDArray

from presscheck.strip.line_features import Lines
from presscheck.strip.line_reader import BITS, LineReader, evened, numbered, scaled

WORD, LINE, STATE = 16, 64, 48
"""Numbers for a word, units for a line, units in each direction."""
PAGES = 24
"""Of one batch."""
LENGTHS = (16, 32, 64, 96, 128, 192, 256, 384, 512, 1024)
"""Pages are padded to the next of these; longer ones are not learned from."""
EPOCHS = 5
RATE, DECAY, DROPPED = 4e-3, 1e-3, 0.25
SEED = 7

SETTINGS = {
    "what": "gated recurrent units over the lines of a page, from both ends",
    "numbers for a word": WORD,
    "units for a line": LINE,
    "units in each direction": STATE,
    "epochs": EPOCHS,
    "rate": RATE,
    "dropped": DROPPED,
}
"""For the card."""

Parameters = dict[str, jax.Array]


@dataclass
class Told:
    """The lines of all pages, and what is to be learned of them. n lines."""

    known: NDArray[np.float32]
    """(n, f) features, evened and scaled."""
    buckets: NDArray[np.intp]
    """Of all words, by line."""
    begins: NDArray[np.intp]
    """(n + 1,) where the words of a line begin."""
    furniture: NDArray[np.bool_]
    weight: NDArray[np.float32]
    starts: NDArray[np.intp]
    """(pages + 1,) where the lines of a page begin."""


def train(
    matrix: NDArray[np.float32],
    lines: Lines,
    furniture: NDArray[np.bool_],
    weight: NDArray[np.float64],
    pages: NDArray[np.bool_],
) -> LineReader:
    """The reader, from those of the pages that are marked."""
    every = evened(matrix)
    seen = pages[lines.page]
    mean, spread = every[seen].mean(axis=0), every[seen].std(axis=0) + 1e-3
    buckets, line = numbered(lines)
    order = np.argsort(line, kind="stable")
    told = Told(
        scaled(every, mean, spread),
        buckets[order],
        np.searchsorted(line[order], np.arange(len(lines) + 1)),
        furniture,
        weight.astype(np.float32),
        np.searchsorted(lines.page, np.arange(len(pages) + 1)),
    )
    found = {name: np.asarray(values) for name, values in _learned(told, np.flatnonzero(pages)).items()}

    def with_bias(name: str) -> Any:
        return np.concatenate([found[name], found[f"{name} bias"][..., None, :]], axis=-2)

    return LineReader(
        mean=mean,
        spread=spread,
        words=found["words"],
        line=with_bias("line"),
        enter=with_bias("enter"),
        again=found["again"],
        leave=np.append(found["leave"], found["leave bias"]),
    )


def _learned(told: Told, pages: NDArray[np.intp]) -> Parameters:
    random = np.random.default_rng(SEED)
    batches = [list(_batches(told, pages, random)) for _ in range(EPOCHS)]
    rates = optax.cosine_onecycle_schedule(sum(map(len, batches)), RATE, 0.3)
    optimiser = optax.chain(optax.clip_by_global_norm(1.0), optax.adamw(rates, weight_decay=DECAY))
    key = jax.random.PRNGKey(SEED)
    parameters = _begin(key, told.known.shape[1])
    state = optimiser.init(parameters)

    def step(parameters: Parameters, state: Any, batch: Parameters, key: jax.Array) -> tuple[Parameters, Any]:
        gradient = jax.grad(_loss)(parameters, batch, key)
        updates, state = optimiser.update(gradient, state, parameters)
        return optax.apply_updates(parameters, updates), state

    fast = jax.jit(step)
    for number, (length, some) in enumerate(batch for epoch in batches for batch in epoch):
        parameters, state = fast(parameters, state, _batch(told, length, some), jax.random.fold_in(key, number))
    return parameters


def _batches(
    told: Told, pages: NDArray[np.intp], random: np.random.Generator
) -> Iterator[tuple[int, NDArray[np.intp]]]:
    """Pages of about one length together, in an order drawn anew; -1 stands for no page."""
    lengths = np.diff(told.starts)[pages]
    classes = np.searchsorted(LENGTHS, lengths)
    made = []
    for number, length in enumerate(LENGTHS):
        some = random.permutation(pages[(classes == number) & (lengths > 0)])
        made += [(length, some[at : at + PAGES]) for at in range(0, len(some), PAGES)]
    for at in random.permutation(len(made)):
        length, some = made[at]
        yield length, np.append(some, np.full(PAGES - len(some), -1))


def _batch(told: Told, length: int, pages: Sequence[int] | NDArray[np.intp]) -> Parameters:
    """The arrays of one batch; the words of all its lines are padded to a power of two."""
    shape = len(pages), length
    known = np.zeros((*shape, told.known.shape[1]), np.float32)
    there, furniture, weight, share = (np.zeros(shape, np.float32) for _ in range(4))
    words, places = [np.zeros(0, np.intp)], [np.zeros(0, np.intp)]
    for row, page in enumerate(pages):
        if page < 0:
            continue
        lines = slice(told.starts[page], told.starts[page + 1])
        count = lines.stop - lines.start
        begins = told.begins[lines.start : lines.stop + 1]
        known[row, :count], there[row, :count] = told.known[lines], 1
        furniture[row, :count], weight[row, :count] = told.furniture[lines], told.weight[lines]
        share[row, :count] = 1 / np.maximum(np.diff(begins), 1)
        words.append(told.buckets[begins[0] : begins[-1]])
        places.append(np.repeat(np.arange(count) + row * length, np.diff(begins)))
    some = sum(map(len, words))
    size = 1 << max(12, some.bit_length())
    return {
        "known": known,
        "there": there,
        "furniture": furniture,
        "weight": weight,
        "share": share,
        "words": np.resize(np.append(np.concatenate(words), 0), size),
        "places": np.append(np.concatenate(places), np.full(size - some, shape[0] * shape[1])),
    }


def _begin(key: jax.Array, features: int) -> Parameters:
    keys = iter(jax.random.split(key, 8))

    def even(inputs: int, *shape: int) -> jax.Array:
        return jax.random.uniform(next(keys), shape, minval=-(inputs**-0.5), maxval=inputs**-0.5)

    return {
        "words": jax.random.normal(next(keys), (1 << BITS, WORD)),
        "line": even(features + WORD, features + WORD, LINE),
        "line bias": jnp.zeros(LINE),
        "enter": even(STATE, 2, LINE, 3 * STATE),
        "enter bias": jnp.zeros((2, 3 * STATE)),
        "again": even(STATE, 2, STATE, 3 * STATE),
        "leave": even(LINE + 2 * STATE, LINE + 2 * STATE),
        "leave bias": jnp.zeros(()),
    }


def _loss(parameters: Parameters, batch: Parameters, key: jax.Array) -> jax.Array:
    lost = optax.sigmoid_binary_cross_entropy(_log_odds(parameters, batch, key), batch["furniture"])
    return (lost * batch["weight"]).sum() / (batch["weight"].sum() + 1e-6)


def _log_odds(parameters: Parameters, batch: Parameters, key: jax.Array) -> jax.Array:
    """As `LineReader.log_odds`, of a batch, a share of what it knows dropped (Srivastava et al., JMLR 2014)."""

    def dropped(values: jax.Array, number: int) -> jax.Array:
        kept = jax.random.bernoulli(jax.random.fold_in(key, number), 1 - DROPPED, values.shape)
        return values * kept / (1 - DROPPED)

    there = batch["there"]
    pages, length = there.shape
    said = jax.ops.segment_sum(parameters["words"][batch["words"]], batch["places"], pages * length + 1)[:-1]
    said = said.reshape(pages, length, WORD) * batch["share"][..., None]
    line = jnp.concatenate([batch["known"], dropped(said, 0)], -1) @ parameters["line"] + parameters["line bias"]
    line = dropped(jax.nn.relu(line), 1)
    states = []
    for way in (0, 1):
        entering = jnp.moveaxis(line @ parameters["enter"][way] + parameters["enter bias"][way], 1, 0)

        def read(state: jax.Array, now: tuple[jax.Array, jax.Array], way: int = way) -> tuple[jax.Array, jax.Array]:
            come, is_line = now
            back = state @ parameters["again"][way]
            keep, reset = jnp.split(jax.nn.sigmoid(come[:, : 2 * STATE] + back[:, : 2 * STATE]), 2, axis=1)
            new = jnp.tanh(come[:, 2 * STATE :] + reset * back[:, 2 * STATE :])
            state = jnp.where(is_line, keep * state + (1 - keep) * new, state)
            return state, state

        begin = jnp.zeros((pages, STATE))
        _, found = jax.lax.scan(read, begin, (entering, there.T[..., None] > 0), reverse=bool(way))
        states.append(jnp.moveaxis(found, 0, 1))
    return dropped(jnp.concatenate([line, *states], -1), 2) @ parameters["leave"] + parameters["leave bias"]
