/** What `src` uses of fp-ts, imported in one place: its `lib` files with their ending are what native ESM and every bundler accept. */
export { flow, pipe } from 'fp-ts/lib/function.js'
export * as Either from 'fp-ts/lib/Either.js'
export * as TaskEither from 'fp-ts/lib/TaskEither.js'
export type { Eq } from 'fp-ts/lib/Eq.js'
export type { Show } from 'fp-ts/lib/Show.js'
export type { Monoid } from 'fp-ts/lib/Monoid.js'
