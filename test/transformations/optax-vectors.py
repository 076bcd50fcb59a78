"""Writes optax-vectors.json: what Optax gives for its transformations of gradients, for the test beside this file.

    python3 -m pip install optax jax numpy
    python3 optax-vectors.py

Everything is in f64. The gradients are whole numbers over 16, so that they and their small sums are exact, and of every run the
parameters after each step are kept. The parameters are a list of two records, as those of a network of two dense layers.
"""

import json
import pathlib

import jax

jax.config.update("jax_enable_x64", True)

import jax.numpy as jnp
import numpy as np
import optax

STEPS = 9


def tree(numbers):
    """[{w: 2 × 3, b: 3}, {w: 3 × 1}] of 12 numbers."""
    return [
        {"w": jnp.array(numbers[0:6]).reshape(2, 3), "b": jnp.array(numbers[6:9])},
        {"w": jnp.array(numbers[9:12]).reshape(3, 1)},
    ]


def flat(t):
    return [*np.asarray(t[0]["w"]).ravel().tolist(), *np.asarray(t[0]["b"]).tolist(), *np.asarray(t[1]["w"]).ravel().tolist()]


random = np.random.default_rng(20261121)
first = (random.integers(-32, 33, 12) / 16).tolist()
gradients = (random.integers(-48, 49, (STEPS, 12)) / 16).tolist()
infinite = [list(row) for row in gradients]
infinite[2][4] = float("inf")
infinite[3][0] = float("nan")
infinite[7][11] = float("-inf")


def run(optimizer, given=gradients):
    params = tree(first)
    state = optimizer.init(params)
    weights = []
    for row in given:
        updates, state = optimizer.update(tree(row), state, params)
        params = optax.apply_updates(params, updates)
        weights.append(flat(params))
    return weights, state


def accumulated(optimizer):
    """MultiSteps, which keeps its mean in f32 unless told otherwise."""
    return optax.MultiSteps(optimizer, 3, accumulator_dtype=jnp.float64).gradient_transformation()


def averaged(debias):
    """The average of the weights after each update of plain descent."""
    params, descent = tree(first), optax.sgd(0.1)
    state = descent.init(params)
    average = optax.ema(0.75, debias=debias)
    kept = average.init(params)
    averages = []
    for row in gradients:
        updates, state = descent.update(tree(row), state, params)
        params = optax.apply_updates(params, updates)
        value, kept = average.update(params, kept)
        averages.append(flat(value))
    return averages


first_w = [{"w": True, "b": False}, {"w": False}]
labels = [{"w": "slow", "b": "fast"}, {"w": "slow"}]
skipping, skipped = run(optax.apply_if_finite(optax.adam(0.1), 1000), infinite)

vectors = {
    "optax": optax.__version__,
    "jax": jax.__version__,
    "first": first,
    "gradients": gradients,
    # JSON has no infinities
    "notFinite": [[2, 4, "Infinity"], [3, 0, "NaN"], [7, 11, "-Infinity"]],
    "runs": {
        "clipByValue": run(optax.chain(optax.clip(1.5), optax.sgd(0.1)))[0],
        "clipByGlobalNorm": run(optax.chain(optax.clip_by_global_norm(5.0), optax.sgd(0.1)))[0],
        "weightDecay": run(optax.chain(optax.add_decayed_weights(0.02), optax.adam(0.1)))[0],
        "decoupledWeightDecay": run(optax.adamw(0.1, weight_decay=0.02))[0],
        "scaleBySchedule": run(optax.chain(optax.scale_by_schedule(lambda n: 1.0 / (1.0 + n)), optax.sgd(0.1)))[0],
        "accumulate": run(accumulated(optax.adam(0.1)))[0],
        "clipThenAccumulate": run(optax.chain(optax.clip_by_global_norm(5.0), accumulated(optax.sgd(0.1))))[0],
        "accumulateThenClip": run(accumulated(optax.chain(optax.clip_by_global_norm(5.0), optax.sgd(0.1))))[0],
        "masked": run(optax.chain(optax.masked(optax.clip_by_global_norm(2.0), first_w), optax.sgd(0.1)))[0],
        "partition": run(optax.partition({"slow": optax.sgd(0.01), "fast": optax.adam(0.1)}, labels))[0],
        "freeze": run(optax.partition(
            {"frozen": optax.set_to_zero(), "free": optax.chain(optax.clip_by_global_norm(3.0), optax.adam(0.1))},
            [{"w": "frozen", "b": "free"}, {"w": "free"}]))[0],
        "skipNonFinite": skipping,
    },
    "skipped": {"total": int(skipped.total_notfinite), "inARow": int(skipped.notfinite_count)},
    "averages": {"debias": averaged(True)},
}
text = json.dumps(vectors).replace("], [", "],\n[").replace('], "', '],\n"').replace('}, "', '},\n"')
pathlib.Path(__file__).with_name("optax-vectors.json").write_text(text + "\n")
