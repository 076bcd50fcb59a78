import { dropout } from '../../../src/layers/regularization/dropout.ts'
import { batchNorm } from '../../../src/layers/normalization/batch-norm.ts'
import { dense } from '../../../src/layers/affine/dense.ts'
import { linear } from '../../../src/layers/affine/linear.ts'
import { relu } from '../../../src/layers/activations/relu.ts'
import { sigmoid } from '../../../src/layers/activations/sigmoid.ts'
import { tanh } from '../../../src/layers/activations/tanh.ts'
import { checkpoint } from '../../../src/layers/combinators/checkpoint.ts'
import { concatOf } from '../../../src/layers/combinators/concat-of.ts'
import { customVjp } from '../../../src/layers/combinators/custom-vjp.ts'
import { frozen } from '../../../src/layers/combinators/frozen.ts'
import { productOf } from '../../../src/layers/combinators/product-of.ts'
import { repeat } from '../../../src/layers/combinators/repeat.ts'
import { residual } from '../../../src/layers/combinators/residual.ts'
import { stopGradient } from '../../../src/layers/combinators/stop-gradient.ts'
import { sumOf } from '../../../src/layers/combinators/sum-of.ts'
import { tied } from '../../../src/layers/combinators/tied.ts'
import type { Float, Shape } from '../../../src/tensor.ts'
import type { AnyNet, LayerRow } from '../row.ts'

const common = { family: 'combinators', joins: 'any network', slope: 'smooth', whole: false, rows: 'alone' } as const

/** A block that keeps the size of the last axis, whatever it is. */
const keeping = (prev: AnyNet) => (x: AnyNet): AnyNet => linear((prev.out as Shape).at(-1) as 1)(relu(dense(5)(x)) as AnyNet)
const smooth = (prev: AnyNet) => (x: AnyNet): AnyNet => linear((prev.out as Shape).at(-1) as 1)(tanh(x) as AnyNet)

/** A block with state and randomness inside. */
const rich = (x: AnyNet): AnyNet => dropout(0.5)(batchNorm({ momentum: 0.5 })(x)) as AnyNet

/** log (1 + eˣ) as a user writes it: the way back is the sigmoid that was kept. */
const softly = (prev: AnyNet): AnyNet => customVjp(
  (ops, x: Float<Shape>) => [ops.log1p(ops.exp(x)), ops.sigmoid(x)],
  (ops, slope: Float<Shape>, dy) => ops.mul(dy, slope),
)(prev)

export const combinators: readonly LayerRow[] = [
  {
    ...common, name: 'residual', slope: 'kinked', whole: true,
    variants: [{ about: '', input: [2, 4], after: (prev) => residual(keeping(prev))(prev) }],
    types: {
      infers: ['pipe(input([2, 4]), residual((x) => pipe(x, dense(5), relu, dense(4))))', 'readonly [2, 4]'],
      refuses: ['pipe(input([2, 4]), residual((x) => pipe(x, dense(5))))', `Type '5' is not assignable to type '4'.`],
    },
  },
  {
    ...common, name: 'sumOf', slope: 'kinked',
    variants: [
      { about: '', input: [2, 4], after: (prev) => sumOf((x: AnyNet) => dense(3)(x), (x: AnyNet) => linear(3)(relu(x) as AnyNet))(prev) },
      { about: 'of blocks with state and dropout', input: [4, 3], after: (prev) => sumOf(rich, rich)(prev) },
    ],
    types: {
      infers: ['pipe(input([2, 4]), sumOf((x) => pipe(x, dense(3)), (x) => pipe(x, relu, linear(3))))', 'readonly [2, 3]'],
      refuses: ['pipe(input([2, 4]), sumOf((x) => pipe(x, dense(3)), (x) => pipe(x, dense(5))))', `Type '5' is not assignable to type '3'.`],
    },
  },
  {
    ...common, name: 'productOf',
    variants: [
      { about: '', input: [2, 4], after: (prev) => productOf((x: AnyNet) => dense(3)(x), (x: AnyNet) => sigmoid(dense(3)(x)))(prev) },
      { about: 'of the input with itself', input: [2, 3], after: (prev) => productOf((x: AnyNet) => x, (x: AnyNet) => x)(prev) },
    ],
    types: {
      infers: ['pipe(input([2, 4]), productOf((x) => pipe(x, dense(3)), (x) => pipe(x, dense(3), sigmoid)))', 'readonly [2, 3]'],
      refuses: ['pipe(input([2, 4]), productOf((x) => pipe(x, dense(3)), (x) => pipe(x, dense(5))))', `Type '5' is not assignable to type '3'.`],
    },
  },
  {
    ...common, name: 'concatOf', slope: 'kinked', whole: true,
    variants: [
      { about: '', input: [2, 4], after: (prev) => concatOf((x: AnyNet) => dense(3)(x), (x: AnyNet) => relu(x) as AnyNet)(prev) },
      { about: 'over two leading axes', input: [2, 2, 3], after: (prev) => concatOf((x: AnyNet) => x, (x: AnyNet) => linear(2)(x))(prev) },
    ],
    types: {
      infers: ['pipe(input([2, 98]), concatOf((x) => pipe(x, dense(7)), (x) => pipe(x, relu)))', 'readonly [2, 105]'],
      refuses: ['pipe(input([2, 4]), concatOf((x) => pipe(x, dense(3)), (x) => pipe(x, permute([1, 0]))))', `Type '4' is not assignable to type '2'.`],
    },
  },
  {
    ...common, name: 'repeat',
    variants: [
      { about: '', input: [2, 4], after: (prev) => repeat(2, smooth(prev))(prev) },
      { about: 'blocks with state and dropout', input: [4, 3], after: (prev) => repeat(2, rich)(prev) },
    ],
    types: {
      infers: ['pipe(input([2, 4]), repeat(3, (x) => pipe(x, dense(4), tanh)))', 'readonly [2, 4]'],
      refuses: ['pipe(input([2, 4]), repeat(3, (x) => pipe(x, dense(5))))', `Type '5' is not assignable to type '4'.`],
    },
  },
  {
    ...common, name: 'tied',
    variants: [
      { about: '', input: [2, 4], after: (prev) => tied(3, smooth(prev))(prev) },
      { about: 'once, a block with state and dropout', input: [4, 3], after: (prev) => tied(1, rich)(prev) },
    ],
    types: {
      infers: ['pipe(input([2, 4]), tied(3, (x) => pipe(x, dense(4), tanh)))', 'readonly [2, 4]'],
      refuses: ['pipe(input([2, 4]), tied(3, (x) => pipe(x, dense(5))))', `Type '5' is not assignable to type '4'.`],
    },
  },
  {
    ...common, name: 'frozen', joins: 'its own inputs',
    variants: [
      { about: '', input: [2, 4], after: (prev) => frozen((x: AnyNet) => tanh(dense(3)(x)))(prev) },
      { about: 'a block with state and dropout', input: [4, 3], after: (prev) => frozen(rich)(prev) },
    ],
    types: {
      infers: ['pipe(input([2, 4]), frozen((x) => pipe(x, dense(3), tanh)))', 'readonly [2, 3]'],
      refuses: ['pipe(ids([2, 4]), frozen((x) => pipe(x, dense(3))))', `Type '"i32"' is not assignable to type '"float"'.`],
    },
    without: { 'finite differences': 'its gradients are 0 on purpose; TensorFlow.js, which is told to leave those weights out, and the tape prove them' },
  },
  {
    ...common, name: 'stopGradient', joins: 'its own inputs', whole: true,
    variants: [{ about: '', input: [2, 4], after: (prev) => stopGradient(prev) }],
    types: {
      infers: ['pipe(input([2, 4]), stopGradient)', 'readonly [2, 4]'],
      refuses: ['pipe(ids([2, 4]), stopGradient)', `Type '"i32"' is not assignable to type '"float"'.`],
    },
    without: { 'finite differences': 'its gradient is 0 on purpose; tf.customGrad and the tape prove it' },
  },
  {
    ...common, name: 'customVjp', joins: 'its own inputs',
    variants: [{ about: '', input: [2, 4], after: softly }],
    types: {
      infers: ['pipe(input([2, 4]), customVjp((ops, x) => [ops.exp(x), ops.exp(x)], (ops, y, dy) => ops.mul(dy, y)))', 'readonly [2, 4]'],
      refuses: ['pipe(input([2, 4]), customVjp((ops, x) => [ops.sum(x, [1]), x], (_ops, _x, dy) => dy))', 'Source has 1 element(s) but target requires 2.'],
    },
    without: {
      'same network': "its forward is the user's own, of which a description tells the name alone; finite differences and the tape prove that the way back belongs to it",
    },
  },
  {
    ...common, name: 'checkpoint',
    variants: [
      { about: '', input: [2, 4], after: (prev) => checkpoint((x: AnyNet) => linear(2)(tanh(dense(3)(x))))(prev) },
      { about: 'a block with state and dropout', input: [4, 3], after: (prev) => checkpoint(rich)(prev) },
    ],
    types: {
      infers: ['pipe(input([2, 4]), checkpoint((x) => pipe(x, dense(3), tanh)))', 'readonly [2, 3]'],
      refuses: ['pipe(ids([2, 4]), checkpoint((x) => pipe(x, dense(3))))', `Type '"i32"' is not assignable to type '"float"'.`],
    },
  },
]
