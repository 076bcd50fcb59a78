import { type BackendName, compareStep, printReport, type Report, tensorFlowWitness } from '../../../compare/index.ts'
import { type Digit, readDigits } from '../../data/digits.ts'
import { Either } from '../../fp.ts'
import { fold, foldIn, hashTree, initialize, item, key as keyOf } from '../../index.ts'
import { showDataError } from '../../io/data-error.ts'
import {
  BATCH, batchesOf, type CompiledDigitsStep, compiledDigitsStep, type DigitBatch, type DigitsState, digitsStep, type DigitsStep, HELD_OUT, heldOutAccuracy, splitDigits, toBatch,
} from '../digits-classifier.ts'
import { type ExitCode, exitCode } from '../exit-code.ts'
import { shipped } from '../../io/package-root.ts'
import { progressOf } from '../progress.ts'
import { complain, page, type Say } from '../say.ts'

export interface TrainOptions {
  /** a CSV file of digits; the shipped one when left out */
  readonly data?: string
  readonly seed: number
  readonly epochs: number
  readonly learningRate: number
  /** how many first steps are compared with the witnesses */
  readonly check: number
}

/** How a run ended, and what of it fell short. */
export interface Trained {
  readonly code: ExitCode
  readonly failed: readonly string[]
}

/** The held-out accuracy that the shipped run has to reach. */
const MARK = 0.95

/** Steps that both engines take to be compared in speed. */
const SPEED_STEPS = 200

/** Few digits cannot be split into a held-out part and one full batch. */
const LEAST = HELD_OUT + BATCH

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`

/** All steps on the compiled engine, an epoch at a time. */
const trained = (
  say: Say, step: CompiledDigitsStep, first: DigitsState, batches: readonly (readonly Digit[])[], epochs: number,
): DigitsState => {
  const progress = progressOf(say, 'training', batches.length)
  const inEpoch = batches.length / epochs
  const last = Array.from({ length: epochs }).reduce((state: DigitsState, _, epoch) => {
    const [next, metrics] = fold(step)(state, batches.slice(epoch * inEpoch, (epoch + 1) * inEpoch).map(toBatch))
    const loss = metrics.at(-1)?.loss
    progress.at((epoch + 1) * inEpoch, loss === undefined ? '' : `loss ${item(loss).toFixed(4)}`)
    return next
  }, first)
  progress.end()
  return last
}

/** How long the same steps take on both engines, and whether they give the same bits. */
const onBothEngines = (
  step: DigitsStep, compiled: CompiledDigitsStep, first: DigitsState, batches: readonly DigitBatch[],
): { readonly text: string; readonly same: boolean } => {
  const timed = (run: DigitsStep | CompiledDigitsStep): readonly [milliseconds: number, hash: string] => {
    const start = performance.now()
    const [state] = fold(run)(first, batches)
    return [(performance.now() - start) / batches.length, hashTree(state)]
  }
  const [[eager, expected], [fast, given]] = [timed(step), timed(compiled)]
  const same = expected === given
  const text = `${batches.length} steps again on both engines: compiled ${fast.toFixed(3)} ms a step, eager ${eager.toFixed(2)} ms, ` +
    `${(eager / fast).toFixed(0)} times as fast; ${same ? 'every bit is the same' : 'the BITS DIFFER'}`
  return { text, same }
}

/** Trains the classifier on these digits, compares its first steps with the witnesses, and judges it on held-out digits. */
const run = async (say: Say, digits: readonly Digit[], { seed, epochs, learningRate, check }: TrainOptions): Promise<Trained> => {
  const [key, step] = [keyOf(seed), digitsStep(learningRate)]
  const compiled = compiledDigitsStep(step)
  const { training, heldOut } = splitDigits(foldIn(key, 1), digits)
  const batches = batchesOf(foldIn(key, 2), training, epochs)
  const first = initialize(step, foldIn(key, 0))
  say(`${training.length} digits to train on, ${heldOut.length} held out; ${batches.length} steps of ${BATCH} ` +
    `(${epochs} epochs; the ${training.length % BATCH} that fill no batch are left out of an epoch), seed ${seed}\n`)

  const last = trained(say, compiled, first, batches, epochs)
  const both = onBothEngines(step, compiled, first, batches.slice(0, SPEED_STEPS).map(toBatch))
  say(`\n${both.text}`)
  compiled.dispose()

  const report = check === 0 ? undefined : await checked(say, step, first, batches.slice(0, check).map(toBatch))
  const accuracy = heldOutAccuracy(last, heldOut)
  say(`\nheld-out accuracy ${percent(accuracy)}, ${accuracy >= MARK ? 'which reaches' : 'BELOW'} the mark of ${percent(MARK)}`)
  say(`SHA-256 of the trained weights ${hashTree(last.params)}`)
  const failed = [
    ...(report === undefined || report.summary.agreed ? [] : ["the digits' first steps"]),
    ...(both.same ? [] : ["the digits' bits on the two engines"]),
    ...(accuracy >= MARK ? [] : ["the digits' accuracy"]),
  ]
  return { code: failed.length === 0 ? exitCode.fine : exitCode.disagreed, failed }
}

/**
 * The first steps against tfjs-node. Where it is not available that is said, and the backends that need no installation are
 * asked instead. (Finite differences of every weight take as long as the rest of the run; the examples are checked with them.)
 */
const checked = async (
  say: Say, step: DigitsStep, state: DigitsState, batches: readonly DigitBatch[],
): Promise<Report> => {
  const compared = async (witnesses: readonly BackendName[]): Promise<Report> => {
    say('')
    const progress = progressOf(say, `comparing with ${witnesses.join(' and ')}`, batches.length)
    const report = await compareStep(step, {
      state, batches, witnesses: witnesses.map((name) => tensorFlowWitness(name)), stepDone: (number) => { progress.at(number, '') },
    })
    progress.end()
    say(`\n${printReport(report)}`)
    return report
  }
  const report = await compared(['tfjs-node'])
  return report.summary.tensorflow === 'not available' ? compared(['tfjs-wasm', 'tfjs-cpu']) : report
}

/** Trains a 64-32-10 classifier on handwritten digits. */
export const train = async (say: Say, options: TrainOptions): Promise<Trained> => {
  const file = options.data ?? shipped('src/data/digits.csv.gz')
  const digits = await readDigits(file)()
  if (Either.isLeft(digits)) {
    complain(`train: ${showDataError(digits.left)}`)
    return { code: exitCode.mistake, failed: [] }
  }
  if (digits.right.length < LEAST) {
    complain(`train: ${file}: it has ${digits.right.length} digits, at least ${LEAST} are needed ` +
      `(${HELD_OUT} held out, one batch of ${BATCH}).`)
    return { code: exitCode.mistake, failed: [] }
  }
  say(page('A 64-32-10 classifier of handwritten digits', 'relu, softmax cross-entropy on logits, plain gradient descent'))
  return run(say, digits.right, options)
}
