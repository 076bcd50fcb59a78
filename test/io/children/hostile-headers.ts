import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inspectCheckpoint } from '../../../src/io/checkpoint.ts'

/** Headers that a careless reader would turn into something much larger, at this length. */
const LENGTH = 20_000_000

const headers: readonly (readonly [name: string, start: string, repeated: string])[] = [
  ['nested lists', '{"x":', '['],
  ['nested records', '{"x":', '{"x":'],
  ['a long shape', '{"x":{"dtype":"F32","shape":[', '1,'],
  ['a long list of offsets', '{"x":{"data_offsets":[', '1,'],
  ['a number of many digits', '{"x":{"shape":[', '9'],
  ['a name without an end', '{"', 'x'],
  ['strange fields', '{"x":{', '"a":{},'],
]

/** Tries each in turn and says how it was refused. */
const main = async (folder: string): Promise<void> => {
  for (const [name, start, repeated] of headers) {
    const file = join(folder, 'hostile')
    const length = Buffer.alloc(8)
    length.writeBigUInt64LE(BigInt(LENGTH))
    writeFileSync(file, Buffer.concat([length, Buffer.from(start), Buffer.alloc(LENGTH - start.length, repeated)]))
    const outcome = await inspectCheckpoint(file)()
    console.log(`${name}: ${outcome._tag === 'Left' ? outcome.left.reason : 'it was read'}`)
  }
}

void main(process.argv[2] ?? '')
