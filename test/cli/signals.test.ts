import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { pullback } from './run-command.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** The weights of the digits after an uninterrupted run: the README and `npm start` print them. */
const WEIGHTS = 'f72ed66d4b90c557470332841c79253068db953617a1f90fb875ee12e5131197'

const stepsIn = (folder: string): number => {
  const log = join(folder, 'metrics.jsonl')
  return existsSync(log) ? readFileSync(log, 'utf8').split('\n').filter((line) => line.includes('"loss"')).length : 0
}

/** A run of the digits on the eager engine that is sent a signal once it has taken so many steps. */
const signalled = async (signal: NodeJS.Signals, steps: number) => {
  const folder = join(mkdtempSync(join(tmpdir(), 'pullback-signals-')), 'run')
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli/main.ts', 'train', 'digits', '--folder', folder, '--engine', 'eager'], { cwd: root })
  const out: string[] = []
  child.stdout.on('data', (part: Buffer) => { out.push(part.toString()) })
  child.stderr.on('data', (part: Buffer) => { out.push(part.toString()) })
  const ended = new Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>((resolve) => {
    child.on('exit', (code, by) => { resolve({ code, signal: by }) })
  })
  while (stepsIn(folder) < steps && child.exitCode === null) await sleep(20)
  child.kill(signal)
  return { folder, ...await ended, text: out.join('') }
}

describe('a run that is stopped from outside', { timeout: 300_000 }, () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('by %s saves itself, says how to go on, and ends with the same weights', async (signal) => {
    const { folder, code, text } = await signalled(signal, 30)
    expect(code).toBe(130)
    expect(text).toMatch(/stopped after step \d+, and saved; to go on: pullback resume /)
    expect(existsSync(join(folder, 'receipt.json'))).toBe(false)
    const resumed = pullback('resume', folder)
    expect(resumed.out).toMatch(/on from step \d+/)
    expect(resumed.out).toContain(WEIGHTS)
    expect(resumed.code).toBe(0)
  })

  it('by SIGKILL between two checkpoints ends with the same weights, and its receipt is confirmed', async () => {
    const { folder, signal } = await signalled('SIGKILL', 80)
    expect(signal).toBe('SIGKILL')
    // A checkpoint each 66 steps: some steps after the last one are lost, and taken again.
    const resumed = pullback('resume', folder)
    expect(Number(/on from step (\d+)/.exec(resumed.out)?.[1]) % 66).toBe(0)
    expect(resumed.out).toContain(WEIGHTS)
    const replayed = pullback('replay', join(folder, 'receipt.json'), '--threads', '2')
    expect(replayed.out).toContain('CONFIRMED: all 103 links over 1320 steps are the same (compiled, 2 threads)')
    expect(replayed.code).toBe(0)
  })
})
