import { deepEqual, ok } from 'node:assert/strict'
import {
  dense, equals, f32, f64, halfSquaredError, input, item, key, pipe, sgd, sigmoid, stateFrom, tensor, tensorShow, toFlat,
  toPrecision, trainStep, treeEquals,
} from '../src/index.ts'
import { deltas, derivatives, sizesOfTerms } from './document-000/backward.ts'
import { augmented, fromLibrary, neuronRows, toLibrary } from './document-000/layouts.ts'
import { changeMatrices, type Deltas, deltasByDiagonals, deltasByHadamard, forward, updated } from './document-000/matrix-form.ts'
import { activate, cost, costOfWeights, mazur, weightNames, written } from './document-000/network.ts'
import { apart } from './document-000/rounding.ts'
import { decimals, heading, paragraph, table } from './print.ts'

const nine = (x: number | undefined): string => decimals(x ?? NaN, 9)
const tiny = (x: number): string => x === 0 ? '0' : x.toExponential(1)

/** How far the values lie apart, and how far they may. */
const distance = (name: string, values: readonly number[], bound: number): readonly string[] => {
  const spread = Math.max(...values) - Math.min(...values)
  ok(spread <= bound, `${name}: the forms lie ${tiny(spread)} apart`)
  return [tiny(spread), tiny(bound)]
}

heading('5  Document 000: a network of 2, 2 and 2 neurons')

paragraph(`The document derives backpropagation for two inputs, two hidden and two output neurons, all sigmoid, in three ways:
number by number, with diagonal matrices, and with the Hadamard product. Here all three are computed in f64 on the
numbers of Mazur's example, which it cites, and held against each other and against this library. (Its misprints are
set right here; chapter 6 lists them.)`)

heading('Forward: equations (1) to (4), and σ(A W)')

const n = activate(mazur)
const { a0, a1, a2 } = forward(mazur)
table(['', 'equation', 'by numbers', 'σ(A W)'], [
  ['(1)', 'a₀⁽¹⁾ = σ(w₀₀⁽¹⁾ a₀⁽⁰⁾ + w₀₁⁽¹⁾ a₁⁽⁰⁾ + w₀₂⁽¹⁾)', nine(n.h0), nine(toFlat(a1)[0])],
  ['(2)', 'a₁⁽¹⁾ = σ(w₁₀⁽¹⁾ a₀⁽⁰⁾ + w₁₁⁽¹⁾ a₁⁽⁰⁾ + w₁₂⁽¹⁾)', nine(n.h1), nine(toFlat(a1)[1])],
  ['(3)', 'a₀⁽²⁾ = σ(w₀₀⁽²⁾ a₀⁽¹⁾ + w₀₁⁽²⁾ a₁⁽¹⁾ + w₀₂⁽²⁾)', nine(n.y0), nine(toFlat(a2)[0])],
  ['(4)', 'a₁⁽²⁾ = σ(w₁₀⁽²⁾ a₀⁽¹⁾ + w₁₁⁽²⁾ a₁⁽¹⁾ + w₁₂⁽²⁾)', nine(n.y1), nine(toFlat(a2)[1])],
])
deepEqual([...toFlat(a1), ...toFlat(a2)], [n.h0, n.h1, n.y0, n.y1])
paragraph('Both columns agree to the last bit: a matrix product adds the same products in the same order. So do (5) and (6):')
table(['', 'cost', ''], [
  ['(5)', 'C = ½(a₀⁽²⁾ − T₀)² + ½(a₁⁽²⁾ − T₁)²', nine(cost(mazur))],
  ['(6)', 'the same with (1) to (4) put in, all in weights and inputs', nine(costOfWeights(mazur))],
])
deepEqual(costOfWeights(mazur), cost(mazur))

heading('Deltas')

const byNumbers = deltas(n)
const components = [...byNumbers.layer2, ...byNumbers.layer1]
const columns = ({ delta2, delta1 }: Deltas): readonly number[] => [...toFlat(delta2), ...toFlat(delta1)]
const hadamard = deltasByHadamard(mazur)
const forms = [components, columns(deltasByDiagonals(mazur)), columns(hadamard)]
const sizes = sizesOfTerms(n)
table(['', 'by numbers', 'D⁽²⁾c, D⁽¹⁾(w⁽²⁾)ᵀδ⁽²⁾', 'Hadamard', 'apart by', 'at most'],
  ['δ₀⁽²⁾', 'δ₁⁽²⁾', 'δ₀⁽¹⁾', 'δ₁⁽¹⁾'].map((name, i) => {
    const values = forms.map((form) => form[i] ?? NaN)
    return [name, ...values.map(nine), ...distance(name, values, apart(i < 2 ? 2 : 6, sizes[i] ?? NaN))]
  }))
paragraph(`The forms multiply in different orders, so they differ by roundings: "at most" is what two roundings of each term in
layer (2), and six in layer (1), can do in f64. The diagonal matrices cost 16 multiplications here and the Hadamard
form 8; with 100 neurons in every layer, 1,020,000 and 10,200. That is the document's last point.`)

heading('Change matrices δ A, and the update with γ = 0.5')

const gamma = 0.5
const gradient = derivatives(n)
const [change1, change2] = changeMatrices(mazur, hadamard)
const [rows1, rows2] = neuronRows(mazur)
const next = [updated(rows1, change1, gamma), updated(rows2, change2, gamma)]
const entries = [...toFlat(change1), ...toFlat(change2)]
const newWeights = next.flatMap((layer) => toFlat(layer))
// the last factor of each derivative: what its weight is multiplied by
const factors = [n.x0, n.x1, 1, n.x0, n.x1, 1, n.h0, n.h1, 1, n.h0, n.h1, 1]
table(['weight', 'before', 'dC/dw by numbers', 'entry of δ A', 'apart by', 'at most', 'after'], weightNames.map((name, i) => {
  const delta = (Math.floor(i / 3) + 2) % 4 // layer (1) stands second among the deltas
  const bound = apart(i < 6 ? 7 : 3, (sizes[delta] ?? NaN) * (factors[i] ?? NaN))
  return [written(name), decimals(mazur[name], 2), nine(gradient[name]), nine(entries[i]),
    ...distance(written(name), [gradient[name], entries[i] ?? NaN], bound), nine(newWeights[i])]
}))

heading('Two layouts')

paragraph(`The document keeps a layer twice. In A W it is a matrix of 3 rows, a column for each neuron and the biases below; the
change matrix has a row for each neuron and the biases on the right, which is the transpose. So the update is
W ← W − γ (dC/dW)ᵀ. The library keeps W cut above its last row, as { w: [2, 2], b: [2] }.`)
table(['weight', 'in W', 'in the change matrix', 'in the library'], weightNames.slice(0, 6).map((name) => {
  const [, to = '', from = ''] = name
  return [written(name), `[${from}, ${to}]`, `[${to}, ${from}]`, from === '2' ? `0.b[${to}]` : `0.w[${from}, ${to}]`]
}))
paragraph(`The same layer (1) each way:

as the change matrix  ${tensorShow.show(rows1)}
as W                  ${tensorShow.show(augmented(rows1))}
in the library, w     ${tensorShow.show(toLibrary(rows1).w)}
in the library, b     ${tensorShow.show(toLibrary(rows1).b)}`)
ok([rows1, rows2].every((rows) => equals(fromLibrary(toLibrary(rows)), rows)))

heading('The same step by the library')

const net = pipe(input([1, 2]), dense(2), sigmoid, dense(2), sigmoid)
const step = trainStep(net, halfSquaredError, sgd({ learningRate: gamma }))
const noState: readonly [] = []
const start = stateFrom(f64, step.optimizer, [toLibrary(rows1), toLibrary(rows2)], noState, key(0))
const batch = { x: a0, labels: tensor([[mazur.T0, mazur.T1]], { precision: 'f64' }) }
const [after, { loss }] = step.program(f64)(start, batch)
const [after32] = step.program(f32)(toPrecision('f32')(start), toPrecision('f32')(batch))
const theirs = after.params.map(fromLibrary)
ok(treeEquals(theirs, next) && item(loss) === cost(mazur))
const in32 = after32.params.flatMap((layer) => toFlat(fromLibrary(layer)))
const away = Math.max(...in32.map((w, i) => Math.abs(w - (newWeights[i] ?? NaN))))
ok(away <= 2 ** -23)

paragraph('  trainStep(pipe(input([1, 2]), dense(2), sigmoid, dense(2), sigmoid), halfSquaredError, sgd({ learningRate: 0.5 }))')
table(['weight', 'document', 'library, f64', 'library, f32'], weightNames.map((name, i) =>
  [written(name), nine(newWeights[i]), nine(theirs.flatMap((layer) => toFlat(layer))[i]), nine(in32[i])]))
paragraph(`In f64 the library's new weights are those of the Hadamard form to the last bit, and its loss is C. In f32, its usual
precision, they lie at most ${tiny(away)} away. Keeping a weight below 1 in f32 may cost 2^-25, adding the step as much
again, and half a gradient with the roundings in it 2^-24 on these numbers: together 2^-23, which is ${tiny(2 ** -23)}.`)
