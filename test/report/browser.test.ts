import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { palettes } from '../../src/report/palette.ts'
import { renderReport } from '../../src/report/render.ts'
import { Browser, isThere } from './browser.ts'
import { emptyRun, hostile, hostileRun } from './hostile-run.ts'
import { sampleRun } from './sample-run.ts'

/** What a page says about itself. */
interface Looks {
  readonly title: string
  readonly overflow: number
  readonly scripts: number
  readonly images: number
  /** the charts that are shown: what they are called, and how many marks they have that carry data */
  readonly charts: readonly { readonly label: string; readonly marks: number }[]
  /** text that is hard to read on its ground: the text and the contrast */
  readonly faint: readonly string[]
  /** text of a chart that leaves its drawing by more than a pixel */
  readonly outside: readonly string[]
  readonly ground: string
  readonly malformed: readonly string[]
}

/** Runs in the page. Contrast is that of WCAG 2.2 between a text and the ground that it stands on: a cell, or the nearest with a colour. */
const script = `(() => {
  const channels = (colour) => colour.match(/[\\d.]+/g).map(Number)
  const luminance = (colour) => channels(colour).slice(0, 3).map((c) => c / 255).map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0)
  const contrast = (a, b) => { const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x); return (high + 0.05) / (low + 0.05) }
  const ground = (element) => {
    for (let at = element; at !== null; at = at.parentElement) {
      const { backgroundColor } = getComputedStyle(at)
      if (channels(backgroundColor)[3] !== 0) return backgroundColor
    }
    return 'rgb(255, 255, 255)'
  }
  // A number in a cell comes right after its cell.
  const cell = (text) => /level/.test(text.previousElementSibling?.getAttribute('fill')) ? getComputedStyle(text.previousElementSibling).fill : undefined
  const isShown = (element) => element.checkVisibility()
  const texts = [...document.querySelectorAll('main *')].filter((e) => isShown(e) && e.tagName !== 'title' && [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim() !== ''))
  const charts = [...document.querySelectorAll('svg')].filter(isShown)
  return {
    title: document.title,
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    scripts: document.scripts.length,
    images: document.images.length,
    charts: charts.map((svg) => ({
      label: svg.getAttribute('aria-label'),
      marks: [...svg.querySelectorAll('path')].filter((p) => p.closest('defs') === null && /level|panel|curve|trend|warning/.test(p.getAttribute('fill') + p.getAttribute('stroke'))
        && p.getBoundingClientRect().width + p.getBoundingClientRect().height > 0).length,
    })),
    faint: texts.flatMap((e) => {
      const style = getComputedStyle(e)
      const [colour, behind] = e.ownerSVGElement ? [style.fill, cell(e) ?? ground(e.ownerSVGElement)] : [style.color, ground(e)]
      const size = contrast(colour, behind)
      return size >= 4.5 ? [] : [e.textContent.slice(0, 40) + ': ' + colour + ' on ' + behind + ' is ' + size.toFixed(2)]
    }),
    outside: texts.filter((e) => e.ownerSVGElement).flatMap((e) => {
      const [text, chart] = [e.getBoundingClientRect(), e.ownerSVGElement.getBoundingClientRect()]
      const by = Math.max(chart.left - text.left, text.right - chart.right, chart.top - text.top, text.bottom - chart.bottom)
      return by <= 1 ? [] : [e.textContent.slice(0, 40) + ' by ' + by]
    }),
    ground: getComputedStyle(document.body).backgroundColor,
    malformed: [...document.querySelectorAll('svg')].flatMap((svg) => {
      const error = new DOMParser().parseFromString(new XMLSerializer().serializeToString(svg), 'image/svg+xml').querySelector('parsererror')
      return error === null ? [] : [error.textContent]
    }),
  }
})()`

const rgb = (colour: string): string => `rgb(${[1, 3, 5].map((i) => parseInt(colour.slice(i, i + 2), 16)).join(', ')})`

describe.skipIf(!isThere)('in Chromium', () => {
  let browser: Browser
  const folder = mkdtempSync(join(tmpdir(), 'pullback-report-page-'))
  beforeAll(() => {
    browser = new Browser()
    for (const [name, run] of Object.entries({ sample: sampleRun, hostile: hostileRun, empty: emptyRun })) writeFileSync(join(folder, `${name}.html`), renderReport(run))
  })
  afterAll(async () => {
    await browser.close()
    rmSync(folder, { recursive: true })
  })

  const views = (['sample', 'hostile', 'empty'] as const).flatMap((name) => ([400, 1200] as const).flatMap((width) => (['light', 'dark'] as const).map((scheme) => ({ name, width, scheme }))))

  test.each(views)('$name, $width pixels wide, $scheme', async ({ name, width, scheme }) => {
    const file = join(folder, `${name}.html`)
    const { value, requests, complaints } = await browser.look<Looks>(file, { width, scheme }, script)
    expect(requests).toEqual([`file://${file}`])
    expect(complaints).toEqual([])
    expect(value).toMatchObject({ overflow: 0, scripts: 0, images: 0, faint: [], outside: [], malformed: [], ground: rgb(palettes[scheme].page) })
    for (const chart of value.charts) expect(chart.marks, chart.label).toBeGreaterThan(0)
    const charts = {
      sample: 1 + sampleRun.metrics.length + 1 + sampleRun.histograms.length,
      // Without the metric that was never measured and the two tensors without a finite value; four are folded away.
      hostile: 1 + hostileRun.metrics.length - 1 + 1 + 6,
      empty: 0,
    }
    expect(value.charts).toHaveLength(charts[name])
  })

  test('hostile names are read as they are', async () => {
    const { value } = await browser.look<{ readonly title: string; readonly heading: string }>(
      join(folder, 'hostile.html'), { width: 1200, scheme: 'light' }, `({ title: document.title, heading: document.querySelector('h1').textContent })`)
    const read = hostile.replace('\u0000', '\uFFFD').replace('\uD800', '\uFFFD')
    expect(value).toEqual({ title: read, heading: read })
  })

  test('a page that reaches out or is too wide would be seen', async () => {
    const file = join(folder, 'bad.html')
    writeFileSync(file, '<!doctype html><title>x</title><script>console.log(1)</script><main><img src="http://127.0.0.1:9/x.png"><p style="width:2000px;color:#aaa;background:#fff">text</p></main>')
    const { value, requests, complaints } = await browser.look<Looks>(file, { width: 400, scheme: 'light' }, script)
    expect(requests).toContain('http://127.0.0.1:9/x.png')
    expect(complaints.length).toBeGreaterThan(0)
    expect(value.overflow).toBeGreaterThan(1000)
    expect(value.faint).toEqual(['text: rgb(170, 170, 170) on rgb(255, 255, 255) is 2.32'])
  })
})
