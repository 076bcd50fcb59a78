import { f32 } from '../engines/eager/index.ts'
import { pipe, TaskEither } from '../fp.ts'
import type { DataError } from '../io/data-error.ts'
import { readIdx } from '../io/read-formats.ts'
import { showShape, sizeOf } from '../shape/size.ts'
import { toFlat } from '../tensor/read.ts'
import type { Float, Ids, Shape, Some, Tensor } from '../tensor.ts'
import { dataset, type Dataset } from './dataset.ts'
import { oneHot } from './one-hot.ts'
import { inRows } from './rows.ts'

const PIXELS = 784
const CLASSES = 10
const BRIGHTEST = 255

type MnistError = TaskEither.TaskEither<DataError, never>

const refused = (file: string, reason: string): MnistError =>
  TaskEither.left({ file, reason, remedy: 'Give the images and the labels of MNIST, or of a data set in its form' })

/** Bytes as real numbers from 0 to 1. */
const greys = (images: Tensor<Some, 'i32'>): Float<readonly [number, typeof PIXELS]> =>
  f32.scale(f32.cast(inRows<readonly [typeof PIXELS], 'i32'>([PIXELS], images), 'float'), 1 / BRIGHTEST)

/**
 * Reads images and labels in the form of MNIST (LeCun, Cortes and Burges), such as Fashion-MNIST (Xiao, Rasul and Vollgraf 2017): two IDX
 * files (`.gz` or not) of 28×28 bytes and of classes 0 to 9. Grey values go from 0 to 1, row by row; the class is one-hot.
 */
export const readMnist = (
  images: string, labels: string,
): TaskEither.TaskEither<DataError, Dataset<[typeof PIXELS], [typeof CLASSES]>> => pipe(
  TaskEither.Do,
  TaskEither.bind('x', () => readIdx(images)),
  TaskEither.bind('t', () => readIdx(labels)),
  TaskEither.chain(({ x, t }) => {
    const [pictures, classes]: readonly [Shape, Shape] = [x.shape as Shape, t.shape as Shape]
    const count = pictures[0] ?? 0
    if (x.dtype !== 'i32' || pictures.length < 2 || sizeOf(pictures) !== count * PIXELS) return refused(images, `it holds ${x.dtype} ${showShape(pictures)}, not images of 28×28 bytes`)
    if (t.dtype !== 'i32' || classes.length !== 1 || classes[0] !== count) return refused(labels, `it holds ${t.dtype} ${showShape(classes)}, not ${count} labels`)
    const ids = t as Ids<readonly [number]>
    const wrong = Array.from(toFlat(ids)).findIndex((id) => id < 0 || id >= CLASSES)
    return wrong !== -1
      ? refused(labels, `label ${wrong} is ${toFlat(ids)[wrong] ?? NaN}, not a class from 0 to ${CLASSES - 1}`)
      : TaskEither.right(dataset(greys(x), oneHot(ids, CLASSES)))
  }),
)
