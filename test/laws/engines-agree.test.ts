import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { f32, f64, key, toPrecision, tree, treeEquals, type Trees } from '../../src/index.ts'
import { drawWhole } from '../support/draw.ts'
import { holds } from '../support/examples.ts'
import { layers } from '../support/layers.ts'
import { networkOf, networks } from '../support/networks.ts'
import { magnitude } from '../support/numbers.ts'
import { run } from '../support/pass.ts'

const whole = layers.filter((row) => row.whole)

describe('the f32 and the f64 engine are one program', () => {
  test('on small whole numbers, where nothing is rounded, they give the same numbers', () => {
    let compared = 0
    holds(fc.property(networks(whole), (example) => {
      const net = networkOf(example.names, example.shape)
      const env = { key: key(0), train: true }
      const [first, state] = net.init(f32, key(0)) as readonly [Trees, Trees]
      const params = tree.mapTensors((x, path) => drawWhole(f32, example.seed + path.length, x.shape, 2), first)
      const [x, dy] = [drawWhole(f32, example.seed + 1, net.in), drawWhole(f32, example.seed + 2, net.out)]
      const in32 = run(f32, net, params, state, x, env)
      const in64 = run(f64, net, toPrecision('f64')(params), state, toPrecision('f64')(x), env)
      const [back32, back64] = [in32.back(dy), in64.back(toPrecision('f64')(dy))]
      const [all32, all64] = [{ y: in32.y, ...back32 }, { y: in64.y, ...back64 }]
      fc.pre(magnitude(all64) < 2 ** 24) // beyond it, f32 cannot hold every whole number
      expect(treeEquals(toPrecision('f64')(all32), all64)).toBe(true)
      compared++
    }), 120)
    expect(compared).toBe(120)
  })
})
