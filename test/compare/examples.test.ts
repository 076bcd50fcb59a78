import { describe, expect, it } from 'vitest'
import { Either } from '../../src/fp.ts'
import { allExamples, exampleNamed, examples } from '../../compare/index.ts'
import { item, toFlat } from '../../src/index.ts'

describe('by name', () => {
  it.each(allExamples)('$name is found', (example) => { expect(exampleNamed(example.name)).toEqual(Either.right(example)) })
  it('the table and the list are the same', () => { expect(allExamples.map(({ name }) => name)).toEqual(Object.keys(examples)) })
  it('an unknown name comes back with the names that there are', () => {
    expect(exampleNamed('mazurka')).toEqual(Either.left({ kind: 'unknown example', name: 'mazurka', known: ['mazur', 'document-000', 'document-001', 'document-001-variant'] }))
  })
})

it("one step on Mazur's network gives the numbers that he prints", () => {
  const { step, state, batch } = examples.mazur
  const [next, { loss }] = step(state, batch)
  expect(item(loss)).toBeCloseTo(0.298371109, 7)
  // w1 to w8 as he numbers them: two into each hidden unit, then two into each output.
  const [w1, w3, w2, w4] = toFlat(next.params[0].w)
  const [w5, w7, w6, w8] = toFlat(next.params[1].w)
  ;[[w1, 0.149780716], [w2, 0.19956143], [w3, 0.24975114], [w4, 0.29950229], [w5, 0.35891648], [w6, 0.408666186], [w7, 0.51130127], [w8, 0.561370121]]
    .forEach(([ours, printed]) => { expect(ours).toBeCloseTo(printed ?? NaN, 7) })
})

it('document 001 begins with the numbers that it prints', () => {
  const { step, state, batch } = examples['document-001']
  const [, { loss }] = step(state, batch)
  expect(toFlat(batch.x)).toEqual([0.1, 0.2, 0.7].map(Math.fround))
  expect(toFlat(state.params[1].w)).toEqual([0.2, 0.3, 0.5, 0.3, 0.5, 0.7, 0.6, 0.4, 0.8].map(Math.fround))
  // Every output's binary cross-entropy, in natural logarithms and added up; the document's own figure has base 10.
  expect(item(loss)).toBeGreaterThan(2)
})
