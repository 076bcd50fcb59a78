"""Values and slopes of activations as PyTorch and JAX have them in f64, at kinks too. Writes activation-vectors.json beside itself.

python3 -m pip install numpy mpmath torch jax; JAX_ENABLE_X64=1 python3 activation-vectors.py
"""
import json
import pathlib

import jax
import jax.numpy as jnp
import mpmath
import torch
import torch.nn.functional as F

POINTS = [-30, -12, -6.5, -3.5, -3, -2.5, -2, -1, -0.5, -0.001, 0, 0.001, 0.5, 1, 2, 2.5, 3, 3.5, 6, 6.5, 12, 30]
# Where digits are lost easily: y and slope of gelu, silu and mish there to 17 digits, from mpmath.
TAIL = [-12.5, -9.25, -6.125, -5.375, -4.75, -3.25, -2.25, -1.625, -1.375]
VECTOR = [-3, -0.5, 0, 1.25, 4]

pytorch = {
    'relu': F.relu, 'relu6': F.relu6, 'leakyRelu': F.leaky_relu, 'elu': F.elu, 'selu': F.selu, 'gelu': F.gelu,
    'geluTanh': lambda x: F.gelu(x, approximate='tanh'), 'silu': F.silu, 'mish': F.mish, 'softplus': F.softplus, 'softsign': F.softsign,
    'hardSigmoid': F.hardsigmoid, 'hardSwish': F.hardswish, 'hardTanh': F.hardtanh, 'tanh': torch.tanh, 'sigmoid': torch.sigmoid,
    'logSigmoid': F.logsigmoid, 'elu alpha 0.5': lambda x: F.elu(x, 0.5), 'prelu': lambda x: F.prelu(x, torch.tensor([0.25], dtype=torch.float64)),
}
in_jax = {
    'relu': jax.nn.relu, 'relu6': jax.nn.relu6, 'leakyRelu': jax.nn.leaky_relu, 'elu': jax.nn.elu, 'selu': jax.nn.selu,
    'gelu': lambda x: jax.nn.gelu(x, approximate=False), 'geluTanh': jax.nn.gelu, 'silu': jax.nn.silu, 'mish': jax.nn.mish,
    'softplus': jax.nn.softplus, 'softsign': jax.nn.soft_sign, 'hardSigmoid': jax.nn.hard_sigmoid, 'hardSwish': jax.nn.hard_swish,
    'hardTanh': jax.nn.hard_tanh, 'tanh': jnp.tanh, 'sigmoid': jax.nn.sigmoid, 'logSigmoid': jax.nn.log_sigmoid,
    'elu alpha 0.5': lambda x: jax.nn.elu(x, 0.5),
}


def of_pytorch(f):
    x = torch.tensor(POINTS, dtype=torch.float64, requires_grad=True)
    y = f(x)
    y.sum().backward()
    return {'y': y.tolist(), 'slope': x.grad.tolist()}


def of_jax(f):
    x = jnp.array(POINTS, dtype=jnp.float64)
    return {'y': f(x).tolist(), 'slope': jax.vmap(jax.grad(f))(x).tolist()}


def rows(f):
    x = torch.tensor(VECTOR, dtype=torch.float64, requires_grad=True)
    y = f(x, dim=0)
    y.backward(torch.tensor([1., -2., 3., 0.5, -1.], dtype=torch.float64))
    return {'y': y.tolist(), 'dx': x.grad.tolist()}


def exact(f):
    mpmath.mp.dps = 60
    return {'y': [float(f(mpmath.mpf(repr(x)))) for x in TAIL], 'slope': [float(mpmath.diff(f, mpmath.mpf(repr(x)), h=mpmath.mpf(10) ** -25)) for x in TAIL]}


tails = {
    'gelu': lambda x: x * mpmath.ncdf(x),
    'geluTanh': lambda x: x / (1 + mpmath.exp(-2 * mpmath.sqrt(2 / mpmath.pi) * (x + mpmath.mpf('0.044715') * x ** 3))),
    'silu': lambda x: x / (1 + mpmath.exp(-x)),
    'mish': lambda x: x * mpmath.tanh(mpmath.log1p(mpmath.exp(x))),
    'logSigmoid': lambda x: -mpmath.log1p(mpmath.exp(-x)),
    'softplus': lambda x: mpmath.log1p(mpmath.exp(x)),
    'elu': lambda x: mpmath.expm1(x),
}

found = {
    'versions': {'torch': torch.__version__, 'jax': jax.__version__},
    'points': POINTS,
    'pytorch': {name: of_pytorch(f) for name, f in pytorch.items()},
    'jax': {name: of_jax(f) for name, f in in_jax.items()},
    'tail': {'points': TAIL, **{name: exact(f) for name, f in tails.items()}},
    'rows': {'x': VECTOR, 'dy': [1, -2, 3, 0.5, -1], 'softmax': rows(F.softmax), 'logSoftmax': rows(F.log_softmax)},
}
pathlib.Path(__file__).with_suffix('.json').write_text(json.dumps(found) + '\n')
