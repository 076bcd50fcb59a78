import type { Digit } from '../data/digits.ts'
import {
  accuracy, type Batch, compile, dense, type Float, flow, foldIn, fromFlat, input, type Key, permutation, pipe, predict, relu,
  sgd, softmaxCrossEntropy, trainStep, type Weights,
} from '../index.ts'

/** Rows of one batch. */
export const BATCH = 32
/** Digits that are held out to judge the result. */
export const HELD_OUT = 360

const PIXELS = 64
const CLASSES = 10

/** 64 grey values → 32 rectified units → 10 logits. Parameters do not know the batch, so one set serves every batch size. */
const classifier = flow(dense(32), relu, dense(CLASSES))

const trained = pipe(input([BATCH, PIXELS]), classifier)
const judged = pipe(input([HELD_OUT, PIXELS]), classifier)

export type DigitBatch = Batch<Float<readonly [typeof BATCH, typeof PIXELS]>, Float<readonly [typeof BATCH, typeof CLASSES]>>

/** The training step: mean softmax cross-entropy, plain gradient descent. */
export const digitsStep = (learningRate: number) => trainStep(trained, softmaxCrossEntropy, sgd({ learningRate }))

export type DigitsStep = ReturnType<typeof digitsStep>
export type DigitsState = Parameters<DigitsStep>[0]

/** The same step on the fast engine. */
export const compiledDigitsStep = (step: DigitsStep) => compile(step)

export type CompiledDigitsStep = ReturnType<typeof compiledDigitsStep>

const pixels = (digits: readonly Digit[]): readonly number[] => digits.flatMap((digit) => digit.pixels)

/** 1 at the class, 0 elsewhere, a row a digit. */
const oneHot = (digits: readonly Digit[]): readonly number[] =>
  digits.flatMap(({ digit }) => Array.from({ length: CLASSES }, (_, c) => c === digit ? 1 : 0))

/** Digits to train on, and digits that only judge the result. */
export interface SplitDigits {
  readonly training: readonly Digit[]
  readonly heldOut: readonly Digit[]
}

/** Training and held-out digits, drawn by key. */
export const splitDigits = (key: Key, digits: readonly Digit[]): SplitDigits => {
  const shuffled = permutation(key, digits.length).flatMap((i) => digits[i] ?? [])
  return { heldOut: shuffled.slice(0, HELD_OUT), training: shuffled.slice(HELD_OUT) }
}

/** The digits of every batch of every epoch, each epoch in its own order; the remainder that fills no batch is left out. */
export const batchesOf = (key: Key, training: readonly Digit[], epochs: number): readonly (readonly Digit[])[] =>
  Array.from({ length: epochs }, (_, epoch) => permutation(foldIn(key, epoch), training.length)).flatMap((order) =>
    Array.from({ length: Math.floor(order.length / BATCH) }, (_, b) =>
      order.slice(b * BATCH, (b + 1) * BATCH).flatMap((i) => training[i] ?? [])))

/** A batch of digits as tensors. */
export const toBatch = (digits: readonly Digit[]): DigitBatch =>
  ({ x: fromFlat([BATCH, PIXELS], pixels(digits)), labels: fromFlat([BATCH, CLASSES], oneHot(digits)) })

/** The share of held-out digits that the network names rightly. */
export const heldOutAccuracy = (weights: Weights<DigitsState['params'], DigitsState['state']>, heldOut: readonly Digit[]): number =>
  accuracy(predict(judged)(weights, fromFlat([HELD_OUT, PIXELS], pixels(heldOut))), fromFlat([HELD_OUT, CLASSES], oneHot(heldOut)))
