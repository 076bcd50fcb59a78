import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Ops, Precision } from '../../src/index.ts'
import { holds } from '../support/examples.ts'
import { primitives } from './primitives.ts'
import { asExpected, asSeen, roundedTo, toTensor } from './reference/plain.ts'

/** Tests an engine against the contract: every primitive, to the bit, shape, kind and precision included. */
export const obeysTheContract = (name: string, ops: Ops, precision: Precision, runs: number): void => {
  describe(`the ${name} engine gives the documented bits`, () => {
    test.each(Object.entries(primitives))('%s', (_operation, uses) => {
      holds(fc.property(uses, ({ operands, call, expected }) => {
        const given = call(ops, ...operands.map((x) => toTensor(x, precision)))
        const wanted = expected(precision, ...operands.map((x) => roundedTo(precision, x)))
        expect(asSeen(given)).toEqual(asExpected(wanted, precision))
      }), runs)
    }, 20_000)
  })
}
