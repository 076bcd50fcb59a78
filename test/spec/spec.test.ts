import { execFile } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'

/** The chapters: `spec/NN-name.ts`, each with what it prints kept beside it as `spec/NN-name.out`. */
const folder = fileURLToPath(new URL('../../spec/', import.meta.url))
const named = (ending: string): readonly string[] =>
  readdirSync(folder).filter((file) => /^\d\d-/.test(file) && file.endsWith(ending)).map((file) => basename(file, ending)).sort()

/** `npm run spec:accept` sets it: the chapters are run as always, and what they print is kept. */
const accepting = process.env['PULLBACK_ACCEPT'] === '1'

/** What a chapter prints, run as a reader would run it; a chapter that throws fails here, with its message. */
const printed = async (chapter: string): Promise<string> => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', join(folder, `${chapter}.ts`)], {
    cwd: fileURLToPath(new URL('../../', import.meta.url)),
    maxBuffer: 2 ** 26,
  })
  return stdout
}

describe.concurrent('the spec prints what is kept beside it', () => {
  it.each(named('.ts'))('%s', { timeout: 300_000 }, async (chapter) => {
    const text = await printed(chapter)
    const kept = join(folder, `${chapter}.out`)
    if (accepting) writeFileSync(kept, text)
    expect(named('.out'), `${chapter}.out is missing; npm run spec:accept writes it`).toContain(chapter)
    expect(text).toBe(readFileSync(kept, 'utf8'))
  })
})

describe('the folder', () => {
  it('has chapters', () => {
    expect(named('.ts').length).toBeGreaterThan(0)
  })
  it('keeps no output without a program', () => {
    expect(named('.out').filter((chapter) => !named('.ts').includes(chapter))).toEqual([])
  })
})
