"""Writes jax-vectors.json: what the initializers of JAX give, for the test beside this file.

    python3 -m pip install jax jaxlib numpy
    python3 jax-vectors.py

Real numbers are written as their 32 bits. Everything is taken operation by operation: compiled for a processor with fused
multiply-add, JAX rounds a product and a sum once instead of twice. With each orthogonal matrix comes the condition number of
the normal matrix that it was made from, by which rounding errors grow in its decomposition.
"""

import json
import math
import pathlib

import jax
import numpy as np
from jax import random
from jax.nn import initializers

KEY = random.key(42)
SHAPES = [(7, 5), (3, 2, 4, 6)]


def bits(x):
    return np.asarray(x, dtype=np.float32).ravel().view(np.uint32).tolist()


def row(initializer, shape, **what):
    with jax.disable_jit():
        return {**what, "shape": shape, "bits": bits(initializer(KEY, shape, np.float32))}


def condition(shape):
    rows, columns = math.prod(shape[:-1]), shape[-1]
    return float(np.linalg.cond(np.asarray(random.normal(KEY, (max(rows, columns), min(rows, columns))), dtype=np.float64)))


vectors = {
    "jax": jax.__version__,
    "uniform": [row(initializers.uniform(0.25), shape, to=0.25) for shape in SHAPES],
    "normal": [row(initializers.normal(0.3), shape, standardDeviation=0.3) for shape in SHAPES],
    # σ after the cut is 0.3
    "truncatedNormal": [row(initializers.truncated_normal(0.3 / 0.87962566103423978), shape, standardDeviation=0.3) for shape in SHAPES],
    "varianceScaling": [
        row(initializers.variance_scaling(1.5, mode, distribution), shape, scale=1.5, mode=mode, distribution=distribution)
        for mode in ("fan_in", "fan_out", "fan_avg") for distribution in ("uniform", "normal", "truncated_normal") for shape in SHAPES
    ],
    "orthogonal": [
        row(initializers.orthogonal(1.5), shape, gain=1.5, condition=condition(shape)) for shape in ((9, 4), (4, 9), (5, 5), (3, 2, 4))
    ],
}
text = json.dumps(vectors).replace('}, {', '},\n{').replace('], "', '],\n"')
pathlib.Path(__file__).with_name("jax-vectors.json").write_text(text + "\n")
