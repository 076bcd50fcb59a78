import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  checkGradient, dense, differentiate, f64, halfSquaredError, identity, key, type Ops, relu, residual, type Scalar, type Shape,
  showGradientReport, type Tensor, toPrecision, tree, type Trees,
} from '../../src/index.ts'
import { grad, hessianVectorProduct, jvp } from '../../src/differentiate/index.ts'
import { caseExamples, caseOf } from '../compare/cases.ts'
import { drawWhole, redraw } from '../support/draw.ts'
import { holds, seed, size } from '../support/examples.ts'
import type { AnyNet } from '../support/layers.ts'
import { distance } from '../support/numbers.ts'

/** What a pipe of these would be, for sizes that only the running program knows. */
const grown = (widths: readonly number[], from: Shape): AnyNet =>
  widths.reduce<AnyNet>((net, units, i) => {
    const wider = dense(units as 1)(net as never) as object as AnyNet
    const next: object = i % 2 === 0 ? relu(wider as never) : residual((x) => dense(units as 1)(x as never) as never)(wider as never)
    return next as AnyNet
  }, identity(from, 'float') as object as AnyNet)

/** Half the squared error of a network by its forward pass alone. */
const lossOf = (net: AnyNet, labels: Tensor) => (ops: Ops) => ({ params, x }: { readonly params: Trees; readonly x: Tensor }): Scalar => {
  const [y] = net.forward(ops, { key: key(0), train: true })(params, net.init(f64, key(0))[1], x)
  return halfSquaredError(ops, y as Tensor).against(labels)[0]
}

describe('the gradient of a network by the value of its forward pass alone', () => {
  it('is that of its own way back: exactly, in whole numbers', () => {
    holds(fc.property(fc.array(size(4), { minLength: 1, maxLength: 3 }), size(4), size(5), seed, (widths, rows, columns, from) => {
      const net = grown(widths, [rows, columns])
      const [first, state]: readonly [Trees, Trees] = net.init(f64, key(0))
      const paths = tree.leaves(first).map(({ path }) => path)
      const params = tree.mapTensors((p, path) => drawWhole(f64, from + paths.indexOf(path), p.shape as Shape, 2), first)
      const [x, labels] = [drawWhole(f64, from + 50, [rows, columns]), drawWhole(f64, from + 51, net.out as Shape)]
      const written = differentiate(net, halfSquaredError)(f64, { key: key(0), train: true })(params, state, { x, labels } as never)
      const found = grad(lossOf(net, labels))(f64)({ params, x })
      expect(distance(found.params, written.gradients)).toBe(0)
      expect(distance(found.x, written.dx!)).toBe(0)
    }), 60)
  })
})

describe('second derivatives of random networks under every loss', () => {
  it('agree with central differences of the gradient: of the layers\' own way back, and of the chain rule', () => {
    holds(fc.property(caseExamples(), (example) => {
      const { step, state, batch } = caseOf(example)
      const { params, x, labels } = toPrecision('f64')({ params: state.params, x: batch.x, labels: batch.labels })
      const env = { key: state.key, train: true }
      const loss = (ops: Ops) => (p: Trees): Scalar => step.loss(ops, step.net.forward(ops, env)(p, state.state, x)[0]).against(labels)[0]
      const written = (ops: Ops) => (p: Trees): Trees => differentiate(step.net, step.loss)(ops, env)(p, state.state, { x, labels }).gradients
      const v = redraw(f64, example.seed + 7, params)
      /** ⟨∂loss, v⟩, whose slopes are H v */
      const along = (ops: Ops, p: Trees): Scalar => tree.leaves(tree.zip((g, d) => ops.mul(g, d))(grad(loss)(ops)(p), v))
        .reduce((sum, { tensor }) => ops.add(sum, ops.sumAll(tensor as Tensor)), ops.fill([], 0))
      for (const product of [hessianVectorProduct(loss)(f64)(params, v), jvp(written)(f64)(params, v)[1]]) {
        const report = checkGradient(along, params, product, { everyComponentUpTo: 20, directions: 6 })
        expect(report.differing.length, showGradientReport(report)).toBe(0)
      }
    }), 12)
  })
})
