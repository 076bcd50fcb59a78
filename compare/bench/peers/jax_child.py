"""JAX on the CPU as a peer of the benchmark: reads one request a line on standard input, answers one line to each."""
import base64
import json
import os
import sys

os.environ.setdefault("JAX_PLATFORMS", "cpu")

try:
    import jax
    import jax.numpy as jnp
    import numpy as np
except Exception as error:  # whatever keeps jax from loading is the reason
    print(json.dumps({"error": f"{type(error).__name__}: {error}"}), flush=True)
    sys.exit(0)


def numbers(text, shape):
    return jnp.asarray(np.frombuffer(base64.b64decode(text), dtype="<f4").reshape(shape))


ACTIVATIONS = {"relu": jax.nn.relu, "sigmoid": jax.nn.sigmoid, "none": lambda x: x}
LOSSES = {
    "halfSquaredError": lambda t, y: 0.5 * jnp.sum((y - t) ** 2),
    "meanSquaredError": lambda t, y: jnp.mean((y - t) ** 2),
    "softmaxCrossEntropy": lambda t, y: -jnp.mean(jnp.sum(jax.nn.log_softmax(y) * t, -1)),
}


def training(task, settings, layers, x, labels):
    def loss(params, x, t):
        for i, (w, b) in enumerate(params):
            x = ACTIVATIONS[task["last" if i == len(params) - 1 else "hidden"]](x @ w + b)
        return LOSSES[task["loss"]](t, x)

    value_and_grad = jax.value_and_grad(loss)

    def sgd(params, x, t):
        value, grads = value_and_grad(params, x, t)
        return jax.tree.map(lambda p, g: p - settings["learningRate"] * g, params, grads), value

    def adam(state, x, t):
        params, m, v, count = state
        value, grads = value_and_grad(params, x, t)
        beta1, beta2, count = settings["beta1"], settings["beta2"], count + 1
        m = jax.tree.map(lambda m, g: beta1 * m + (1 - beta1) * g, m, grads)
        v = jax.tree.map(lambda v, g: beta2 * v + (1 - beta2) * g * g, v, grads)
        c1, c2 = 1 - beta1 ** count.astype(jnp.float32), 1 - beta2 ** count.astype(jnp.float32)
        change = lambda p, m, v: p - settings["learningRate"] * (m / c1) / (jnp.sqrt(v / c2) + settings["epsilon"])
        return (jax.tree.map(change, params, m, v), m, v, count), value

    x = numbers(x, (task["batch"], task["widths"][0]))
    t = numbers(labels, (task["batch"], task["widths"][-1]))

    def first():
        params = [(numbers(l["w"], (l["inputs"], l["units"])), numbers(l["b"], (l["units"],))) for l in layers]
        zeros = lambda: jax.tree.map(jnp.zeros_like, params)
        return params if task["optimizer"] == "sgd" else (params, zeros(), zeros(), jnp.int32(0))

    # The old state is given away, so that the new one can be written in its place.
    step = jax.jit(sgd if task["optimizer"] == "sgd" else adam, donate_argnums=0)
    return first, lambda state: step(state, x, t)


def products(task, c, h):
    size = task["size"]
    h = numbers(h, (size, size))

    @jax.jit
    def step(c, h):
        for _ in range(task["count"]):
            c = c @ h
        return c, c[0, 0]

    return lambda: numbers(c, (size, size)), lambda state: step(state, h)


def answer(request):
    global first, step, state
    if request["do"] == "prepare":
        made = training if request["task"]["kind"] == "training" else products
        first, step = made(request["task"], **request["given"])
        return {}
    if request["do"] == "restart":
        state = jax.block_until_ready(first())
        return {}
    for _ in range(request["count"]):
        state, value = step(state)
    jax.block_until_ready(state)
    return {"value": float(value)}


print(json.dumps({"version": f"{jax.__version__}, Python {sys.version.split()[0]}, {jax.devices()[0].platform}"}), flush=True)
for line in sys.stdin:
    try:
        reply = answer(json.loads(line))
    except Exception as error:  # told to the one who asked
        reply = {"error": f"{type(error).__name__}: {error}"}
    print(json.dumps(reply), flush=True)
