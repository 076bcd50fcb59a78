import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { f32, f64, hashTree, type Line, type Ops, telling } from '../../src/index.ts'
import { choices } from '../../src/engines/listen/choices.ts'
import { holds } from '../support/examples.ts'
import { type Example, networks } from '../support/networks.ts'
import { cotangent, passOf } from '../support/pass.ts'

/** Everything that a forward and a backward pass give, as one hash. */
const bitsOf = (ops: Ops, example: Example): string => {
  const pass = passOf(ops, example)
  return hashTree({ y: pass.y, back: pass.back(cotangent(ops, pass, example.seed + 2)) })
}

const heard = (example: Example): readonly string[] => {
  const lines: Line[] = []
  bitsOf(telling(f32, (line) => lines.push(line)), example)
  return lines.map(({ label }) => label)
}

describe('listening changes no number', () => {
  test('neither to the values that a program names, nor to the choices that it makes', () => {
    holds(fc.property(networks(), (example) => {
      for (const ops of [f32, f64]) {
        const plain = bitsOf(ops, example)
        expect(bitsOf(telling(ops, () => undefined), example)).toBe(plain)
        expect(bitsOf(choices(ops, () => undefined), example)).toBe(plain)
      }
    }), 60)
  })

  test('a label begins with the place of its stage; the way back is told from the last stage to the first', () => {
    expect(heard({ names: ['dense', 'relu', 'linear'], shape: [2, 2], seed: 1 }))
      .toEqual(['0.dense.y', '1.relu.y', '2.linear.y', '2.linear.dw', '2.linear.dx', '1.relu.dx', '0.dense.dw', '0.dense.db', '0.dense.dx'])
    expect(heard({ names: ['tanh', 'residual'], shape: [2, 2], seed: 1 })).toEqual([
      '0.tanh.y', '1.residual.0.dense.y', '1.residual.1.relu.y', '1.residual.2.linear.y', '1.residual.y',
      '1.residual.2.linear.dw', '1.residual.2.linear.dx', '1.residual.1.relu.dx',
      '1.residual.0.dense.dw', '1.residual.0.dense.db', '1.residual.0.dense.dx', '1.residual.dx', '0.tanh.dx',
    ])
  })
})
