import { describe, expect, expectTypeOf, it } from 'vitest'
import {
  checkGradient, f32, f64, type Float, type Ids, item, key, type Mask, Misuse, normal, type Ops, type Scalar, showGradientReport, tensor, type Tensor,
  toFlat, toNested, tree, treeEquals,
} from '../../src/index.ts'
import { grad, hessianVectorProduct, jvp, valueAndGrad, vjp } from '../../src/differentiate/index.ts'
import { draw } from '../support/draw.ts'
import { distance } from '../support/numbers.ts'

type Vector<N extends number> = Float<readonly [N]>

const at = (ops: Ops, x: Tensor, i: number): Scalar => ops.reshape(ops.slice(x, { start: [i] }, [1]), [])

/** (1 − x)² + 100 (y − x²)² (Rosenbrock 1960) */
const rosenbrock = (ops: Ops) => (p: Vector<2>): Scalar => {
  const [x, y] = [at(ops, p, 0), at(ops, p, 1)]
  const [u, v] = [ops.sub(ops.fill([], 1), x), ops.sub(y, ops.mul(x, x))]
  return ops.add(ops.mul(u, u), ops.scale(ops.mul(v, v), 100))
}

/** The whole Hessian, a column from each direction. */
const hessian = (f: (ops: Ops) => (x: Vector<2>) => Scalar, x: Vector<2>) =>
  [[1, 0], [0, 1]].map(([a, b]) => toFlat(hessianVectorProduct(f)(f64)(x, tensor([a!, b!]) as Vector<2>)))

describe('functions whose derivatives are known', () => {
  it('Rosenbrock: gradient and Hessian at whole points, exactly', () => {
    for (const [x, y] of [[0, 0], [1, 1], [-1, 2], [3, -2]] as const) {
      const gradient = tensor([-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)], { precision: 'f64' })
      expect(distance(grad(rosenbrock)(f64)(tensor([x, y])), gradient)).toBe(0)
      expect(hessian(rosenbrock, tensor([x, y]))).toEqual([[2 - 400 * (y - 3 * x * x), 0 - 400 * x], [0 - 400 * x, 200]])
    }
  })

  it('a quadratic form xᵀ A x: gradient (A + Aᵀ) x, Hessian A + Aᵀ', () => {
    const a = tensor([[1, 2], [-3, 4]])
    const form = (ops: Ops) => (x: Vector<2>): Scalar => {
      const column = ops.reshape(x, [2, 1])
      return ops.reshape(ops.matmulTN(column, ops.matmul(a, column)), [])
    }
    expect(toFlat(grad(form)(f64)(tensor([5, 7])))).toEqual([2 * 5 - 7, -5 + 8 * 7])
    expect(hessian(form, tensor([5, 7]))).toEqual([[2, -1], [-1, 8]])
  })

  it('log Σ exp: the gradient is softmax p, the Hessian diag p − p pᵀ', () => {
    const logSumExp = (ops: Ops) => (x: Vector<2>): Scalar => ops.log(ops.sumAll(ops.exp(x)))
    const x = tensor([0, 0]) as Vector<2>
    expect(toFlat(grad(logSumExp)(f64)(x))).toEqual([0.5, 0.5])
    expect(hessian(logSumExp, x)).toEqual([[0.25, -0.25], [-0.25, 0.25]])
  })

  it('a product of all numbers through a scan: each gradient is the product of the others', () => {
    const product = (ops: Ops) => (x: Vector<4>): Scalar =>
      ops.scan(4, [ops.fill([], 1)], [x], ([c], [v]) => [[ops.mul(c!, v!) as Tensor], []])[0][0]!
    expect(toFlat(grad(product)(f64)(tensor([2, 3, 5, 7])))).toEqual([105, 70, 42, 30])
    expect(toFlat(hessianVectorProduct(product)(f64)(tensor([2, 3, 5, 7]), tensor([1, 0, 0, 0])))).toEqual([0, 35, 21, 15])
  })
})

describe('the slope where there is none', () => {
  const slopeAt = (f: (ops: Ops) => (x: Scalar) => Scalar, x: number): number => item(grad(f)(f64)(tensor(x)))

  it('is that of TensorFlow.js, forth and back', () => {
    const cases: readonly (readonly [(ops: Ops) => (x: Scalar) => Scalar, number])[] = [
      [(ops) => (x) => ops.abs(x), -1],
      [(ops) => (x) => ops.maximum(x, ops.fill([], 0)), 0],
      [(ops) => (x) => ops.maximum(ops.fill([], 0), x), 1],
      [(ops) => (x) => ops.minimum(x, ops.fill([], 0)), 0],
      [(ops) => (x) => ops.minimum(ops.fill([], 0), x), 1],
      [(ops) => (x) => ops.pow(ops.fill([], 0), x), 0],
      [(ops) => (x) => ops.pow(x, ops.fill([], 0)), NaN],
    ]
    for (const [f, slope] of cases) {
      expect(slopeAt(f, 0)).toBe(slope)
      expect(item(jvp(f)(f64)(tensor(0), tensor(1))[1])).toBe(slope)
    }
  })

  it('of max belongs to each of equals', () => {
    const largest = (ops: Ops) => (x: Vector<3>): Scalar => ops.max(x, [0])
    expect(toFlat(grad(largest)(f64)(tensor([2, 1, 2])))).toEqual([1, 0, 1])
    expect(item(jvp(largest)(f64)(tensor([2, 1, 2]), tensor([10, 100, 1000]))[1])).toBe(1010)
  })
})

describe('a convolution made of windows', () => {
  /** Σ over pixels of relu(x ∗ w)² with stride 2, each pixel's patch of 3 × 3 × 2 times a matrix of 18 × 4. */
  const convolution = (ops: Ops) => ({ w, x }: { readonly w: Float<readonly [18, 4]>; readonly x: Float<readonly [1, 7, 5, 2]> }): Scalar => {
    const patches = ops.unfold(x, { axis: 1, size: [3, 3], stride: [2, 1] }, [1, 3, 3, 3, 3, 2])
    const y = ops.matmul(ops.reshape(patches, [9, 18]), w)
    const positive = ops.maximum(y, ops.fill([9, 4], 0))
    return ops.sumAll(ops.mul(positive, positive))
  }
  const point = { w: draw(f64, 1, [18, 4]), x: draw(f64, 2, [1, 7, 5, 2]) }

  it('has the gradient that central differences have', () => {
    const report = checkGradient((ops, v: typeof point) => convolution(ops)(v), point, grad(convolution)(f64)(point))
    expect(report.agreed, showGradientReport(report)).toBe(true)
  })

  it('has the Hessian-vector product that differences of its gradient along any direction have', () => {
    const v = { w: draw(f64, 3, [18, 4]), x: draw(f64, 4, [1, 7, 5, 2]) }
    /** ⟨∂f, v⟩, whose slopes are H v */
    const along = (ops: Ops, p: typeof point): Scalar => {
      const g = grad(convolution)(ops)(p)
      return ops.add(ops.sumAll(ops.mul(g.w, v.w)), ops.sumAll(ops.mul(g.x, v.x)))
    }
    const report = checkGradient(along, point, hessianVectorProduct(convolution)(f64)(point, v))
    expect(report.agreed, showGradientReport(report)).toBe(true)
  })
})

describe('trees', () => {
  const weighted = (ops: Ops) => ({ w, list: [a, { b }], count, mask }: {
    readonly w: Vector<2>
    readonly list: readonly [Scalar, { readonly b: Vector<2> }]
    readonly count: Ids<readonly [2]>
    readonly mask: Mask<readonly [2]>
  }, k: Vector<2>): Scalar => {
    const y = ops.mul(ops.mul(w, k), ops.mul(b, ops.cast(count, 'float')))
    return ops.mul(a, ops.sumAll(ops.select(mask, y, ops.fill([2], 0))))
  }
  const given = {
    w: tensor([2, 3]), list: [tensor(5), { b: tensor([7, 11]) }] as const, count: f64.iota([2], 0),
    mask: f64.equal(tensor([1, 1]), tensor([1, 1])),
  }
  const k = tensor([13, 17])

  it('keep their type; whole numbers and masks stand for themselves; further arguments are constants', () => {
    const gradient = grad(weighted)(f64)(given, k)
    expectTypeOf(gradient).toEqualTypeOf<Parameters<ReturnType<typeof weighted>>[0]>()
    expect(tree.leaves(gradient).map(({ path, tensor: x }) => [path, toNested(x)])).toEqual([
      ['w', [0, 5 * 17 * 11]], ['list.0', 3 * 17 * 11], ['list.1.b', [0, 5 * 3 * 17]], ['count', [0, 1]], ['mask', [true, true]],
    ])
  })

  it('are given to vjp and jvp too, and given back by them', () => {
    const f = (ops: Ops) => ({ a, b }: { readonly a: Vector<2>; readonly b: Scalar }) =>
      ({ product: ops.mul(a, ops.spread(b, [2])), parts: [ops.mul(b, b), ops.argmax(a, 0)] as const })
    const p = { a: tensor([2, 3]), b: tensor(5) }
    const [y, back] = vjp(f)(f64)(p)
    expectTypeOf(y).toEqualTypeOf<{ product: Vector<2>; parts: readonly [Scalar, Ids<readonly []>] }>()
    expect(treeEquals(y, f(f64)(p))).toBe(true)
    const dy = { product: tensor([1, 10]) as Vector<2>, parts: [tensor(100), y.parts[1]] as const }
    expect(treeEquals(back(dy), { a: tensor([5, 50], { precision: 'f64' }), b: tensor(1 * 2 + 10 * 3 + 100 * 10, { precision: 'f64' }) })).toBe(true)
    expect(treeEquals(back(dy), back(dy))).toBe(true)
    const [again, tangent] = jvp(f)(f64)(p, { a: tensor([1, 0]), b: tensor(1) })
    expect(treeEquals(again, y)).toBe(true)
    expect(toFlat(tangent.product)).toEqual([5 + 2, 3])
    expect(item(tangent.parts[0])).toBe(10)
    expect(toFlat(tangent.parts[1])).toEqual([1])
  })
})

describe('value and gradient', () => {
  const withOthers = (ops: Ops) => (x: Vector<2>, k: Scalar) => {
    const y = ops.mul(x, ops.spread(k, [2]))
    return [ops.sumAll(ops.mul(y, y)), { y, where: ops.argmax(y, 0) }] as const
  }

  it('come together, with what else the function gives', () => {
    const [[value, { y, where }], gradient] = valueAndGrad(withOthers)(f64)(tensor([1, 2]), tensor(3))
    expectTypeOf(y).toEqualTypeOf<Vector<2>>()
    expectTypeOf(where).toEqualTypeOf<Ids<readonly []>>()
    expect([item(value), toFlat(y), toFlat(where), toFlat(gradient)]).toEqual([45, [3, 6], [1], [18, 36]])
  })

  it('of a function that gives one number are a pair', () => {
    const [value, gradient] = valueAndGrad(rosenbrock)(f64)(tensor([3, -2]))
    expectTypeOf(value).toEqualTypeOf<Scalar>()
    expect([item(value), toFlat(gradient)]).toEqual([12104, toFlat(grad(rosenbrock)(f64)(tensor([3, -2])))])
  })

  it('change nothing in the value: it has the bits of the function alone, on both engines', () => {
    const f = (ops: Ops) => (x: Vector<5>): Scalar => ops.sumAll(ops.tanh(ops.exp(ops.sin(x))))
    for (const ops of [f32, f64]) {
      const x = normal(ops, key(1), [5])
      expect(treeEquals(valueAndGrad(f)(ops)(x)[0], f(ops)(x))).toBe(true)
      expect(treeEquals(jvp(f)(ops)(x, x)[0], f(ops)(x))).toBe(true)
    }
  })
})

describe('misuses', () => {
  it('a function that gives no single number', () => {
    const f = (ops: Ops) => (x: Vector<2>) => ops.mul(x, x)
    expect(() => grad(f as never)(f64)(tensor([1, 2]) as never)).toThrow('grad: a gradient is that of one number, and the function gives float [2]')
    expect(() => grad((() => () => ({ loss: tensor(1) })) as never)(f64)(tensor(1) as never)).toThrow('a list that begins with one')
  })

  it('a cotangent or a direction of another form', () => {
    const f = (ops: Ops) => (x: Vector<2>) => ops.mul(x, x)
    expect(() => vjp(f)(f64)(tensor([1, 2]))[1](tensor([1, 2, 3]) as never)).toThrow('vjp: the cotangent is float [3], the result float [2]')
    expect(() => jvp(f)(f64)(tensor([1, 2]), tensor([1, 2, 3]) as never)).toThrow('jvp: a tangent float [3] was given for a value float [2]')
    expect(() => jvp(f)(f64)(tensor([1, 2]), f64.iota([2], 0) as never)).toThrow('a tangent i32 [2]')
    expect(() => vjp(f)(f64)(tensor([1, 2]))[1]({} as never)).toThrow(Misuse)
  })
})

it('a stopped part counts as a constant', () => {
  const f = (ops: Ops) => (x: Vector<2>): Scalar => ops.sumAll(ops.mul(ops.stopGradient(x), x))
  const x = tensor([2, 3])
  expect(toFlat(grad(f)(f64)(x))).toEqual([2, 3])
  expect(toFlat(hessianVectorProduct(f)(f64)(x, x))).toEqual([0, 0])
})
