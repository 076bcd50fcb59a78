/** Document 001 trained: where its rule leads, and where correct calculus leads. */
import { claim } from './document-001/claim.ts'
import { cosine, length, measure, type Measured } from './document-001/measures.ts'
import { initialised, type Numbers, numbersIn, paramsOf, variant } from './document-001/network.ts'
import { theEnd } from './document-001/printed.ts'
import { all, correct, formulas, type Mistakes, none, numbers, type Rule, withFixedBiases, withMistakes } from './document-001/rules.ts'
import { decimals, heading, paragraph, table } from './print.ts'

const shown = (xs: readonly number[], digits: number): readonly string[] => xs.map((x) => decimals(x, digits))
const rules: readonly Rule[] = [correct, withFixedBiases, formulas, numbers]

heading('Document 001 trained')

paragraph(`Document 001 takes one step and stops. Here its rule goes on, on the same example, beside correct calculus. All rules start
from the network as initialised, take the learning rate 0.01 and compute in 53 bits.

correct calculus           Pullback's own layers, loss and update of weights and biases
... biases fixed           the same, but the biases stay 1.0, as in the document
the document's formulas    as they are printed: no minus before 1/(1-O), the diagonal of the softmax's Jacobian, one path of three
                           back to h1_out, biases fixed; the softmax itself has its exponentials
the document's numbers     the same with what the numbers do: O_out = x / sum x, softmax slopes from exponentials

The slips of single cells (another learning rate, a running total, a slope taken twice) belong to no rule and are left out. The
error is always the right one: natural logarithms, softmax with exponentials.`)

heading('One step')

const rightGradients = correct.gradients(initialised)
const directions = rules.map((rule) => {
  const gradients = rule.gradients(initialised)
  return { name: rule.name, each: ([0, 1, 2] as const).map((i) => cosine(rightGradients[i], gradients[i])), whole: cosine(rightGradients.flat(), gradients.flat()) }
})

paragraph(`The cosine between a rule's gradient and the right one: 1 is the same direction, 0 perpendicular, below 0 uphill.`)

table(['rule', 'W_ij', 'W_jk', 'W_kl', 'all weights'], directions.map(({ name, each, whole }) => [name, ...shown([...each, whole], 4)]))

const [, , formulaDirection] = directions
paragraph(claim(`The document's formulas move the weights to both hidden layers uphill, and those to the output downhill by a detour. The
weights to the output have by far the largest gradient, so the step as a whole still goes down.`,
  formulaDirection !== undefined && formulaDirection.each.map(Math.sign).join() === '-1,-1,1' && formulaDirection.whole > 0
  && length(rightGradients[2]) > 10 * length(rightGradients[1])))

const printedWeights: Numbers = {
  ...initialised, wij: numbersIn(theEnd.nextWij), wjk: numbersIn(theEnd.nextWjk), wkl: numbersIn(theEnd.nextWkl),
}
const before = measure(paramsOf(initialised))
const printed = measure(paramsOf(printedWeights))
const single = rules.map((rule) => ({ name: rule.name, measured: rule.after(initialised, [1]).map(measure) }))
const fall = (after: number): string => decimals(before.error - after, 6)

table(['after one step of', 'error', 'fall'], [
  ['(before)', decimals(before.error, 6), ''],
  ...single.flatMap(({ name, measured }) => measured.map(({ error }) => [name, decimals(error, 6), fall(error)])),
  ['the weights that the document prints', decimals(printed.error, 6), fall(printed.error)],
])

heading('Many steps')

const milestones = [0, 1, 10, 100, 1000, 10000]
const runs = rules.map((rule) => ({ name: rule.name, measured: rule.after(initialised, milestones).map(measure) }))

table(['steps', 'rule', 'error', 'O_out1', 'O_out2', 'O_out3'], milestones.flatMap((steps, at) => runs.map(({ name, measured }) => {
  const { error = NaN, outputs = [] } = measured[at] ?? {}
  return [String(steps), name, decimals(error, 6), ...shown(outputs, 6)]
})))

const ends = runs.flatMap(({ measured }) => measured.slice(-1))
const [best, fixed, stalled, byNumbers] = ends
const earlier = runs[2]?.measured[4]
if (!best || !fixed || !stalled || !byNumbers || !earlier) throw new Error('a run is missing')

paragraph(claim(`Correct calculus learns the example: output 1 passes ${decimals(best.outputs[0], 3)}.`, best.outputs[0] > 0.999))

paragraph(claim(`The document's formulas do not. The error falls to ${decimals(earlier.error, 3)} in the first 1000 steps and no further, and the output that wins
is the third, which should be 0.`, stalled.error >= earlier.error && stalled.outputs[2] > stalled.outputs[0] && stalled.outputs[0] < 0.5))

paragraph(claim(`The document's numbers do learn, because a second mistake works against the first; their error is still ${decimals(byNumbers.error / best.error, 1)} times that of
correct calculus at the end.`, byNumbers.outputs[0] > 0.98 && byNumbers.error > best.error))

heading('Why the formulas stop')

const pull = ({ outputs: [p1, p2, p3] }: Measured): readonly number[] => [1 - p1, p2, p3]

paragraph(`By the document's formulas, input l of the output layer is pushed up by 1 - p1 where y = 1, and by p2 and p3 where y = 0: each
pull is up, for the minus before 1/(1-O) is missing. Pullback's layers give these values after 10000 steps:`)

table(['', 'output 1', 'output 2', 'output 3'], [
  ['O_in', ...shown(stalled.logits, 3)],
  ['O_out', ...shown(stalled.outputs, 6)],
  ['pull upward', ...shown(pull(stalled), 6)],
])

paragraph(claim(`Once output 2 is out of the race, p3 is all that p1 leaves, so inputs 1 and 3 are pushed up equally: both climb for ever, from about
2 to ${decimals(stalled.logits[0], 0)}, and their difference, which alone decides who wins, stays where it is.`,
  Math.abs((1 - stalled.outputs[0]) - stalled.outputs[2]) < 1e-9 && stalled.logits[0] > 100 && stalled.logits[2] > 100))

const { logits: [x1, x2, x3], outputs: [p1, , p3] } = byNumbers
const sum = x1 + x2 + x3
const [share1, rest3] = [x1 / sum, 1 - x3 / sum]

paragraph(claim(`The document's numbers divide by shares s = x / sum x instead: the pulls on inputs 1 and 3 are p1 (1 - p1) / s1 and
p3 (1 - p3) / (1 - s3). The numerators are equal again, but s1 = ${decimals(share1, 3)} is smaller than 1 - s3 = s1 + s2 = ${decimals(rest3, 3)}, so input 1 is pulled
harder (${decimals(p1 * (1 - p1) / share1, 6)} against ${decimals(p3 * (1 - p3) / rest3, 6)}) and wins in the end.`,
  share1 < rest3 && p1 * (1 - p1) / share1 > p3 * (1 - p3) / rest3))

heading('Which mistake costs what')

paragraph(`1000 steps with the four mistakes of the formulas: all of them, all but one, one alone, none.`)

const mistakes: readonly (readonly [keyof Mistakes, string])[] = [
  ['sign', 'the missing minus'], ['diagonal', 'the diagonal Jacobian'], ['oneTerm', 'the one-term sums'], ['fixedBias', 'the fixed biases'],
]
const variations: readonly (readonly [string, Mistakes])[] = [
  ['all four', all],
  ...mistakes.map(([name, words]) => [`all but ${words}`, { ...all, [name]: false }] as const),
  ...mistakes.map(([name, words]) => [`only ${words}`, { ...none, [name]: true }] as const),
  ['none', none],
]
const outcomes = variations.map(([name, made]) => ({ name, measured: withMistakes(name, made).after(initialised, [1000]).map(measure) }))

table(['mistakes made', 'error', 'O_out1', 'O_out2', 'O_out3'],
  outcomes.flatMap(({ name, measured }) => measured.map(({ error, outputs }) => [name, decimals(error, 6), ...shown(outputs, 6)])))

const errorOf = (name: string): number => outcomes.find((outcome) => outcome.name === name)?.measured[0]?.error ?? NaN
const clean = errorOf('none')

paragraph(claim("With none of them, the document's stages are Pullback's own: they end where correct calculus stands after 1000 steps.",
  Math.abs(clean - (runs[0]?.measured[4]?.error ?? NaN)) < 1e-9))

paragraph(claim(`The missing minus and the diagonal Jacobian stop the learning together; either of them alone only slows it. The one-term sums hardly
matter, since nearly all is learnt in the last layer.`,
  errorOf('all but the missing minus') < 0.1 && errorOf('all but the diagonal Jacobian') < 0.5 && errorOf('all but the one-term sums') > 1.5
  && errorOf('all but the fixed biases') > 1.5 && Math.abs(errorOf('only the one-term sums') / clean - 1) < 0.01))

paragraph(claim(`With the minus put right, the diagonal rule is the gradient of another error: the categorical cross-entropy, -log O_out1. That is why
"only the diagonal Jacobian" learns well; it goes to the same goal by another slope.`, errorOf('only the diagonal Jacobian') < 0.1))

paragraph(claim(`The document never updates a bias. Correct calculus does, and gains from it: after 1000 steps its error is ${decimals(clean, 6)}, with fixed biases
${decimals(errorOf('only the fixed biases'), 6)}. With the other three mistakes in place, free biases help nothing.`,
  clean < errorOf('only the fixed biases') && errorOf('all but the fixed biases') >= errorOf('all four')))

heading('The matrix of the Layer-1 example')

paragraph(`The same after 1000 steps from the network with the matrix that the document shows in its Layer-1 example.`)

const fromVariant = [correct, formulas, numbers].map((rule) => ({ name: rule.name, measured: rule.after(variant, [1000]).map(measure) }))

table(['rule', 'error', 'O_out1', 'O_out2', 'O_out3'],
  fromVariant.flatMap(({ name, measured }) => measured.map(({ error, outputs }) => [name, decimals(error, 6), ...shown(outputs, 6)])))

paragraph(claim('It changes nothing of what is said above.', fromVariant.map(({ measured }) => (measured[0]?.outputs[0] ?? NaN) > 0.5).join() === 'true,false,true'))
