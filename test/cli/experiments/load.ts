import { Either } from '../../../src/fp.ts'
import { loadExperiment } from '../../../src/cli/load-experiment.ts'
import { engineFor } from '../../../src/run/engine.ts'
import { prepare } from '../../../src/run/session.ts'
import { hashTree } from '../../../src/tensor/hash.ts'

/** Loads the modules that it is given as the command does, and prints what came of each; trains one step of the first. */
const main = async (files: readonly string[]): Promise<void> => {
  const found = []
  for (const file of files) found.push(await loadExperiment(file)())
  const [first] = found
  const prepared = first?._tag === 'Right' ? await prepare({ experiment: first.right, source: { kind: 'module', path: 'x.ts' }, seed: 1 })() : first
  const trained = prepared?._tag === 'Right'
    ? hashTree(engineFor(prepared.right.training.step, { kind: 'eager' }).advance(prepared.right.first, prepared.right.training.batches.from(0, 2))[0].params)
    : undefined
  process.stdout.write(JSON.stringify({ trained, found: found.map((one) => Either.isLeft(one) ? one : { ...one, right: { ...one.right, prepare: typeof one.right.prepare } }) }))
}

await main(process.argv.slice(2))
