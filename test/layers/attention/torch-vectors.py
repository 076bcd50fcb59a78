"""Makes torch-vectors.json: attention, rotary positions, a pre-norm block and a tied embedding as PyTorch computes them in f64, forward and back.

Every number that goes in is an f32 number, so that both sides begin with the same. Needs torch 2.13 and mpmath 1.3.
    python3 torch-vectors.py > torch-vectors.json
"""
import json
import mpmath
import torch
import torch.nn.functional as F

torch.manual_seed(20261121)
torch.set_default_dtype(torch.float64)


def draw(*shape, spread=1.0):
    return (spread * torch.randn(*shape, dtype=torch.float32)).to(torch.float64)


def listed(**tensors):
    return {name: tensor.tolist() for name, tensor in tensors.items()}


def redrawn(module):
    """Numbers of their own for every parameter, so that no bias is 0 and no gain is 1."""
    with torch.no_grad():
        for parameter in module.parameters():
            parameter.copy_(draw(*parameter.shape, spread=0.5))
    return module


def back(y, dy, leaves):
    return torch.autograd.grad(y, leaves, dy)


def dot_product(causal, keys, mask=None):
    q, k, v = draw(2, 2, 3, 4).requires_grad_(), draw(2, 2, keys, 4).requires_grad_(), draw(2, 2, keys, 5).requires_grad_()
    seen = None if mask is None else torch.tensor(mask)[:, None, None, :].expand(2, 2, 3, keys)
    y = F.scaled_dot_product_attention(q, k, v, attn_mask=seen, is_causal=causal)
    dy = draw(*y.shape)
    dq, dk, dv = back(y, dy, [q, k, v])
    return {'causal': causal, 'mask': mask, **listed(q=q, k=k, v=v, y=y, dy=dy, dq=dq, dk=dk, dv=dv)}


def upright(linear_weight):
    """PyTorch keeps weights [out, in]; ours are [in, out]."""
    return linear_weight.T.contiguous()


def multi_head(causal, mask=None):
    n, t, e = 2, 4, 6
    module = redrawn(torch.nn.MultiheadAttention(e, 2, batch_first=True))
    x = draw(n, t, e).requires_grad_()
    hidden = torch.triu(torch.ones(t, t, dtype=torch.bool), 1) if causal else None
    y, _ = module(x, x, x, attn_mask=hidden, key_padding_mask=None if mask is None else ~torch.tensor(mask), need_weights=False)
    dy = draw(*y.shape)
    w, b, out = module.in_proj_weight, module.in_proj_bias, module.out_proj
    dx, dw, db, dwo, dbo = back(y, dy, [x, w, b, out.weight, out.bias])
    return {'causal': causal, 'mask': mask, **listed(
        x=x, y=y, dy=dy, dx=dx, w=upright(w), b=b, wOut=upright(out.weight), bOut=out.bias, dw=upright(dw), db=db, dwOut=upright(dwo), dbOut=dbo)}


ACTIVATIONS = {'gelu': F.gelu, 'geluTanh': lambda x: F.gelu(x, approximate='tanh')}


def block(causal, activation):
    n, t, e, hidden = 2, 3, 4, 5
    module = redrawn(torch.nn.TransformerEncoderLayer(
        e, 2, hidden, dropout=0.0, activation=ACTIVATIONS[activation], layer_norm_eps=1e-3, batch_first=True, norm_first=True))
    x = draw(n, t, e).requires_grad_()
    mask = torch.nn.Transformer.generate_square_subsequent_mask(t) if causal else None
    y = module(x, src_mask=mask, is_causal=causal)
    dy = draw(*y.shape)
    a = module.self_attn
    leaves = [
        module.norm1.weight, module.norm1.bias, a.in_proj_weight, a.in_proj_bias, a.out_proj.weight, a.out_proj.bias,
        module.norm2.weight, module.norm2.bias, module.linear1.weight, module.linear1.bias, module.linear2.weight, module.linear2.bias]
    dx, *gradients = back(y, dy, [x, *leaves])
    flat = lambda tensors: [(upright(tensor) if tensor.dim() == 2 else tensor).tolist() for tensor in tensors]
    return {'causal': causal, 'activation': activation, **listed(x=x, y=y, dy=dy, dx=dx), 'params': flat(leaves), 'gradients': flat(gradients)}


def rotary():
    """The halves of GPT-NeoX, as in Hugging Face's `rotate_half`."""
    t, d = 7, 6
    x = draw(2, t, d).requires_grad_()
    angles = torch.outer(torch.arange(t, dtype=torch.float64), 10000.0 ** (-torch.arange(0, d, 2, dtype=torch.float64) / d))
    cos, sin = torch.cat([angles.cos()] * 2, -1), torch.cat([angles.sin()] * 2, -1)
    first, second = x[..., : d // 2], x[..., d // 2:]
    y = x * cos + torch.cat([-second, first], -1) * sin
    dy = draw(*y.shape)
    return listed(x=x, y=y, dy=dy, dx=back(y, dy, [x])[0])


def tied():
    table, between = draw(5, 3).requires_grad_(), draw(3, 3).requires_grad_()
    ids = torch.tensor([[0, 3, 3], [4, 0, 3]])
    y = F.linear(F.embedding(ids, table) @ between, table)
    dy = draw(*y.shape)
    dtable, dbetween = back(y, dy, [table, between])
    return {'ids': ids.tolist(), **listed(table=table, between=between, y=y, dy=dy, dtable=dtable, dbetween=dbetween)}


def waves():
    """Sines and cosines to 40 digits, rounded once."""
    mpmath.mp.dps = 40
    width = 6
    positions = [0, 1, 2, 17, 511]
    angle = lambda t, e: mpmath.mpf(t) / mpmath.mpf(10000) ** (mpmath.mpf(e - e % 2) / width)
    return {'width': width, 'positions': positions, 'rows': [
        [float(mpmath.sin(angle(t, e)) if e % 2 == 0 else mpmath.cos(angle(t, e))) for e in range(width)] for t in positions]}


padding = [[True, True, False, False], [True, False, True, True]]
print(json.dumps({
    'torch': torch.__version__,
    'dotProduct': [dot_product(False, 4), dot_product(True, 3), dot_product(False, 4, padding)],
    'multiHead': [multi_head(False), multi_head(True), multi_head(False, padding)],
    'block': [block(False, 'gelu'), block(True, 'geluTanh')],
    'rotary': rotary(),
    'tied': tied(),
    'waves': waves(),
}, separators=(',', ':')))
