"""Writes torch-vectors.json: what PyTorch gives for its normalization layers in f64, for the test beside this file.

    python3 -m pip install torch numpy
    python3 torch-vectors.py

PyTorch keeps the channels first and the unbiased variance of a batch in its running statistics; both are turned into ours here, the
second by multiplying what moved by (n - 1) / n.
"""

import json
import pathlib

import torch

torch.manual_seed(7)
torch.set_default_dtype(torch.float64)


def case(module, x, permutation, train=True, state=None):
    """Output, running statistics and gradients; `permutation` takes our axes to those of PyTorch."""
    module.train(train)
    with torch.no_grad():
        for parameter in module.parameters():
            parameter.copy_(torch.randn_like(parameter))
        if state is not None:
            module.running_mean.copy_(state[0])
            module.running_var.copy_(state[1])
    x = x.clone().requires_grad_(True)
    inverse = [permutation.index(axis) for axis in range(len(permutation))]
    y = module(x.permute(permutation)).permute(inverse)
    dy = torch.randn_like(y)
    y.backward(dy)
    given = {"gamma": module.weight, "beta": getattr(module, "bias", None)}
    found = {name: w.detach().tolist() for name, w in given.items() if w is not None}
    slopes = {name: w.grad.tolist() for name, w in given.items() if w is not None}
    return {
        "x": x.detach().tolist(), "dy": dy.tolist(), "y": y.detach().tolist(), "dx": x.grad.tolist(), "params": found, "gradients": slopes,
    }


images = torch.randn(2, 3, 2, 4) * 2 + 5
start = (torch.randn(4), torch.rand(4) + 0.5)
batch = torch.nn.BatchNorm2d(4, eps=1e-3, momentum=0.1)
training = case(batch, images, [0, 3, 1, 2], True, start)
n = 2 * 3 * 2
moved = batch.running_var - 0.9 * start[1]
training["before"] = {"mean": start[0].tolist(), "variance": start[1].tolist()}
training["after"] = {"mean": batch.running_mean.tolist(), "variance": (0.9 * start[1] + moved * (n - 1) / n).tolist()}
inference = case(torch.nn.BatchNorm2d(4, eps=1e-3), images, [0, 3, 1, 2], False, start)
inference["before"] = inference["after"] = training["before"]

vectors = {
    "batchNorm": training,
    "batchNormInference": inference,
    "layerNorm": case(torch.nn.LayerNorm(4, eps=1e-3), images, [0, 1, 2, 3]),
    "rmsNorm": case(torch.nn.RMSNorm(4, eps=1e-6), images, [0, 1, 2, 3]),
    "groupNorm": case(torch.nn.GroupNorm(2, 4, eps=1e-3), images, [0, 3, 1, 2]),
    "instanceNorm": case(torch.nn.InstanceNorm2d(4, eps=1e-3, affine=True), images, [0, 3, 1, 2]),
}

pathlib.Path(__file__).with_name("torch-vectors.json").write_text(json.dumps(vectors) + "\n")
