"""
Convolutions as JAX has them: values and both gradients, on whole numbers, so that every order of the sums gives the same.

    python3 jax-vectors.py > jax-vectors.json      (jax 0.10)
"""
import json
import sys

import jax
import numpy as np
from jax import lax

random = np.random.default_rng(20261121)


def whole(shape):
    return random.integers(-3, 4, shape).astype(np.float32)


def pairs(n):
    return (n, n) if isinstance(n, int) else tuple(n)


def case(layer, x, w, settings, f):
    x, w = whole(x), whole(w)
    y, back = jax.vjp(f, x, w)
    dy = whole(y.shape)
    dx, dw = back(dy)
    named = {"x": x, "w": w, "dy": dy, "y": y, "dx": dx, "dw": dw}
    return {"layer": layer, "settings": settings, **{name: np.asarray(value).tolist() for name, value in named.items()}}


def conv2d(x, w, stride=1, dilation=1, padding="valid", groups=1):
    def f(x, w):
        return lax.conv_general_dilated(
            x, w, pairs(stride), padding.upper() if isinstance(padding, str) else padding, rhs_dilation=pairs(dilation),
            dimension_numbers=("NHWC", "HWIO", "NHWC"), feature_group_count=groups)
    return case("conv2d", x, w, {"stride": stride, "dilation": dilation, "padding": padding, "groups": groups}, f)


def conv1d(x, w, stride=1, dilation=1, padding="valid", groups=1):
    def f(x, w):
        return lax.conv_general_dilated(
            x, w, (stride,), padding.upper() if isinstance(padding, str) else [padding], rhs_dilation=(dilation,),
            dimension_numbers=("NWC", "WIO", "NWC"), feature_group_count=groups)
    return case("conv1d", x, w, {"stride": stride, "dilation": dilation, "padding": padding, "groups": groups}, f)


def depthwise(x, w, stride=1, dilation=1, padding="valid"):
    height, width, channels, multiplier = w

    def f(x, w):
        return lax.conv_general_dilated(
            x, w.reshape(height, width, 1, channels * multiplier), pairs(stride), padding.upper(), rhs_dilation=pairs(dilation),
            dimension_numbers=("NHWC", "HWIO", "NHWC"), feature_group_count=channels)
    return case("depthwiseConv2d", x, w, {"stride": stride, "dilation": dilation, "padding": padding, "multiplier": multiplier}, f)


def transposed(x, w, stride=1, dilation=1, padding="valid"):
    def f(x, w):
        return lax.conv_transpose(
            x, w, pairs(stride), padding.upper(), rhs_dilation=pairs(dilation), dimension_numbers=("NHWC", "HWIO", "NHWC"), transpose_kernel=True)
    return case("convTranspose2d", x, w, {"stride": stride, "dilation": dilation, "padding": padding}, f)


json.dump([
    conv2d((2, 5, 6, 2), (3, 2, 2, 3)),
    conv2d((1, 6, 7, 2), (3, 4, 2, 2), stride=(2, 3), padding="same"),
    conv2d((1, 5, 5, 3), (2, 2, 3, 2), stride=3),
    conv2d((1, 7, 6, 2), (3, 2, 2, 2), dilation=(2, 3)),
    conv2d((1, 6, 5, 2), (3, 3, 2, 2), dilation=2, stride=2, padding="same"),
    conv2d((1, 3, 4, 2), (2, 3, 2, 2), padding=((2, 1), (0, 3)), stride=(1, 2)),
    conv2d((2, 4, 4, 6), (2, 2, 2, 9), groups=3, padding="same"),
    conv2d((1, 5, 5, 4), (3, 2, 2, 4), groups=2, dilation=2, stride=2, padding=((1, 0), (2, 2))),
    conv1d((2, 7, 2), (3, 2, 3), stride=2),
    conv1d((2, 6, 2), (3, 2, 2), dilation=2, padding=(4, 0)),
    conv1d((1, 6, 4), (2, 2, 6), groups=2, padding="same"),
    depthwise((2, 4, 5, 3), (2, 3, 3, 1)),
    depthwise((1, 5, 6, 2), (3, 3, 2, 3), stride=2, padding="same"),
    depthwise((1, 6, 5, 2), (2, 2, 2, 2), dilation=(3, 2)),
    transposed((2, 3, 2, 2), (2, 3, 3, 2)),
    transposed((1, 3, 4, 2), (3, 4, 2, 2), stride=2, padding="same"),
    transposed((1, 3, 2, 2), (3, 3, 2, 2), stride=(2, 3)),
    transposed((1, 3, 3, 1), (2, 2, 2, 1), stride=3),
    transposed((1, 3, 4, 2), (3, 2, 2, 2), dilation=2, padding="same"),
], sys.stdout)
