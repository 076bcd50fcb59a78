import type { DataError } from '../../io/data-error.ts'

/** What to do where no files were named: MNIST does not ship with the package. */
export const missing = (experiment: string): DataError => ({
  file: experiment,
  reason: 'no files were named: MNIST does not ship with the package',
  remedy: 'Give --set images=train-images-idx3-ubyte.gz --set labels=train-labels-idx1-ubyte.gz (Debian has Fashion-MNIST as dataset-fashion-mnist)',
})

/** Too few images for a held-out part and one batch. */
export const enough = (file: string, count: number, needed: number): DataError =>
  ({ file, reason: `it has ${count} images, at least ${needed} are needed`, remedy: 'Give the images to train on, not those to test with' })
