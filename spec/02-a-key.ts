import { equals, f32, foldIn, key, normal, permutation, split, toFlat, uniform } from '../src/index.ts'
import { decimals, heading, paragraph, table } from './print.ts'

const words = (numbers: readonly number[]): string => numbers.map((n) => n.toString(16).padStart(8, '0')).join(' ')
const yesOrNo = (b: boolean): string => (b ? 'yes' : 'no')

heading('2  A key')

paragraph(`Randomness comes from keys. A key is a small immutable tensor, two words of 32 bits; random functions take one
and give numbers, and nothing in the world changes by it. The same key gives the same numbers, always:`)

const k = key(42)
table(['call', 'numbers'], [
  ['uniform(f32, key(42), [3])', toFlat(uniform(f32, k, [3])).map((u) => decimals(u, 9)).join(', ')],
  ['the same call again', toFlat(uniform(f32, k, [3])).map((u) => decimals(u, 9)).join(', ')],
])

heading('New keys from old')

paragraph(`Fresh numbers need a fresh key. foldIn(key, n) is child number n of a key; split(key) is its children 0 and 1.
A tree of keys therefore gives every place in a program its own numbers, and no place can disturb another.`)

table(['key', 'words'], [
  ['key(42)', words(toFlat(k))],
  ...split(k).map((child, i) => [`split(key(42))[${i}]`, words(toFlat(child))]),
  ...[0, 1, 2].map((n) => [`foldIn(key(42), ${n})`, words(toFlat(foldIn(k, n)))]),
])

paragraph(`Underneath is the block cipher Threefry-2x32 with 20 rounds. Its authors published what it makes of zeros;
child 0 of key(0) is exactly that.`)

table(['', 'words'], [
  ['published, Salmon et al. 2011', '6b200159 99ba4efe'],
  ['foldIn(key(0), 0)', words(toFlat(foldIn(key(0), 0)))],
])

heading('The same numbers as JAX')

paragraph(`JAX draws from the same cipher in the same order, so the two libraries can be compared number by number. The
column JAX was printed by JAX 0.10.2 for jax.random.key(42).`)

/** What JAX 0.10.2 prints; numbers in f32 with ten decimals. */
const jax = {
  split: [1832780943, 270669613, 64467757, 2916123636],
  foldIn7: [2547012911, 1371500959],
  uniform: ['0.4887095690', '0.6797971725', '0.6162714958', '0.5610160828'],
  normal: ['-0.0283046160', '0.4671318531', '0.2957029641', '0.1535459161'],
  permutation: [7, 4, 2, 5, 3, 6, 8, 9, 0, 1],
}

const u = toFlat(uniform(f32, k, [4])).map((x) => decimals(x, 10))
const order = permutation(k, 10)
const row = (what: string, theirs: readonly (number | string)[], ours: readonly (number | string)[]): readonly string[] =>
  [what, theirs.join(' '), ours.join(' '), yesOrNo(theirs.join() === ours.join())]

table(['draw', 'JAX', 'here', 'equal'], [
  row('split(key)', jax.split, split(k).flatMap((child) => toFlat(child))),
  row('fold_in(key, 7)', jax.foldIn7, toFlat(foldIn(k, 7))),
  row('uniform(key, (4,))', jax.uniform, u),
  row('permutation(key, 10)', jax.permutation, order),
])

paragraph(`Whole numbers and uniform numbers agree to the bit. A normal number goes through the inverse error function,
which JAX computes as a polynomial in f32 and this library in f64, rounded once; so the last digits differ by a few
units of 2^-25.`)

const z = toFlat(normal(f32, k, [4]))
table(['normal(key, (4,))', 'JAX', 'here', 'difference / 2^-25'],
  z.map((x, i) => {
    const theirs = jax.normal[i] ?? ''
    return [`number ${i}`, theirs, decimals(x, 10), decimals((x - Number(theirs)) * 2 ** 25, 1)]
  }))

heading('A key for every place')

paragraph(`A network gives stage n child n of its key. So a stage added at the end changes no weight before it, and a step's
number, folded into a key, gives each step its own dropout without a generator that remembers anything.`)

const [weights, noise] = [foldIn(k, 0), foldIn(k, 1)]
table(['question', 'answer'], [
  ['do two children of a key agree?', yesOrNo(equals(uniform(f32, weights, [2]), uniform(f32, noise, [2])))],
  ['does drawing from one change the other?', yesOrNo(!equals(uniform(f32, noise, [2]), uniform(f32, foldIn(k, 1), [2])))],
])
