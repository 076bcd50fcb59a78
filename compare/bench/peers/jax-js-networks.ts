import type { Shape, Tensor } from '../../../src/tensor.ts'
import * as tree from '../../../src/tree.ts'
import { floatsOf, networkStart } from '../our-networks.ts'
import type { Bench } from '../peer.ts'
import type { NetworkName, NetworkTraining } from '../task.ts'
import { affine, type Held, type Jax, lossBench, weight, type Weights } from './jax-js-training.ts'

type Loss = (jax: Jax, w: Weights, x: Held, t: Held) => Held

const softmaxCrossEntropy = (jax: Jax, t: Held, y: Held): Held => jax.nn.logSoftmax(y, -1).mul(t).sum(-1).mean().mul(-1)

/** A convolution, rectified, and the largest of each four, with the channels in front of the image as theirs is laid out. */
const convolved = (jax: Jax, x: Held, w: Weights, path: string, padding: 'SAME' | 'VALID'): Held => {
  const y = jax.lax.conv(x, weight(w, `${path}.w`).transpose([3, 2, 0, 1]), [1, 1], padding)
  const [n = 1, c = 1, height = 1, width = 1] = y.shape
  const image = jax.nn.relu(y.add(weight(w, `${path}.b`).reshape([c, 1, 1])))
  return jax.numpy.max(image.reshape([n, c, height / 2, 2, width / 2, 2]), [3, 5])
}

const lenet: Loss = (jax, w, x, t) => {
  const image = convolved(jax, convolved(jax, x.transpose([0, 3, 1, 2]), w, '0', 'SAME'), w, '1', 'VALID')
  const flat = image.transpose([0, 2, 3, 1]).reshape([32, 400])
  return softmaxCrossEntropy(jax, t, affine(jax, jax.nn.relu(affine(jax, jax.nn.relu(affine(jax, flat, w, '2')), w, '3')), w, '4'))
}

/** Every step written out, since there is no scan. */
const lstm: Loss = (jax, w, x, t) => {
  const { numpy: np, nn } = jax
  const inputs = np.unstack(affine(jax, x.reshape([32 * 32, 64]), w, '0').reshape([32, 32, 256]), 1)
  const u = weight(w, '0.u')
  const [h, c] = inputs.reduce<readonly [h: Held, c: Held]>(([h, c], input) => {
    const [i, f, g, o] = np.split(input.add(np.matmul(h, u.ref)), 4, 1) as [Held, Held, Held, Held]
    const next = nn.sigmoid(f).mul(c).add(nn.sigmoid(i).mul(np.tanh(g)))
    return [nn.sigmoid(o).mul(np.tanh(next.ref)), next]
  }, [np.zeros([32, 64]), np.zeros([32, 64])])
  u.dispose()
  c.dispose()
  return softmaxCrossEntropy(jax, t, affine(jax, h, w, '1'))
}

const normalized = ({ numpy: np }: Jax, x: Held, w: Weights, path: string): Held => {
  const centered = x.ref.sub(np.mean(x, -1, { keepdims: true }))
  const variance = np.mean(np.square(centered.ref), -1, { keepdims: true })
  return centered.div(np.sqrt(variance.add(1e-3))).mul(weight(w, `${path}.gamma`)).add(weight(w, `${path}.beta`))
}

const attended = (jax: Jax, x: Held, w: Weights): Held => {
  const [n, t, e, heads] = [16, 64, 64, 4]
  const all = affine(jax, x.reshape([n * t, e]), w, '0.0.1.qkv').reshape([n, t, 3, heads, e / heads]).transpose([2, 0, 3, 1, 4])
  const [q, k, v] = jax.numpy.unstack(all) as [Held, Held, Held]
  const p = jax.nn.softmax(jax.numpy.matmul(q, k.transpose([0, 1, 3, 2])).mul(1 / Math.sqrt(e / heads)), -1)
  return affine(jax, jax.numpy.matmul(p, v).transpose([0, 2, 1, 3]).reshape([n * t, e]), w, '0.0.1.out').reshape([n, t, e])
}

/** With tanh, as the block has it when nothing is said. */
const gelu = ({ numpy: np }: Jax, x: Held): Held => {
  const inner = x.ref.add(x.ref.mul(x.ref).mul(x.ref).mul(0.044715)).mul(Math.sqrt(2 / Math.PI))
  return x.mul(0.5).mul(np.tanh(inner).add(1))
}

const transformer: Loss = (jax, w, x, t) => {
  const h = x.ref.add(attended(jax, normalized(jax, x, w, '0.0.0'), w))
  const inner = gelu(jax, affine(jax, normalized(jax, h.ref, w, '0.1.0').reshape([16 * 64, 64]), w, '0.1.1'))
  return jax.numpy.square(h.add(affine(jax, inner, w, '0.1.2').reshape([16, 64, 64])).sub(t)).mean()
}

const losses: Readonly<Record<NetworkName, Loss>> = { lenet, lstm, transformer }

/** Training as a user of jax-js writes it: `valueAndGrad` and the update in one jitted function. */
export const networkBench = (jax: Jax, task: NetworkTraining): Bench => {
  const { first, batch } = networkStart(task)
  const copied = (x: Tensor): Held => jax.numpy.array(floatsOf(x), { shape: [...x.shape as Shape] })
  const weights = (make: (x: Tensor) => Held) => (): Weights =>
    Object.fromEntries(tree.leaves(first.params).map(({ path, tensor }) => [path, make(tensor)]))
  return lossBench(
    jax, task.optimizer, { x: copied(batch.x), labels: copied(batch.labels) }, (w, x, t) => losses[task.network](jax, w, x, t),
    weights(copied), weights((x) => jax.numpy.zeros([...x.shape as Shape])))
}
