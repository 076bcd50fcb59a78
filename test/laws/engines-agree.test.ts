import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { f32, f64, key, toPrecision, tree, treeEquals, type Trees } from '../../src/index.ts'
import { drawWhole } from '../support/draw.ts'
import { holds } from '../support/examples.ts'
import { joining, layers } from '../support/layers.ts'
import { alone, type Example, inputOf, netOf, networks } from '../support/networks.ts'
import { magnitude } from '../support/numbers.ts'
import { run } from '../support/pass.ts'

/** Both engines on small whole numbers; an example that grows beyond those that f32 holds is none. */
const isOneProgram = (example: Example): void => {
  const net = netOf(example)
  const env = { key: key(0), train: true }
  const [first, state] = net.init(f32, key(0)) as readonly [Trees, Trees]
  const params = tree.mapTensors((x, path) => drawWhole(f32, example.seed + path.length, x.shape, 2), first)
  const [x, dy] = [inputOf(f32, example.seed + 1, example, drawWhole), drawWhole(f32, example.seed + 2, net.out)]
  const in32 = run(f32, net, params, state, x, env)
  const in64 = run(f64, net, toPrecision('f64')(params), toPrecision('f64')(state), toPrecision('f64')(x), env)
  const [back32, back64] = [in32.back(dy), in64.back(toPrecision('f64')(dy))]
  const [all32, all64] = [{ y: in32.y, next: in32.next, ...back32 }, { y: in64.y, next: in64.next, ...back64 }]
  fc.pre(magnitude(all64) < 2 ** 24) // beyond it, f32 cannot hold every whole number
  expect(treeEquals(toPrecision('f64')(all32), all64)).toBe(true)
}

/** How many examples were compared. */
const compared = (examples: fc.Arbitrary<Example>, runs: number): number => {
  let count = 0
  holds(fc.property(examples, (example) => {
    isOneProgram(example)
    count++
  }), runs)
  return count
}

describe('the f32 and the f64 engine are one program: on small whole numbers, where nothing is rounded, they give the same numbers', () => {
  test.each(layers.filter(({ whole }) => whole))('$name', (row) => {
    alone(row).forEach(({ examples, runs }) => { expect(compared(examples, runs)).toBe(runs) })
  })

  test('any network', () => {
    expect(compared(networks(joining.filter(({ whole }) => whole)), 80)).toBe(80)
  })
})
