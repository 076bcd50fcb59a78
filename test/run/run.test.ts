import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Either, TaskEither } from '../../src/fp.ts'
import { resume } from '../../src/run/resume.ts'
import { run, type RunOptions } from '../../src/run/run.ts'
import type { Config } from '../../src/run/experiment.ts'
import { blobs } from './blobs.ts'

const scratch = (): string => mkdtempSync(join(tmpdir(), 'pullback-run-'))
const order = (config: Config = {}, seed = 7) => ({ experiment: blobs, source: { kind: 'shipped', name: 'blobs' } as const, config, seed })
const find = () => TaskEither.right(blobs)

const right = <T>(either: Either.Either<unknown, T>): T => {
  if (Either.isLeft(either)) throw new Error(JSON.stringify(either.left))
  return either.right
}

const ran = async (options: Partial<RunOptions> = {}, config: Config = {}) => {
  const folder = join(scratch(), 'run')
  return { folder, outcome: right(await run(order(config), { folder, engine: { kind: 'eager' }, ...options })()) }
}

const text = (folder: string, name: string): string => readFileSync(join(folder, name), 'utf8')

describe('a run', () => {
  it('leaves everything in its folder', async () => {
    const { folder, outcome } = await ran()
    expect(outcome).toMatchObject({ status: 'finished', step: 100 })
    expect(readdirSync(folder).sort()).toEqual(['checkpoints', 'links.jsonl', 'metrics.jsonl', 'receipt.json', 'report.html', 'run.json', 'states'])
    expect(readdirSync(join(folder, 'checkpoints')).sort()).toEqual(['best.safetensors', 'last.safetensors'])
  })

  it.each([1, 37, 45, 90])('stopped after %s steps and resumed is the same as one that was never stopped, in every file', async (at) => {
    const whole = await ran()
    const folder = join(scratch(), 'run')
    let step = 0
    const interrupted = right(await run(order(), {
      folder, engine: { kind: 'compiled', threads: 1 }, tell: (event) => { if (event.kind === 'steps') step = event.step }, isStopped: () => step >= at,
    })())
    expect(interrupted.status).toBe('interrupted')
    expect(interrupted.step).toBeLessThan(100)
    const resumed = right(await resume(find, { folder, engine: { kind: 'eager' } })())
    expect(resumed).toMatchObject({ status: 'finished', step: 100, parameters: whole.outcome.parameters })
    expect(text(folder, 'metrics.jsonl')).toBe(text(whole.folder, 'metrics.jsonl'))
    expect(text(folder, 'receipt.json')).toBe(text(whole.folder, 'receipt.json'))
    expect(readFileSync(join(folder, 'checkpoints/last.safetensors'))).toEqual(readFileSync(join(whole.folder, 'checkpoints/last.safetensors')))
    expect(readFileSync(join(folder, 'checkpoints/best.safetensors'))).toEqual(readFileSync(join(whole.folder, 'checkpoints/best.safetensors')))
    expect(text(folder, 'report.html')).toBe(text(whole.folder, 'report.html'))
  })
})
