import { afterAll, beforeAll, expect, test } from 'vitest'
import { compile, f32, hashTree, type Key, type Ops, type Tensor, type Tree, type Trees } from '../../src/index.ts'
import { differences } from '../engines/wasm/differences.ts'
import { readyThreads, shareAll, threadsReady } from '../engines/wasm/threads.ts'
import type { AnyNet } from '../support/layers.ts'
import { uses } from '../support/networks.ts'
import { cotangent, passOf } from '../support/pass.ts'

const threadNumbers = [1, 2, 3]

let release: () => void
beforeAll(async () => { release = await threadsReady(3) })
afterAll(() => { release() })

/** A layer forward and back as one function: its output, its next state, and the gradients of parameters and input. */
const thereAndBack = (net: AnyNet, train: boolean) => (ops: Ops) => (params: Trees, state: Trees, key: Key, x: Tensor, dy: Tensor): Tree => {
  const [y, next, back] = net.forward(ops, { key, train })(params, state, x)
  const [gradient, dx]: readonly [Trees, Tensor | null] = back(dy)
  return { y, next: next as Trees, gradient, dx: dx ?? [] }
}

test.each(uses)('$name: compiled on 1, 2 and 3 threads it has the eager bits, forward and back, in training and in use', ({ example }) => {
  for (const train of [true, false]) {
    const { net, env, params, state, next, x } = passOf(f32, example)
    // In use the state is one that training came to.
    const given = [params, train ? state : next, env.key, x, cotangent(f32, passOf(f32, example), example.seed + 2)] as const
    const before = hashTree(given)
    const wanted = thereAndBack(net, train)(f32)(...given)
    for (const threads of threadNumbers) {
      const compiled = compile(thereAndBack(net, train), shareAll(threads))
      // The second call finds everything in place.
      const found = [compiled(...given), compiled(...given)].flatMap((got) => differences(wanted, got))
      compiled.dispose()
      expect(found.slice(0, 3), `${threads} threads, ${train ? 'in training' : 'in use'}`).toEqual([])
    }
    expect(hashTree(given), 'what was given is unchanged').toBe(before)
  }
  expect(readyThreads()).toBeGreaterThanOrEqual(3)
})
