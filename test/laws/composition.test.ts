import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Env, equals, hashTree, input, key, type Ops, pipe, type Shape, type Tensor, toFlat, type Trees, treeEquals } from '../../src/index.ts'
import { draw } from '../support/draw.ts'
import { holds, precisions, seed, shape } from '../support/examples.ts'
import type { AnyNet } from '../support/layers.ts'
import { type Example, networkOf, networks } from '../support/networks.ts'
import { engines } from '../support/numbers.ts'
import { cotangent, type Pass, passOf, run } from '../support/pass.ts'

/** The engine to a network of one stage that stands at place `i` of another: it draws from the key of that place. */
const standingAt = (ops: Ops, { key: whole }: Env, i: number): Ops =>
  ({ ...ops, foldIn: (from, data) => ops.foldIn(from, from === whole && data === 0 ? i : data) })

/** What is left to do, and what was done. */
interface Chain {
  readonly shape: Shape
  readonly params: Trees
  readonly state: Trees
  readonly next: Trees
  readonly x: Tensor
  readonly backs: readonly ((d: Tensor) => readonly [Trees, Tensor])[]
}

/** The stages one after another by hand, each as a network of its own: the output, and the gradients back through them. */
const byHand = (ops: Ops, example: Example, { params, state, x, env }: Pass, dy: Tensor) => {
  const forward = example.names.reduce<Chain>((at, name, i) => {
    const stage = networkOf([name], at.shape)
    const [first, firstState] = stage.init(ops, key(0)) as readonly [Trees, Trees]
    const [some, states] = [first.length, firstState.length]
    const pass = run(standingAt(ops, env, i), stage, at.params.slice(0, some), at.state.slice(0, states), at.x, env)
    const back = (d: Tensor): readonly [Trees, Tensor] => [pass.back(d).params, pass.back(d).x as Tensor]
    return {
      shape: stage.out as Shape, params: at.params.slice(some), state: at.state.slice(states), next: [...at.next, ...pass.next],
      x: pass.y, backs: [...at.backs, back],
    }
  }, { shape: example.shape, params, state, next: [], x, backs: [] })
  const [gradients, dx] = forward.backs.reduceRight<readonly [Trees, Tensor]>(([later, d], back) => {
    const [own, earlier] = back(d)
    return [[...own, ...later], earlier]
  }, [[], dy])
  return { y: forward.x, next: forward.next, gradients, dx }
}

describe('a piped network equals its stages chained by hand, to the bit', () => {
  test('forward and back', () => {
    holds(fc.property(networks(), (example) => {
      for (const precision of precisions) {
        const ops = engines[precision]
        const pass = passOf(ops, example)
        const dy = cotangent(ops, pass, example.seed + 2)
        const whole = pass.back(dy)
        const chained = byHand(ops, example, pass, dy)
        expect(equals(chained.y, pass.y)).toBe(true)
        expect(treeEquals(chained.gradients, whole.params)).toBe(true)
        expect(treeEquals(chained.next, pass.next)).toBe(true)
        expect(equals(chained.dx, whole.x as Tensor)).toBe(true)
      }
    }), 80)
  })

  test('the first weights: stage i draws from key i, so a stage at the end changes nothing before it', () => {
    holds(fc.property(networks(), (example) => {
      const net = networkOf(example.names, example.shape)
      const shorter = networkOf(example.names.slice(0, -1), example.shape)
      const [all] = net.init(engines.f32, key(example.seed)) as readonly [Trees, Trees]
      const [first] = shorter.init(engines.f32, key(example.seed)) as readonly [Trees, Trees]
      expect(hashTree(all.slice(0, first.length))).toBe(hashTree(first))
    }), 60)
  })

  test('input is the identity', () => {
    holds(fc.property(shape(0, 3, 5), seed, (sizes, from) => {
      const net: AnyNet = pipe(input(sizes as never))
      const x = draw(engines.f32, from, sizes)
      const pass = run(engines.f32, net, [], [], x, { key: key(0), train: true })
      expect(net.out).toEqual(sizes)
      expect(toFlat(pass.y)).toEqual(toFlat(x))
      expect(equals(pass.back(x).x as Tensor, x)).toBe(true)
    }), 40)
  })
})
