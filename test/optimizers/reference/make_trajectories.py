"""Writes trajectories.json: where other implementations of the optimizers take the same weights with the same gradients, in f64.

    python3 -m pip install optax==0.2.8 jax==0.10.2 numpy torch==2.13.0
    python3 make_trajectories.py

Optax's options are set so that its definition is the one that is compared; what had to be set is said beside each row. PyTorch is
asked where it defines an optimizer in the same way, and is left out where it is not installed.
"""
import json
import pathlib

import jax
import jax.numpy as jnp
import optax

jax.config.update("jax_enable_x64", True)
try:
    import torch
except ImportError:
    torch = None

STEPS = 50
KEPT = (1, 2, 3, 5, 6, 10, 50)
PARAMS = {"w": [[0.5, -1.25], [2.0, 0.03125]], "b": [-0.75, 0.0, 10.0]}


def draws():
    """Whole numbers from -512 to 511 without 0, by a linear congruential generator, so that every gradient is short in decimals."""
    state = 20261122
    while True:
        state = (1103515245 * state + 12345) % 2**31
        whole = (state >> 16) % 1024 - 512
        if whole != 0:
            yield whole


def gradients():
    source = draws()
    # Small, middling and large ones, each weight with a mean of its own.
    scales = {"w": [[2**-7, 2**-9], [2**-2, 2**-14]], "b": [2**-8, 2**-6, 2**-10]}
    means = {"w": [[0.5, 0.0], [-16.0, 0.0]], "b": [0.25, -1.0, 0.0]}
    return [{
        "w": [[next(source) * scales["w"][i][j] + means["w"][i][j] for j in range(2)] for i in range(2)],
        "b": [next(source) * scales["b"][i] + means["b"][i] for i in range(3)],
    } for _ in range(STEPS)]


def optax_trajectory(optimizer, grads):
    params = jax.tree.map(lambda x: jnp.asarray(x, jnp.float64), PARAMS, is_leaf=lambda x: isinstance(x, list))
    state = optimizer.init(params)
    steps = {}
    for number, g in enumerate(grads, 1):
        g = {name: jnp.asarray(value, jnp.float64) for name, value in g.items()}
        updates, state = optimizer.update(g, state, params)
        params = optax.apply_updates(params, updates)
        if number in KEPT:
            steps[str(number)] = {name: value.tolist() for name, value in params.items()}
    return steps


def torch_trajectory(make, grads):
    params = {name: torch.tensor(value, dtype=torch.float64, requires_grad=True) for name, value in PARAMS.items()}
    optimizer = make(list(params.values()))
    steps = {}
    for number, g in enumerate(grads, 1):
        for name, p in params.items():
            p.grad = torch.tensor(g[name], dtype=torch.float64)
        optimizer.step()
        if number in KEPT:
            steps[str(number)] = {name: p.detach().tolist() for name, p in params.items()}
    return steps


RATE = 0.0625


def rows():
    """Name here, settings here, and the same of Optax."""
    rate = {"learningRate": RATE}
    descent = optax.scale_by_learning_rate(RATE)
    yield "sgd", rate, optax.sgd(RATE)
    yield "momentum", {**rate, "momentum": 0.875}, optax.sgd(RATE, momentum=0.875)
    yield "momentum", {**rate, "momentum": 0.875, "nesterov": True}, optax.sgd(RATE, momentum=0.875, nesterov=True)
    # Optax has epsilon under the root, so it is 0 on both sides.
    yield "adagrad", {**rate, "epsilon": 0}, optax.adagrad(RATE, initial_accumulator_value=0.0, eps=0.0)
    yield "adadelta", {"learningRate": 1}, optax.adadelta(1.0, rho=0.95, eps=1e-6)
    yield "rmsprop", rate, optax.rmsprop(RATE)
    yield "rmsprop", {**rate, "decay": 0.75, "momentum": 0.5}, optax.rmsprop(RATE, decay=0.75, momentum=0.5)
    yield "centeredRmsprop", rate, optax.rmsprop(RATE, centered=True)
    yield "centeredRmsprop", {**rate, "decay": 0.95, "momentum": 0.9, "epsilon": 1e-4}, \
        optax.rmsprop(RATE, decay=0.95, momentum=0.9, eps=1e-4, centered=True)
    yield "adam", rate, optax.adam(RATE)
    yield "adamw", rate, optax.adamw(RATE, weight_decay=0.01)
    # Optax adds epsilon to |g| inside the maximum, so it is 0 on both sides.
    yield "adamax", {**rate, "epsilon": 0}, optax.adamax(RATE, eps=0.0)
    # Optax corrects both means unless told not to.
    yield "amsgrad", rate, optax.chain(optax.scale_by_amsgrad(bias_correction_mu=False, bias_correction_nu=False), descent)
    yield "nadam", rate, optax.nadam(RATE)
    # Optax waits for 5 unless told to wait for 4.
    yield "radam", rate, optax.radam(RATE, threshold=4.0)
    yield "radam", {**rate, "threshold": 5}, optax.radam(RATE)
    yield "lion", rate, optax.lion(RATE)
    yield "lamb", rate, optax.lamb(RATE, weight_decay=0.01)
    yield "tfjsAdagrad", rate, optax.adagrad(RATE)
    # Since both of its means stay equal.
    yield "tfjsAdadelta", rate, optax.sgd(RATE)
    yield "tfjsRmsprop", {**rate, "momentum": 0.5}, optax.rmsprop(RATE, eps=1e-7, momentum=0.5)
    # It takes epsilon away; the momentum is left out, since the first variances are small.
    yield "tfjsCenteredRmsprop", rate, optax.rmsprop(RATE, eps=-1e-7, centered=True)
    yield "tfjsAdam", rate, optax.adam(RATE, eps=1e-7)
    yield "tfjsAdamax", {**rate, "epsilon": 0, "decay": 0.25}, optax.adamax(lambda step: RATE / (1 + 0.25 * step), eps=0.0)


def torch_rows():
    rate = {"learningRate": RATE}
    o = torch.optim
    yield "momentum", {**rate, "momentum": 0.875, "nesterov": True}, lambda p: o.SGD(p, RATE, momentum=0.875, nesterov=True)
    yield "adagrad", rate, lambda p: o.Adagrad(p, RATE)
    yield "adadelta", {"rho": 0.9}, lambda p: o.Adadelta(p)
    yield "adam", rate, lambda p: o.Adam(p, RATE)
    yield "adamw", rate, lambda p: o.AdamW(p, RATE)
    # PyTorch adds epsilon to the root before its correction, so it is 0 on both sides.
    yield "radam", {**rate, "threshold": 5, "epsilon": 0}, lambda p: o.RAdam(p, RATE, eps=0.0)


def main():
    grads = gradients()
    made = [{"name": name, "settings": settings, "by": f"optax {optax.__version__}", "steps": optax_trajectory(optimizer, grads)}
            for name, settings, optimizer in rows()]
    if torch is not None:
        made += [{"name": name, "settings": settings, "by": f"torch {torch.__version__}", "steps": torch_trajectory(make, grads)}
                 for name, settings, make in torch_rows()]
    line = lambda row: json.dumps(row)
    text = '{\n"jax": "%s",\n"params": %s,\n"gradients": [\n%s\n],\n"trajectories": [\n%s\n]\n}\n' % (
        jax.__version__, line(PARAMS), ",\n".join(map(line, grads)), ",\n".join(map(line, made)))
    pathlib.Path(__file__).with_name("trajectories.json").write_text(text)


main()
