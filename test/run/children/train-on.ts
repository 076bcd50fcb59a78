/**
 * Loads a checkpoint of the blobs, trains on, and prints the SHA-256 of the whole state.
 *
 *     node --import tsx train-on.ts <checkpoint> <until step>
 */
import { fold, hashTree, toFlat } from '../../../src/index.ts'
import { loadCheckpoint } from '../../../src/io/checkpoint.ts'
import { prepare } from '../../../src/run/session.ts'
import { order, right } from '../scratch.ts'

const [, , file = '', until = '0'] = process.argv
const { training: { step, batches }, first } = right(await prepare(order())())
const { state } = right(await loadCheckpoint(file, first)())
const taken = toFlat(state.step)[0]!
console.log(hashTree(fold(step)(state, batches.from(taken, Number(until) - taken))[0]))
