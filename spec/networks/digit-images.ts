import {
  batches, countOf, dataset, type Dataset, datasetHash, f32, type Float, foldIn, type Key, type Net, pipe, splitDataset, TaskEither,
} from '../../src/index.ts'
import { digitsDataset, readDigits, shipped } from '../../src/node.ts'

/** Handwritten digits as images of 8×8 grey values. */
export type DigitImages = Dataset<readonly [8, 8, 1], readonly [10]>

/** The beginning of a network for so many images. */
export type Images<N extends number> = Net<readonly [], readonly [], Float<readonly [N, 8, 8, 1]>, Float<readonly [N, 8, 8, 1]>>

/** Digits that are held out to judge a network. */
const HELD_OUT = 357

const images = pipe(
  readDigits(shipped('src/data/digits.csv.gz')),
  TaskEither.map((digits): DigitImages => {
    const { x, labels } = digitsDataset(digits)
    return dataset<number, readonly [8, 8, 1], readonly [10], 'float', 'float'>(f32.reshape(x, [x.shape[0], 8, 8, 1]), labels)
  }),
)

/** The images parted into those that are learned from, as batches of 32, and those that are held out. */
export const digitImages = (key: Key) => pipe(images, TaskEither.map((all) => {
  const { training, heldOut } = splitDataset(all, foldIn(key, 1), { heldOut: HELD_OUT })
  return {
    heldOut,
    stream: batches(training, { size: 32, key: foldIn(key, 2), remainder: 'drop' }),
    data: [{ name: 'handwritten digits', sha256: datasetHash(all), examples: countOf(all) }],
  }
}))
