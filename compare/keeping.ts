import { IORef } from 'fp-ts/lib/IORef.js'

/** A function of one of a few words whose results are kept: each is worked out when it is first asked for. */
export const keeping = <Word extends string, A>(work: (word: Word) => A): ((word: Word) => A) => {
  const kept = new IORef<ReadonlyMap<Word, { readonly value: A }>>(new Map())
  return (word) => {
    const found = kept.read().get(word) ?? { value: work(word) }
    kept.write(new Map([...kept.read(), [word, found]]))()
    return found.value
  }
}
