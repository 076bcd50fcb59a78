import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { compile, type Refusal } from './compile.ts'
import { keptPathOf, pathOf, type Program, programs } from './programs.ts'

const accept = process.env['PULLBACK_ACCEPT'] === '1'

const asWritten = ({ name }: Program): string => pathOf(name)
const asMended = ({ name }: Program): string => pathOf(`${name}.mended`)

let refusals: ReadonlyMap<string, readonly Refusal[]>
beforeAll(() => {
  refusals = compile(new Map(programs.flatMap((program) => [[asWritten(program), program.text], [asMended(program), program.mended]])))
})

describe.each(programs)('$name', (program) => {
  it('is refused on the line that is wrong, and only there', () => {
    const lines = refusals.get(asWritten(program))?.map(({ line }) => line)
    expect([...new Set(lines)]).toEqual([program.wrong])
  })

  it('is refused with the kept message', () => {
    const message = refusals.get(asWritten(program))?.map(({ text }) => text).join('') ?? ''
    const path = keptPathOf(program.name)
    if (accept) writeFileSync(path, message)
    expect(message).toBe(existsSync(path) ? readFileSync(path, 'utf8') : 'a message that was never accepted')
  })

  it('ends its message with what does not fit', () => {
    const last = refusals.get(asWritten(program))?.at(-1)?.text.trimEnd().split('\n').at(-1) ?? ''
    expect(program.ends).not.toEqual([])
    program.ends.forEach((word) => { expect(last).toContain(word) })
  })

  it('compiles when that line is mended', () => {
    expect(refusals.get(asMended(program))?.map(({ text }) => text)).toEqual([])
  })
})
