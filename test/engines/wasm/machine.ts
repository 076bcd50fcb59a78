import { type Ops, type Tree } from '../../../src/index.ts'
import { compile } from '../../../src/engines/wasm/compile.ts'
import { callByCall } from '../trace/traced.ts'
import { shareAll } from './threads.ts'

/** An engine that compiles every single call, runs it, and forgets it. */
export const throughMachine = (threads: number): Ops =>
  callByCall(<A extends readonly Tree[], R extends Tree>(f: (ops: Ops) => (...given: A) => R, given: A): R => {
    const compiled = compile<A, R>(f, shareAll(threads))
    try {
      return compiled(...given)
    } finally {
      compiled.dispose()
    }
  })
