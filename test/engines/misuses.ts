import { fromFlat, key, type Ops, type Some, type Tensor, tensor } from '../../src/index.ts'

/** A wrong call that slipped past the compiler, and the whole message that it must give. */
export type Misuses = readonly (readonly [call: (ops: Ops) => unknown, message: string])[]

const wide: Some = tensor([[1, 2, 3], [4, 5, 6]])
const tall: Some = tensor([[1, 2], [3, 4], [5, 6]])
const cube: Some = fromFlat([2, 2, 3], Array.from({ length: 12 }, (_, i) => i))
const whole: Some = tensor([1, 2, 3], { dtype: 'i32' })
const mask: Some = tensor([true, false], { dtype: 'bool' })
const bits: Some = tensor([1, 2, 3], { dtype: 'u32' })
const one: Some = tensor(5)

const onlyReal = (operation: string, call: (ops: Ops, x: Some) => unknown): Misuses =>
  [[(ops) => call(ops, whole), `${operation}: takes float, not i32 [3]`], [(ops) => call(ops, mask), `${operation}: takes float, not bool [2]`]]

const alike = (operation: string, kinds: string, call: (ops: Ops, a: Some, b: Some) => unknown): Misuses => [
  [(ops) => call(ops, wide, tall), `${operation}: shapes differ: [2, 3] and [3, 2]`],
  [(ops) => call(ops, wide, one), `${operation}: shapes differ: [2, 3] and []`],
  [(ops) => call(ops, tensor([1, 2, 3]), whole), `${operation}: kinds differ: float and i32`],
  [(ops) => call(ops, bits, bits), `${operation}: takes ${kinds}, not u32 [3]`],
]

const masks = (operation: string, call: (ops: Ops, a: Some, b: Some) => unknown): Misuses => [
  [(ops) => call(ops, mask, tensor([true, true, true], { dtype: 'bool' })), `${operation}: shapes differ: [2] and [3]`],
  [(ops) => call(ops, wide, wide), `${operation}: takes bool, not float [2, 3]`],
  [(ops) => call(ops, mask, tensor([1, 0])), `${operation}: kinds differ: bool and float`],
]

const product = (operation: string, call: (ops: Ops, a: Some, b: Some) => unknown, inner: Misuses[number]): Misuses => [
  inner,
  [(ops) => call(ops, tensor([1, 2, 3]), wide), `${operation}: takes matrices, not [3] and [2, 3]`],
  [(ops) => call(ops, cube, wide), `${operation}: batch axes differ: [2, 2, 3] and [2, 3]`],
  [(ops) => call(ops, wide, whole), `${operation}: takes float, not i32 [3]`],
]

const axes = (operation: string, call: (ops: Ops, x: Some, axes: Some) => unknown): Misuses => [
  [(ops) => call(ops, wide, [2]), `${operation}: axes [2] are not all axes of [2, 3]`],
  [(ops) => call(ops, wide, [0.5]), `${operation}: axes [0.5] are not all axes of [2, 3]`],
  [(ops) => call(ops, wide, [-1]), `${operation}: axes [-1] are not all axes of [2, 3]`],
]

const badShape = (operation: string, call: (ops: Ops, shape: Some) => unknown): Misuses => [
  [(ops) => call(ops, [2, 0]), `${operation}: every size in [2, 0] must be a whole number above 0`],
  [(ops) => call(ops, [-2, -3]), `${operation}: every size in [-2, -3] must be a whole number above 0`],
  [(ops) => call(ops, [1.5]), `${operation}: every size in [1.5] must be a whole number above 0`],
  [(ops) => call(ops, [NaN]), `${operation}: every size in [NaN] must be a whole number above 0`],
]

/** A scan that hands on what it is given, and stacks it. */
const scanned = (ops: Ops, length: number, carry: readonly Tensor[], xs: readonly Tensor[]): unknown =>
  ops.scan(length, carry, xs, (before) => [before, before])

/** For every primitive what can be done wrong. `note` and `stopGradient` alone take everything. */
export const misuses: Readonly<Record<Exclude<keyof Ops, 'note' | 'stopGradient'>, Misuses>> = {
  fill: badShape('fill', (ops, shape) => ops.fill(shape, 1)),
  iota: [...badShape('iota', (ops, shape) => ops.iota(shape, 0)), [(ops) => ops.iota([2, 3], 2), 'iota: axes [2] are not all axes of [2, 3]']],
  neg: onlyReal('neg', (ops, x) => ops.neg(x)),
  abs: onlyReal('abs', (ops, x) => ops.abs(x)),
  floor: onlyReal('floor', (ops, x) => ops.floor(x)),
  sqrt: onlyReal('sqrt', (ops, x) => ops.sqrt(x)),
  exp: onlyReal('exp', (ops, x) => ops.exp(x)),
  expm1: onlyReal('expm1', (ops, x) => ops.expm1(x)),
  log: onlyReal('log', (ops, x) => ops.log(x)),
  log1p: onlyReal('log1p', (ops, x) => ops.log1p(x)),
  tanh: onlyReal('tanh', (ops, x) => ops.tanh(x)),
  sigmoid: onlyReal('sigmoid', (ops, x) => ops.sigmoid(x)),
  softplus: onlyReal('softplus', (ops, x) => ops.softplus(x)),
  erf: onlyReal('erf', (ops, x) => ops.erf(x)),
  erfinv: onlyReal('erfinv', (ops, x) => ops.erfinv(x)),
  sin: onlyReal('sin', (ops, x) => ops.sin(x)),
  cos: onlyReal('cos', (ops, x) => ops.cos(x)),
  scale: onlyReal('scale', (ops, x) => ops.scale(x, 2)),
  add: alike('add', 'float or i32', (ops, a, b) => ops.add(a, b)),
  sub: alike('sub', 'float or i32', (ops, a, b) => ops.sub(a, b)),
  mul: alike('mul', 'float or i32', (ops, a, b) => ops.mul(a, b)),
  div: alike('div', 'float', (ops, a, b) => ops.div(a, b)),
  pow: alike('pow', 'float', (ops, a, b) => ops.pow(a, b)),
  maximum: alike('maximum', 'float or i32', (ops, a, b) => ops.maximum(a, b)),
  minimum: alike('minimum', 'float or i32', (ops, a, b) => ops.minimum(a, b)),
  less: alike('less', 'float or i32', (ops, a, b) => ops.less(a, b)),
  lessEqual: alike('lessEqual', 'float or i32', (ops, a, b) => ops.lessEqual(a, b)),
  equal: alike('equal', 'float or i32', (ops, a, b) => ops.equal(a, b)),
  not: [[(ops) => ops.not(wide), 'not: takes bool, not float [2, 3]']],
  and: masks('and', (ops, a, b) => ops.and(a, b)),
  or: masks('or', (ops, a, b) => ops.or(a, b)),
  select: [
    [(ops) => ops.select(mask, wide, wide), 'select: shapes differ: mask [2] and [2, 3]'],
    [(ops) => ops.select(mask, wide, tall), 'select: shapes differ: [2, 3] and [3, 2]'],
    [(ops) => ops.select(wide, wide, wide), 'select: takes bool, not float [2, 3]'],
    [(ops) => ops.select(mask, tensor([1, 2, 3]) as Some, whole), 'select: kinds differ: float and i32'],
  ],
  cast: [[(ops) => ops.cast(wide, 'int32' as Some), 'cast: "int32" is not a kind of element: float, i32, u32 or bool']],
  matmul: product('matmul', (ops, a, b) => ops.matmul(a, b), [(ops) => ops.matmul(wide, wide), 'matmul: inner sizes 3 and 2 differ: [2, 3] and [2, 3]']),
  matmulTN: product('matmulTN', (ops, a, b) => ops.matmulTN(a, b), [(ops) => ops.matmulTN(wide, tall), 'matmulTN: inner sizes 2 and 3 differ: [2, 3] and [3, 2]']),
  matmulNT: product('matmulNT', (ops, a, b) => ops.matmulNT(a, b), [(ops) => ops.matmulNT(wide, tall), 'matmulNT: inner sizes 3 and 2 differ: [2, 3] and [3, 2]']),
  matmulTT: product('matmulTT', (ops, a, b) => ops.matmulTT(a, b), [(ops) => ops.matmulTT(wide, wide), 'matmulTT: inner sizes 2 and 3 differ: [2, 3] and [2, 3]']),
  sum: [...axes('sum', (ops, x, which) => ops.sum(x, which)), [(ops) => ops.sum(wide, [0, 0] as Some), 'sum: axes [0, 0] name one twice'], ...onlyReal('sum', (ops, x) => ops.sum(x, [0] as Some))],
  sumAll: onlyReal('sum', (ops, x) => ops.sumAll(x)).map(([call, message]) => [call, message.replace('sum:', 'sumAll:')] as const),
  max: [...axes('max', (ops, x, which) => ops.max(x, which)), ...onlyReal('max', (ops, x) => ops.max(x, [0] as Some))],
  argmax: [...axes('argmax', (ops, x, [axis]) => ops.argmax(x, axis as never)), ...onlyReal('argmax', (ops, x) => ops.argmax(x, 0 as never))],
  broadcast: [
    [(ops) => ops.broadcast(wide, [4, 3] as Some, [0] as Some), 'broadcast: [4, 3] without axes [0] is [3], not [2, 3]'],
    ...axes('broadcast', (ops, _, which) => ops.broadcast(one, [2, 3] as Some, which)),
    ...badShape('broadcast', (ops, shape: readonly number[]) => ops.broadcast(one, shape as Some, shape.map((_, axis) => axis) as Some)),
  ],
  spread: [[(ops) => ops.spread(wide, [2, 3]), 'spread: takes a single number, not [2, 3]'], ...badShape('spread', (ops, shape) => ops.spread(one, shape))],
  reshape: [
    [(ops) => ops.reshape(wide, [4, 2]), 'reshape: [2, 3] has 6 elements, [4, 2] has 8'],
    [(ops) => ops.reshape(wide, [-2, -3]), 'reshape: every size in [-2, -3] must be a whole number above 0'],
    [(ops) => ops.reshape(wide, [1.5, 4]), 'reshape: every size in [1.5, 4] must be a whole number above 0'],
  ],
  transpose: [
    [(ops) => ops.transpose(wide, [0] as Some), 'transpose: order [0] must name every axis of [2, 3]'],
    [(ops) => ops.transpose(wide, [0, 0] as Some), 'transpose: axes [0, 0] name one twice'],
    ...axes('transpose', (ops, x, order) => ops.transpose(x, order)),
  ],
  slice: [
    [(ops) => ops.slice(wide, { start: [0, 2] }, [2, 2]), 'slice: the window of [2, 2] from [0, 2] by [1, 1] reaches outside [2, 3]'],
    [(ops) => ops.slice(wide, { start: [0, 0], stride: [1, 2] }, [2, 3]), 'slice: the window of [2, 3] from [0, 0] by [1, 2] reaches outside [2, 3]'],
    [(ops) => ops.slice(wide, { start: [-1, 0] }, [1, 1]), 'slice: the window of [1, 1] from [-1, 0] by [1, 1] reaches outside [2, 3]'],
    [(ops) => ops.slice(wide, { start: [0, 0], stride: [1, 0] }, [1, 1]), 'slice: the window of [1, 1] from [0, 0] by [1, 0] reaches outside [2, 3]'],
    [(ops) => ops.slice(wide, { start: [0] }, [2]), 'slice: start [0], stride [1] and shape [2] need an entry for each axis of [2, 3]'],
    ...badShape('slice', (ops, shape: readonly number[]) => ops.slice(wide, { start: shape.map(() => 0) }, shape)),
  ],
  pad: [
    [(ops) => ops.pad(wide, { start: [1, 0] }, [2, 3]), 'pad: the window of [2, 3] from [1, 0] by [1, 1] reaches outside [2, 3]'],
    [(ops) => ops.pad(wide, { start: [1] }, [4]), 'pad: start [1], stride [1] and shape [2, 3] need an entry for each axis of [4]'],
    [(ops) => ops.pad(whole, { start: [1] }, [9]), 'pad: takes float, not i32 [3]'],
    ...badShape('pad', (ops, shape: readonly number[]) => ops.pad(one, { start: shape.map(() => 0) }, shape)),
  ],
  concat: [
    [(ops) => ops.concat([wide, tall], 0 as never, [5, 3] as Some), 'concat: parts [2, 3], [3, 2] do not fit [5, 3] along axis 0'],
    [(ops) => ops.concat([wide, wide], 0 as never, [5, 3] as Some), 'concat: sizes [2, 2] along axis 0 do not add up to [5, 3]'],
    [(ops) => ops.concat([], 0 as never, [5, 3] as Some), 'concat: sizes [] along axis 0 do not add up to [5, 3]'],
    [(ops) => ops.concat([tensor([1, 2, 3]), whole], 0 as never, [6] as Some), 'concat: kinds differ: float and i32'],
    [(ops) => ops.concat([wide], 2 as never, [2, 3] as Some), 'concat: axes [2] are not all axes of [2, 3]'],
  ],
  unfold: [
    [(ops) => ops.unfold(wide, { axis: 0, size: [2, 2] }, [1, 2, 2, 3]), 'unfold: windows of [2, 2] over [2, 3] give [1, 2, 2, 2], not [1, 2, 2, 3]'],
    [(ops) => ops.unfold(wide, { axis: 0, size: [3, 1] }, [1, 3, 3, 1]), 'unfold: a window of [3, 1] by [1, 1] is larger than [2, 3]'],
    [(ops) => ops.unfold(wide, { axis: 1, size: [2], dilation: [3] }, [2, 1, 2]), 'unfold: a window of [2] by [3] is larger than [2, 3]'],
    [(ops) => ops.unfold(wide, { axis: 1, size: [2, 2] }, [2, 2, 2, 2]), 'unfold: 2 axes from axis 1 on are not all axes of [2, 3]'],
    [(ops) => ops.unfold(wide, { axis: 0.5, size: [1] }, [2, 1]), 'unfold: 1 axes from axis 0.5 on are not all axes of [2, 3]'],
    [(ops) => ops.unfold(wide, { axis: 0, size: [0] }, [2, 1]), 'unfold: size [0], stride [1] and dilation [1] must be whole numbers above 0'],
    [(ops) => ops.unfold(wide, { axis: 0, size: [1], stride: [1, 2] }, [2, 1]), 'unfold: size [1], stride [1, 2] and dilation [1] need an entry for each windowed axis'],
    ...badShape('unfold', (ops, shape) => ops.unfold(wide, { axis: 0, size: [1] }, shape)),
  ],
  fold: [
    [(ops) => ops.fold(wide, { axis: 0, size: [2] }, [3, 3]), 'fold: windows of [2] over [3, 3] give [2, 2, 3], not [2, 3]'],
    [(ops) => ops.fold(wide, { axis: 0, size: [4] }, [3]), 'fold: a window of [4] by [1] is larger than [3]'],
    [(ops) => ops.fold(whole, { axis: 0, size: [1] }, [3]), 'fold: takes float, not i32 [3]'],
    ...badShape('fold', (ops, shape) => ops.fold(wide, { axis: 0, size: [1] }, shape)),
  ],
  gather: [
    [(ops) => ops.gather(tall, whole), 'gather: id 3 at [2] is not one of 0 to 2'],
    [(ops) => ops.gather(tall, tensor([[0, 1], [-1, 0]], { dtype: 'i32' }) as Some), 'gather: id -1 at [1, 0] is not one of 0 to 2'],
    [(ops) => ops.gather(tall, tensor([0, 1]) as Some), 'gather: takes i32, not float [2]'],
    [(ops) => ops.gather(one, whole), 'gather: a single number has no rows'],
  ],
  scatterAdd: [
    [(ops) => ops.scatterAdd([3, 2], whole, tall), 'scatterAdd: id 3 at [2] is not one of 0 to 2'],
    [(ops) => ops.scatterAdd([4, 3], whole, wide), 'scatterAdd: updates [2, 3] are not the axes of ids and of a row, [3, 3]'],
    [(ops) => ops.scatterAdd([4], whole, whole), 'scatterAdd: takes float, not i32 [3]'],
    [(ops) => ops.scatterAdd([4, 3], tensor([0, 1]) as Some, wide), 'scatterAdd: takes i32, not float [2]'],
    [(ops) => ops.scatterAdd([4.5, 2], whole, tall), 'scatterAdd: every size in [4.5, 2] must be a whole number above 0'],
  ],
  foldIn: [
    [(ops) => ops.foldIn(key(0), 1.5), 'foldIn: takes a whole number of 32 bits, not 1.5'],
    [(ops) => ops.foldIn(key(0), NaN), 'foldIn: takes a whole number of 32 bits, not NaN'],
    [(ops) => ops.foldIn(key(0), 2 ** 32), 'foldIn: takes a whole number of 32 bits, not 4294967296'],
    [(ops) => ops.foldIn(bits, 1), 'foldIn: takes a key (u32[2]), not u32 [3]'],
    [(ops) => ops.foldIn(key(0), one), 'foldIn: takes a whole number (i32[]), not float []'],
    [(ops) => ops.foldIn(key(0), whole), 'foldIn: takes a whole number (i32[]), not i32 [3]'],
  ],
  randomBits: [[(ops) => ops.randomBits(tensor([0, 1]) as Some, [3]), 'randomBits: takes a key (u32[2]), not float [2]'], ...badShape('randomBits', (ops, shape) => ops.randomBits(key(0), shape))],
  scan: [
    [(ops) => scanned(ops, 0, [one], []), 'scan: length 0 is not a whole number above 0'],
    [(ops) => scanned(ops, 1.5, [one], []), 'scan: length 1.5 is not a whole number above 0'],
    [(ops) => scanned(ops, 2, [one], [wide, tall]), 'scan: [3, 2] has not 2 slices along its first axis'],
    [(ops) => scanned(ops, 1, [one], [one]), 'scan: [] has not 1 slices along its first axis'],
    [(ops) => ops.scan(2, [one, one], [], ([a]) => [[a!], []]), 'scan: the body was given 2 tensors to carry, and gives 1'],
    [(ops) => ops.scan(2, [one], [wide], (_, [x]) => [[x!], []]), 'scan: carried tensor 0 was float [], the body gives float [3]'],
    [(ops) => ops.scan(2, [one, one], [], ([a, b]) => [[a!, ops.cast(b!, 'i32')], []]), 'scan: carried tensor 1 was float [], the body gives i32 []'],
  ],
  unitFromBits: [[(ops) => ops.unitFromBits(whole), 'unitFromBits: takes u32, not i32 [3]']],
}
