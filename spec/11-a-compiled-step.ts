import { equal } from 'node:assert/strict'
import {
  compile, counts, dense, type Float, fold, halfSquaredError, hashTree, initialize, input, item, key, mermaid, type Ops, pipe, type Scalar,
  sgd, sigmoid, tensor, trainStep,
} from '../src/index.ts'
import { heading, paragraph } from './print.ts'

heading('11  A compiled step')

paragraph(`A training step reads no number, so it can be run once without numbers and written down: forward, backward and update as
one list of operations. The list is made shorter where that changes no bit, planned (which operations go over the data
together, where every array lies), and run by a virtual machine in WebAssembly.`)

const net = pipe(input([4, 2]), dense(3), sigmoid, dense(1), sigmoid)
const step = trainStep(net, halfSquaredError, sgd({ learningRate: 0.5 }))
const compiled = compile(step)

heading('The plan')

paragraph(`One line a value: its shape, how it is computed, its place in the network, the instruction that computes it, and where it lies:
with the caller (argument, result), in the arena, whose places are used again and again, or in a register, a block that
never leaves the first-level cache. What has no instruction is made where it is used, such as a constant.`)

paragraph(compiled.listing())

const { operations, multiplyAdds, parameters } = counts(compiled.plan().graph)
paragraph(`${operations} operations, of which ${compiled.plan().instructions.length} instructions remain; ${multiplyAdds} multiply-adds in products; ` +
  `${parameters} parameters. The cotangent of the first layer's input is in no line: nobody asks for it.`)

heading('The same bits')

const first = initialize(step, key(42))
const batch = { x: tensor([[0, 0], [0, 1], [1, 0], [1, 1]]), labels: tensor([[0], [1], [1], [0]]) }
const batches = Array.from({ length: 1000 }, () => batch)
const [eager] = fold(step)(first, batches)
const [fast] = fold(compiled)(first, batches)
equal(hashTree(fast), hashTree(eager))

paragraph(`After 1,000 steps the eager engine's state has the hash ${hashTree(eager).slice(0, 16)}, and so has the compiled one's. ` +
  'That is the law of this engine: equality, never a tolerance, with any number of threads.')

heading('Any function')

paragraph('Whatever is written in the vocabulary compiles: this is the length of a vector, and its graph as Mermaid draws it.')

const norm = (ops: Ops) => (x: Float<readonly [2]>): Scalar => ops.sqrt(ops.sumAll(ops.mul(x, x)))
const length = compile(norm)
equal(item(length(tensor([3, 4]))), 5)
paragraph(mermaid(length.plan().graph))
