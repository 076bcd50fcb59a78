import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, expectTypeOf, test } from 'vitest'
import { Either } from '../../src/fp.ts'
import { toNested } from '../../src/index.ts'
import { countOf, type Dataset, datasetHash } from '../../src/data/index.ts'
import { digitsDataset, readDigits } from '../../src/data/digits.ts'
import { irisSpecies, readIris } from '../../src/data/iris.ts'

const folder = mkdtempSync(join(tmpdir(), 'pullback-data-'))
afterAll(() => { rmSync(folder, { recursive: true }) })

const right = <A>(read: Either.Either<unknown, A>): A => {
  if (Either.isLeft(read)) throw new Error(JSON.stringify(read.left))
  return read.right
}

/** How many examples each class has: the column sums of the one-hot labels. */
const perClass = (labels: readonly (readonly number[])[]): readonly number[] =>
  (labels[0] ?? []).map((_, c) => labels.reduce((sum, row) => sum + (row[c] ?? NaN), 0))

describe('iris', () => {
  test('150 flowers, 50 of each species, as Fisher measured them', async () => {
    const iris = right(await readIris('src/data/iris.csv')())
    expectTypeOf(iris).toEqualTypeOf<Dataset<readonly [4], readonly [3]>>()
    const [x, labels] = [toNested(iris.x), toNested(iris.labels)]
    expect([countOf(iris), perClass(labels), irisSpecies]).toEqual([150, [50, 50, 50], ['setosa', 'versicolor', 'virginica']])
    expect([x[0], labels[0]]).toEqual([[5.1, 3.5, 1.4, 0.2].map(Math.fround), [1, 0, 0]])
    expect([x[149], labels[149]]).toEqual([[5.9, 3, 5.1, 1.8].map(Math.fround), [0, 0, 1]])
  })

  test.each([
    ['no such species', 'h,4,a,b,c\n5.1,3.5,1.4,0.2,3\n', 'line 2, column 5'],
    ['no number', 'h,4,a,b,c\n5.1,3.5,1.4,0.2,0\n5.1,x,1.4,0.2,0\n', 'line 3, column 2'],
    ['a negative length', 'h,4,a,b,c\n5.1,3.5,1.4,-0.2,0\n', 'line 2, column 4'],
    ['a column missing', 'h,4,a,b,c\n5.1,3.5,1.4,0.2\n', 'line 2'],
    ['no flower', 'h,4,a,b,c\n', undefined],
  ])('%s is an error that says where', async (name, text, place) => {
    const file = join(folder, `${name}.csv`)
    writeFileSync(file, text)
    const read = await readIris(file)()
    expect(Either.isLeft(read) && [read.left.file, read.left.place]).toEqual([file, place])
  })
})

test('digits: 1,797 images of grey values from 0 to 1, and their classes one-hot', async () => {
  const digits = right(await readDigits('src/data/digits.csv.gz')())
  const examples = digitsDataset(digits)
  expectTypeOf(examples).toEqualTypeOf<Dataset<readonly [64], readonly [10]>>()
  const [x, labels] = [toNested(examples.x), toNested(examples.labels)]
  expect([x.length, x.flat().every((grey) => grey >= 0 && grey <= 1), Math.max(...x.flat())]).toEqual([1797, true, 1])
  // The class counts that scikit-learn's description of the data gives.
  expect(perClass(labels)).toEqual([178, 182, 177, 183, 181, 182, 181, 179, 174, 180])
  expect(x[7]).toEqual(digits[7]?.pixels)
  expect(datasetHash(examples)).toBe(datasetHash(digitsDataset(digits)))
})
