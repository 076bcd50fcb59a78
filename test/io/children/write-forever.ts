import { writeFileAtomically } from '../../../src/io/write-file.ts'

/** Writes one content and the other over and over, and a dot after each. */
const main = async (file: string): Promise<void> => {
  for (let i = 0; ; i++) {
    const outcome = await writeFileAtomically(file, (i % 2 === 0 ? 'a' : 'b').repeat(4_000_000))()
    if (outcome._tag === 'Left') throw new Error(outcome.left.reason)
    process.stdout.write('.')
  }
}

void main(process.argv[2] ?? '')
