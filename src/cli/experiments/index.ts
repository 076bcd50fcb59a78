import type { Experiment } from '../../run/experiment.ts'
import { digits } from './digits.ts'
import { iris } from './iris.ts'
import { lenet } from './lenet.ts'
import { mnist } from './mnist.ts'

/** Every experiment that ships with the package. Adding one is adding it here. */
export const shippedExperiments: readonly Experiment[] = [digits, iris, mnist, lenet]
