import { expect, it } from 'vitest'
import { filesBelow, textOf } from './imports.ts'

/** Every place that sets a rule of the lint or of the compiler aside. A new one is added here with its reason, or not at all. */
const known = [
  // A property of another package's object, or of `process.env`, has no other way to be set.
  'compare/tensorflow/process-wide.ts: eslint-disable-next-line functional/immutable-data',
  // The exit code of a command is the process's own.
  'src/cli/answer.ts: eslint-disable-next-line functional/immutable-data',
  // `Some`: where a parameter is invariant, nothing else means "some shape".
  'src/tensor.ts: eslint-disable-next-line @typescript-eslint/no-explicit-any',
]

const exceptions = (path: string): readonly string[] =>
  [...textOf(path).matchAll(/(eslint-disable[\w-]*|@ts-(?:ignore|expect-error|nocheck))(?:[ \t]+((?:@?[\w-]+\/[\w-]+)(?:, *@?[\w-]+\/[\w-]+)*))?/g)]
    .map(([, what = '', rules = '']) => `${path}: ${what} ${rules}`.trimEnd())

it('rules are set aside in the known places only', () => {
  // A program of the spec may show that something is refused.
  const shown = /^spec\/.*: @ts-expect-error$/
  expect(filesBelow('src', 'compare', 'spec').flatMap(exceptions).filter((one) => !shown.test(one))).toEqual(known)
})

/** What keeps the bits the same everywhere: the platform's own functions that differ between engines are not called. */
const differing = /\bMath\.(?:a?(?:sin|cos|tan)h?|atan2|exp|expm1|log|log10|log1p|log2|pow|cbrt|hypot|random)\b/g

const callsIn = (text: string): readonly string[] =>
  text.split('\n').filter((line) => !/^\s*(?:\/\/|\/?\*)/.test(line)).flatMap((line) => [...line.matchAll(differing)].map(([name]) => name))

it('no function of the platform that differs between engines is called in src', () => {
  expect(filesBelow('src').flatMap((path) => callsIn(textOf(path)).map((name) => `${path}: ${name}`))).toEqual([])
})

it('such a call would be seen, and not in a comment', () => {
  expect(callsIn('const y = Math.exp(x) + Math.sqrt(x)\n// Math.log(x)\n * Math.tanh\nMath.random()')).toEqual(['Math.exp', 'Math.random'])
})
