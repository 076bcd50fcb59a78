"""Writes optax-vectors.json: what Optax gives for its schedules at some steps, in f64, for the test beside this file.

    python3 -m pip install optax jax numpy
    python3 optax-vectors.py
"""

import json
import pathlib

import jax

jax.config.update("jax_enable_x64", True)

import jax.numpy as jnp
import optax

STEPS = [0, 1, 2, 3, 7, 9, 10, 11, 29, 30, 31, 50, 99, 100, 101, 1000]

warm_then_cosine = optax.join_schedules([optax.linear_schedule(0.0, 0.5, 10), optax.cosine_decay_schedule(0.5, 90)], [10])
schedules = {
    "constant": optax.constant_schedule(0.3),
    "step": optax.exponential_decay(0.8, 10, 0.5, staircase=True),
    "piecewiseConstant": optax.piecewise_constant_schedule(1.0, {10: 0.5, 30: 0.25}),
    "exponential": optax.exponential_decay(0.8, 20, 0.5),
    "exponentialBounded": optax.exponential_decay(0.8, 20, 0.5, end_value=0.1),
    "polynomial": optax.polynomial_schedule(0.9, 0.1, 2.0, 100),
    "linear": optax.linear_schedule(0.9, 0.1, 100),
    "cosine": optax.cosine_decay_schedule(0.8, 100, alpha=0.125),
    "warmUp": warm_then_cosine,
    "oneCycle": optax.cosine_onecycle_schedule(100, 1.0),
    "join": optax.join_schedules([optax.constant_schedule(1.0), optax.linear_schedule(0.5, 0.0, 20), optax.constant_schedule(0.125)], [10, 30]),
    "restarts": optax.join_schedules([optax.cosine_decay_schedule(0.5, 10 * 2**i) for i in range(8)], [10 * (2**i - 1) for i in range(1, 8)]),
}
vectors = {
    "optax": optax.__version__,
    "jax": jax.__version__,
    "steps": STEPS,
    "values": {name: [float(at(jnp.array(step, jnp.float64))) for step in STEPS] for name, at in schedules.items()},
}
text = json.dumps(vectors).replace('], "', '],\n"')
pathlib.Path(__file__).with_name("optax-vectors.json").write_text(text + "\n")
