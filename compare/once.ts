import * as O from 'fp-ts/lib/Option.js'
import { IORef } from 'fp-ts/lib/IORef.js'

/** A value that is worked out when it is first asked for, and kept. */
export const once = <A>(work: () => A): (() => A) => {
  const kept = new IORef<O.Option<A>>(O.none)
  return () => {
    const found = kept.read()
    if (O.isSome(found)) return found.value
    const value = work()
    kept.write(O.some(value))()
    return value
  }
}

/** A function of one of a few words whose results are kept. */
export const keeping = <Word extends string, A>(work: (word: Word) => A): ((word: Word) => A) => {
  const kept = new IORef<ReadonlyMap<Word, () => A>>(new Map())
  return (word) => {
    const found = kept.read().get(word) ?? once(() => work(word))
    kept.write(new Map([...kept.read(), [word, found]]))()
    return found()
  }
}
