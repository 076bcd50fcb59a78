import { expect, test } from 'vitest'
import { f32, f64 } from '../../src/index.ts'
import { obeysTheContract } from './contract.ts'
import { primitives } from './primitives.ts'

test('the contract covers every primitive', () => {
  expect(Object.keys(primitives).sort()).toEqual(Object.keys(f32).sort())
  expect(Object.keys(f64).sort()).toEqual(Object.keys(f32).sort())
})

obeysTheContract('eager f32', f32, 'f32', 120)
obeysTheContract('eager f64', f64, 'f64', 120)
