import { InvalidArgumentError } from 'commander'
import { learningRateFault } from '../optimizers/learning-rate.ts'

/** A whole number from `least` upward, or a refusal that says so. */
export const wholeNumber = (least: number) => (text: string): number => {
  const value = Number(text)
  if (text.trim() === '' || !Number.isSafeInteger(value) || value < least) {
    throw new InvalidArgumentError(`It must be a whole number from ${least} upward.`)
  }
  return value
}

/** A learning rate, or a refusal that says what is wrong with it. */
export const learningRate = (text: string): number => {
  const value = text.trim() === '' ? NaN : Number(text)
  if (learningRateFault(value) !== undefined) throw new InvalidArgumentError('It must be a finite number from 0 upward.')
  return value
}
