import { expect, it } from 'vitest'
import { compareStep, examples, finiteDifferences, type Row, tensorFlowWitness } from '../../../compare/index.ts'
import { printDifferences } from '../../../compare/report/worst.ts'

const { step, state, batch } = examples.mazur
const report = await compareStep(step, { state, batches: [batch], witnesses: [tensorFlowWitness('tfjs-cpu'), finiteDifferences()] })
const loss = report.rows[0]!

const differing = (kind: Row['kind'], tensor: string, witness: string, ratio: number): Row => ({
  ...loss, kind, tensor, witness, mode: witness === 'tfjs-cpu' ? 'same network' : witness,
  verdict: 'differs', worst: { ...loss.worst, ratio },
})

/** The titles of the elements that are shown. */
const titles = (rows: readonly Row[]): readonly string[] =>
  printDifferences({ ...report, rows }).split('\n').filter((line) => /^ {2}\S.*, by /.test(line)).map((line) => line.trim())

it('shows the loss, then gradients, then state, slots and weights; of one kind the worst first', () => {
  expect(titles([
    differing('weight', '0.w', 'tfjs-cpu', 9), differing('slot', '0.w', 'tfjs-cpu', 8), differing('gradient', '0.b', 'tfjs-cpu', 2),
    differing('gradient', '0.w', 'tfjs-cpu', 3), differing('loss', '', 'tfjs-cpu', 1.5),
  ])).toEqual(['loss', 'gradient 0.w', 'gradient 0.b', 'slot 0.w', 'weight 0.w'].map((name) => `${name}, by tfjs-cpu, same network`))
})

it('shows what TensorFlow has where finite differences are further off, and names a witness of one mode once', () => {
  const all = ['finite differences', 'tfjs-cpu'].map((witness, i) => differing('gradient', '0.w', witness, 9 - i))
  expect(titles([...all, differing('gradient', '0.b', 'finite differences', 2)]))
    .toEqual(['gradient 0.w, by tfjs-cpu, same network', 'gradient 0.b, by finite differences'])
})

it('has a number of TensorFlow among the first few where there is one at all', () => {
  const many = Array.from({ length: 7 }, (_, i) => differing('gradient', `${i}.w`, 'finite differences', 9 - i))
  const shown = titles([...many, differing('weight', '0.w', 'tfjs-cpu', 2)])
  expect(shown).toHaveLength(5)
  expect(shown.at(-1)).toBe('weight 0.w, by tfjs-cpu, same network')
})
