"""Writes pytorch.json: sequences through PyTorch's recurrent layers with their gradients, in float64. Run: python3 pytorch.py"""
import json
import pathlib

import torch

torch.manual_seed(20)
N, T, I, U = 2, 4, 3, 2


def reordered(matrix, order):
    """Gates along the first axis in another order."""
    return torch.cat([matrix.chunk(len(order))[i] for i in order])


def case(module, order, pairs):
    """Weights in the order and layout of Keras: [in, gates units], and biases of x and h apart (`pairs`) or as one."""
    x = torch.randn(N, T, I, dtype=torch.float64, requires_grad=True)
    dy = torch.randn(N, T, U, dtype=torch.float64)
    y, _ = module(x)
    y.backward(dy)
    w, u, bx, bh = module.weight_ih_l0, module.weight_hh_l0, module.bias_ih_l0, module.bias_hh_l0

    def laid(value):
        bias = [reordered(value(b), order) for b in (bx, bh)]
        return {
            'w': reordered(value(w), order).T.tolist(),
            'u': reordered(value(u), order).T.tolist(),
            'b': torch.stack(bias).tolist() if pairs else (bias[0] + bias[1] if value is not GRAD else bias[0]).tolist(),
        }

    return {
        'x': x.tolist(), 'dy': dy.tolist(), 'y': y.tolist(), 'dx': x.grad.tolist(),
        'weights': laid(lambda p: p.detach()), 'gradient': laid(GRAD),
    }


GRAD = lambda p: p.grad  # noqa: E731

modules = {'batch_first': True, 'dtype': torch.float64}
found = {
    # PyTorch has i, f, g, o, as Keras has.
    'lstm': case(torch.nn.LSTM(I, U, **modules), [0, 1, 2, 3], False),
    # PyTorch has r, z, n.
    'gru': case(torch.nn.GRU(I, U, **modules), [1, 0, 2], True),
    'simpleRnn': case(torch.nn.RNN(I, U, **modules), [0], False),
    'torch': torch.__version__,
}
place = pathlib.Path(__file__).with_name('pytorch.json')
place.write_text(json.dumps(found, indent=1) + '\n')
