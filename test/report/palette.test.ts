import { describe, expect, test } from 'vitest'
import { LEVELS, levelOf } from '../../src/report/charts/level.ts'
import { palettes } from '../../src/report/palette.ts'

const channels = (colour: string): readonly number[] => [1, 3, 5].map((i) => parseInt(colour.slice(i, i + 2), 16) / 255)

/** Relative luminance and contrast of WCAG 2.2. */
const luminance = (colour: string): number =>
  channels(colour).map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4).reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i]!, 0)
const contrast = (a: string, b: string): number => {
  const [low, high] = [luminance(a), luminance(b)].toSorted((x, y) => x - y) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

describe.each(Object.entries(palettes))('%s', (_, palette) => {
  const { page, panel, ink, quiet, link, warning, curve, trend, levels, onLevels } = palette

  test('text can be read on its ground', () => {
    for (const ground of [page, panel]) for (const text of [ink, quiet, link, warning]) expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5)
    expect(onLevels).toHaveLength(levels.length)
    levels.forEach((level, i) => { expect(contrast(onLevels[i]!, level), level).toBeGreaterThanOrEqual(4.5) })
  })

  test('curves stand out', () => {
    for (const line of [curve, trend, warning]) expect(contrast(line, page)).toBeGreaterThanOrEqual(3)
  })

  test('a higher level is further from the page in lightness alone, so no colour has to be told apart', () => {
    const distances = levels.map((level) => contrast(level, page))
    expect(distances).toEqual(distances.toSorted((a, b) => a - b))
    expect(distances[0]).toBeGreaterThan(1.2)
  })
})

test('levels: none for none, the first for a trace, the last for all, and never down', () => {
  expect([0, 1e-9, 1].map(levelOf)).toEqual([0, 1, LEVELS])
  const all = Array.from({ length: 101 }, (_, i) => levelOf(i / 100))
  expect(all).toEqual(all.toSorted((a, b) => a - b))
  expect(levelOf(0.25)).toBe(LEVELS / 2)
  expect(palettes.dark.levels).toHaveLength(LEVELS)
})
