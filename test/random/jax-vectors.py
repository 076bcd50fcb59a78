"""Writes jax-vectors.json: what JAX gives for its default generator, threefry2x32, for the tests beside this file.

    python3 -m pip install jax jaxlib numpy scipy
    python3 jax-vectors.py

Real numbers are written as their 32 bits, so that nothing is lost. The errors at the end are of JAX's own normal, which
takes the inverse error function from a polynomial in f32: the largest over all 2^23 numbers that it can give.

uniform on a range is taken operation by operation: compiled for a processor with fused multiply-add, JAX rounds
`u * (to - from) + from` once instead of twice, and the last bit differs now and then.
"""

import json
import pathlib

import jax
import numpy as np
from jax import lax, random
from scipy.special import erf, erfinv

LOWEST = np.float32(-1 + 2.0**-24)


def words(keys):
    return np.asarray(random.key_data(keys)).tolist()


def bits(x):
    return np.asarray(x, dtype=np.float32).view(np.uint32).tolist()


def error(low, high, lower, upper):
    """Largest relative error of √2 erf_inv(u) over every u between low and high that uniform can give."""
    steps = np.arange(2**23, dtype=np.float64) * 2.0**-23
    u = (steps.astype(np.float32) * (np.float32(high) - np.float32(low)) + np.float32(low)).astype(np.float32)
    u = np.maximum(u, np.float32(low))
    given = np.asarray(jax.jit(lambda v: lax.mul(np.array(np.sqrt(2), np.float32), lax.erf_inv(v)))(u)).astype(np.float64)
    wanted = np.sqrt(2.0) * erfinv(u.astype(np.float64))
    inside = (wanted != 0) & (wanted > lower) & (wanted < upper)
    return float(np.max(np.abs(given[inside] - wanted[inside]) / np.abs(wanted[inside])))


def uniform(key, low, high):
    with jax.disable_jit():
        return random.uniform(key, (33,), minval=low, maxval=high)


def main():
    assert jax.config.jax_threefry_partitionable
    keys = {str(seed): random.key(seed) for seed in (0, 1, 42, 2**31 - 1, 2**32 - 1)}
    root, other = random.key(42), random.fold_in(random.key(42), 7)
    cut = float(erf(2 / np.sqrt(2)))
    vectors = {
        "jax": jax.__version__,
        "keys": {seed: words(key) for seed, key in keys.items()},
        "foldIn": {str(data): words(random.fold_in(root, data)) for data in (0, 1, 7, 2**31 - 1, 2**32 - 1)},
        "foldInNegative": words(random.fold_in(root, np.int32(-1))),
        "split": words(random.split(root)),
        "split5": words(random.split(other, 5)),
        "bits": np.asarray(random.bits(root, (17,))).tolist(),
        "bits3x2x2": np.asarray(random.bits(other, (3, 2, 2))).tolist(),
        "uniform": bits(random.uniform(root, (17,))),
        "uniformFrom": [
            {"from": low, "to": high, "bits": bits(uniform(other, low, high))}
            for low, high in ((-1.0, 1.0), (-0.3, 0.7), (0.1, 0.2), (-3.0, 1e6), (5.0, 5.000001))
        ],
        "normal": bits(random.normal(root, (64,))),
        "normalOther": bits(random.normal(other, (8, 8))),
        "truncatedNormal": bits(random.truncated_normal(root, -2.0, 2.0, (64,))),
        "permutation": {str(n): np.asarray(random.permutation(root, n)).tolist() for n in (1, 2, 3, 10, 100)},
        "permutationLong": [
            {"n": n, "first": np.asarray(random.permutation(other, n))[:20].tolist()} for n in (1625, 1626, 20000)
        ],
        "largestRelativeError": {"normal": error(LOWEST, 1, -9, 9), "truncatedNormal": error(-cut, cut, -2, 2)},
    }
    text = json.dumps(vectors).replace('], "', '],\n"').replace('}, "', '},\n"')
    pathlib.Path(__file__).with_name("jax-vectors.json").write_text(text + "\n")


main()
