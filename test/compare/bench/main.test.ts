import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import type { BenchReport } from '../../../compare/bench/report.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const bench = (...words: readonly string[]): Promise<{ readonly stdout: string; readonly stderr: string }> =>
  promisify(execFile)(process.execPath, ['node_modules/tsx/dist/cli.mjs', 'compare/bench/main.ts', ...words], {
    cwd: root, env: { ...process.env, PULLBACK_BENCH_PYTHON: 'no-such-python' },
  })

describe('npm run bench', () => {
  it('prints a row and its targets, names who is not there, and writes everything as JSON', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'pullback-bench-'))
    const file = join(folder, 'report.json')
    try {
      const { stdout } = await bench('--quick', '--rounds', '2', '--only', '2-2-2', '--peers', 'tfjs-cpu', 'jax', '--json', file)
      expect(stdout).toMatch(/^.+, \d+ cores, \d+ GiB, \w+ \w+, Node \d+\.\d+\.\d+\n/)
      expect(stdout).toMatch(/^jax: NOT AVAILABLE: .*no-such-python/m)
      expect(stdout).toMatch(/^2-2-2, batch 1, sgd\n {10}.*ms a step/m)
      expect(stdout).toMatch(/^pullback eager +[\d.]+ /m)
      expect(stdout).toMatch(/NOT MEASURED: jax-js was not timed/)
      expect(stdout).toMatch(/\d+ met, \d+ missed, \d+ not measured\n/)

      const report = JSON.parse(readFileSync(file, 'utf8')) as BenchReport
      expect(report).toMatchObject({
        format: 'pullback-bench', formatVersion: 1, when: expect.stringMatching(/^\d{4}-.*Z$/) as string, plan: { rounds: 2 },
        machine: { node: process.versions.node, processor: expect.any(String) as string, cores: expect.any(Number) as number },
      })
      expect(report.peers.filter(({ available }) => !available).map(({ name }) => name)).toContain('jax')
      expect(report.rows.map(({ task }) => task.name)).toEqual(['2-2-2, batch 1, sgd', '2-2-2, batch 1, adam'])
      report.rows.forEach(({ measurements }) => {
        expect(measurements.map(({ peer }) => peer)).toEqual(expect.arrayContaining(['pullback eager', 'tfjs-cpu']))
        measurements.forEach(({ milliseconds: { median, lower, upper }, samples, steps, ratios }) => {
          expect([median, lower, upper].every((one) => Number.isFinite(one) && one > 0)).toBe(true)
          expect(samples).toHaveLength(2)
          expect(steps).toBeGreaterThanOrEqual(1)
          expect(ratios['pullback eager']).toEqual({ median: expect.any(Number) as number, lower: expect.any(Number) as number, upper: expect.any(Number) as number })
        })
      })
      expect(report.targets).toHaveLength(8)
      report.targets.forEach((target) => {
        expect(Object.keys(target)).toEqual(expect.arrayContaining(['row', 'ours', 'against', 'wanted', 'verdict']))
        expect(Object.keys(target)).toEqual(expect.arrayContaining(target.verdict === 'not measured' ? ['reason'] : ['found', 'margin']))
      })
      expect(report.compile).toMatchObject({ network: '784-512-512-10, batch 128, adam', bytes: expect.any(Number) as number })
    } finally {
      rmSync(folder, { recursive: true })
    }
  }, 120_000)

  it('refuses a row, a peer or a number that there is not', async () => {
    await expect(bench('--only', 'nothing')).rejects.toThrow(/'nothing' is invalid/)
    await expect(bench('--peers', 'nobody')).rejects.toThrow(/'nobody' is invalid/)
    await expect(bench('--rounds', '0')).rejects.toThrow(/whole number from 1 upward/)
  })
})
