import { describe, expect, test } from 'vitest'
import { Misuse } from '../../src/index.ts'
import { confusionMatrix } from '../../src/report/charts/confusion-matrix.ts'
import type { RunData } from '../../src/report/run-data.ts'
import { renderReport } from '../../src/report/render.ts'
import { emptyRun, hostileRun } from './hostile-run.ts'
import { sampleRun } from './sample-run.ts'

const report = renderReport(sampleRun)
const points = (...values: readonly number[]) => values.map((value, step) => ({ step, value }))
const withLoss = (loss: RunData['loss']): string => renderReport({ ...emptyRun, loss })
const text = (page: string): string => page.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')

describe('the same data gives the same text', () => {
  test.each([['sample', sampleRun], ['hostile', hostileRun], ['empty', emptyRun]])('%s, whatever was drawn before', (_, run) => {
    const first = renderReport(run)
    renderReport(sampleRun)
    expect(renderReport(run)).toBe(first)
  })

  test('data that is frozen is left as it is', () => {
    const frozen = JSON.stringify(sampleRun)
    const freeze = (value: unknown): void => {
      if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(freeze)
    }
    const copy = structuredClone(sampleRun)
    freeze(copy)
    expect(renderReport(copy)).toBe(report)
    expect(JSON.stringify(copy)).toBe(frozen)
  })
})

describe('a page', () => {
  const pages = [report, renderReport(hostileRun), renderReport(emptyRun)]

  test('has no identifier twice, and every reference meets one', () => {
    for (const page of pages) {
      const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id)
      expect(ids).toEqual([...new Set(ids)])
      const references = [...page.matchAll(/(?:href="#|url\(#|aria-labelledby=")([^")]*)/g)].map(([, id]) => id)
      expect(references.filter((id) => !ids.includes(id))).toEqual([])
      expect(references.length).toBeGreaterThan(1)
    }
  })

  test('has no script, no address, and nothing of ECharts’ own classes and data', () => {
    for (const page of pages) {
      const tags = [...page.matchAll(/<[a-z][^>]*>/g)].map(([tag]) => tag).filter((tag) => !tag.startsWith('<meta'))
      expect(tags.filter((tag) => /^<(?:script|img|iframe|object|embed|base|form)\b| on\w+=|(?:src|href)="(?!#|data:,")|class="zr|ecmeta_|"zr\d|NaN|undefined/.test(
        tag.replaceAll(/aria-label="[^"]*"/g, '')))).toEqual([])
      expect(tags.length).toBeGreaterThan(50)
      expect(page.match(/<style/g)).toHaveLength(1)
    }
  })

  test('names every chart and every table', () => {
    for (const page of pages) {
      expect(page.match(/<svg(?! xmlns="[^"]*" role="img" aria-label="[^"]+")/g)).toBeNull()
      expect(page.match(/<table>/g)?.length).toBe(page.match(/<caption>[^<]/g)?.length)
    }
  })

  test('draws in the page’s colours alone', () => {
    for (const page of pages) {
      // What has no opacity or no width, or only clips, is not seen.
      const seen = page.replaceAll(/<defs[\s\S]*?<\/defs>| fill="[^"]*" fill-opacity="0"| stroke="[^"]*" stroke-width="0"/g, '')
      const colours = new Set([...seen.matchAll(/ (?:fill|stroke)="([^"]*)"/g)].map(([, colour]) => colour!))
      expect([...colours].filter((colour) => !/^var\(--[\w-]+\)$|^none$|^transparent$/.test(colour))).toEqual([])
    }
  })

  test('shows every part that was given', () => {
    for (const part of [...sampleRun.summary.flatMap(({ name, value }) => [name, value]), ...sampleRun.metrics.map(({ name }) => name), ...sampleRun.notes,
      ...sampleRun.stages.map(({ place }) => place), 'AGREED: 1 of 1 witnesses', sampleRun.receipt.finalHash, sampleRun.optimizer]) expect(text(report)).toContain(part)
    expect(text(report)).toContain('in all 2,410 75,776')
    expect(text(report)).toContain('425 of 436 right (97.5 %)')
    expect(text(report)).toContain('one 43 47 42 89.4 % 97.7 %')
    expect(report).toContain('<title>eight said to be one: 4 (9.5 % of the row)</title>')
  })

  test('says nothing of parts that were not given', () => {
    expect(text(renderReport(emptyRun))).toContain('No loss was recorded.')
    for (const id of ['metrics', 'confusion', 'histograms', 'comparison']) expect(renderReport(emptyRun)).not.toContain(`id="${id}"`)
  })

  test('has hostile text only escaped', () => {
    expect(renderReport(hostileRun)).not.toMatch(/<script|<img|onerror=alert\(1\)>/)
  })
})

describe('the loss', () => {
  test('is on a logarithmic scale when it is positive and spans more than two decades', () => {
    expect(withLoss(points(1, 0.009))).toContain('logarithmic')
    for (const loss of [points(1, 0.01), points(1, 0.009, 0), points(1, 0.009, -1), points(NaN)]) expect(withLoss(loss)).not.toContain('logarithmic')
  })

  test('that is not finite is striped, and said', () => {
    const page = withLoss(points(1, NaN, Infinity, 2, 3, -Infinity))
    expect(page).toContain('<title>steps 1 to 2: NaN, ∞</title>')
    expect(page).toContain('<title>steps 5 to 5: −∞</title>')
    expect(text(page)).toContain('The value is not finite (NaN, ∞, −∞) at 3 steps, first at step 1: striped.')
    expect(withLoss(points(1, 2, 3))).not.toContain('striped')
  })

  test('of many steps is thinned, and that is said', () => {
    const long = withLoss(Array.from({ length: 100_000 }, (_, step) => ({ step, value: step % 7 })))
    expect(text(long)).toMatch(/Drawn are [\d,]+ of 100,000 points: the first, smallest, largest and last of each of 880 columns/)
    expect(long.length).toBeLessThan(200_000)
    expect(text(report)).not.toContain('Drawn are')
  })

  test.each([['one point', points(1)], ['none finite', points(NaN, NaN)], ['all equal', points(2, 2, 2)], ['huge', points(1e308, -1e308)], ['one step twice', [...points(1), ...points(2)]]])('of %s is drawn', (_, loss) => {
    expect(withLoss(loss).match(/<svg/g)).toHaveLength(2)
  })
})

describe('a confusion matrix', () => {
  test('with another number of rows or columns than classes is refused', () => {
    for (const counts of [[[1]], [[1], [2]], [[1, 2, 3], [1, 2, 3]]]) {
      expect(() => renderReport({ ...emptyRun, confusion: { classes: ['a', 'b'], counts } })).toThrow(Misuse)
    }
  })

  test('whose numbers have no room says where they are', () => {
    const classes = Array.from({ length: 90 }, (_, i) => `class ${i}`)
    const page = renderReport({ ...emptyRun, confusion: { classes, counts: classes.map((_, i) => classes.map((_, j) => i + j)) } })
    expect(text(page)).toContain('The numbers do not fit into their cells')
    expect(text(report)).not.toContain('The numbers do not fit')
  })
})

test('classes of one character are named beside their rows and columns', () => {
  const classes = ['0', '1', '2']
  const svg = confusionMatrix({ id: 'confusion', width: 440, classes, counts: [[7, 0, 0], [0, 8, 0], [0, 0, 9]] }).markup
  const written = [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text = '']) => text)
  classes.forEach((name) => { expect(written.filter((text) => text === name)).toHaveLength(2) })
})
