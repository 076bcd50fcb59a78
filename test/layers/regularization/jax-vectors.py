"""Writes jax-vectors.json: what JAX keeps under a key, for the tests beside this file.

    python3 -m pip install jax jaxlib
    python3 jax-vectors.py
"""

import json
import pathlib

import jax
from jax import random

place = random.fold_in(random.key(42), 0)

vectors = {
    "kept": {str(rate): random.bernoulli(place, 1 - rate, (6, 8)).astype(int).tolist() for rate in (0.1, 0.3, 0.5, 0.9)},
    "channels": random.bernoulli(place, 1 - 0.3, (3, 5)).astype(int).tolist(),
}

pathlib.Path(__file__).with_name("jax-vectors.json").write_text(json.dumps(vectors) + "\n")
