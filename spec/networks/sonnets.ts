import { batches, countOf, datasetHash, Either, foldIn, type Ids, type Key, type Net, pipe, splitDataset, TaskEither } from '../../src/index.ts'
import { type DataError, readCharacterWindows, shipped } from '../../src/node.ts'

/** Characters of one example. */
export const LENGTH = 32
/** Different characters in the text. */
export const CHARACTERS = 59

/** The beginning of a network for so many texts of so many characters. */
export type Texts<N extends number, T extends number> = Net<readonly [], readonly [], Ids<readonly [N, T]>, Ids<readonly [N, T]>>

const file = shipped('src/data/sonnets.txt')

/** A network's last layer has a place for each character, so the text must have as many as it was made for. */
const expected = (characters: number): Either.Either<DataError, undefined> => characters === CHARACTERS ? Either.right(undefined)
  : Either.left({ file, reason: `it has ${characters} different characters, not ${CHARACTERS}`, remedy: 'Install the package again' })

/** Sixty sonnets in windows of 32 characters, parted into those that are learned from, as batches of 16, and those that are held out. */
export const sonnets = (key: Key) => pipe(
  readCharacterWindows(file, { length: LENGTH }),
  TaskEither.chainFirst(({ alphabet }) => TaskEither.fromEither(expected(alphabet.length))),
  TaskEither.map(({ alphabet, dataset }) => {
    const { training, heldOut } = splitDataset(dataset, foldIn(key, 1), { heldOut: 130 })
    return {
      alphabet, heldOut,
      stream: batches(training, { size: 16, key: foldIn(key, 2), remainder: 'drop' }),
      data: [{ name: 'sonnets', sha256: datasetHash(dataset), examples: countOf(dataset) }],
    }
  }),
)
