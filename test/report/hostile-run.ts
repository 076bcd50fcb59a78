import type { Point, RunData } from '../../src/report/run-data.ts'
import { sampleRun } from './sample-run.ts'

/** A name that would leave its place, were it not escaped, whether in text, in an attribute, in SVG or in CDATA. */
export const hostile = `</title><script>document.title='run'</script>"'><img src=http://127.0.0.1:9/x onerror=alert(1)>]]>{a|b}&amp;\u0000\uD800 class="zr0-cls-0" "zr0-c0 <style >`

const points = (count: number, value: (i: number) => number): readonly Point[] => Array.from({ length: count }, (_, i) => ({ step: i, value: value(i) }))

const classes = Array.from({ length: 30 }, (_, i) => i === 0 ? hostile : `class number ${i}`)

/** Everything that is unlikely at once: hostile names, no point, one point, no finite point, a hundred thousand points. */
export const hostileRun: RunData = {
  title: hostile,
  summary: [{ name: hostile, value: hostile }],
  loss: points(100_000, (i) => i > 60_000 && i < 61_000 ? NaN : i === 90_000 ? -Infinity : 1 / (1 + i / 1000) + (i === 33_333 ? 5 : 0)),
  metrics: [
    { name: hostile, points: points(1, () => 3) }, { name: 'never finite', points: points(20, (i) => i % 2 === 0 ? NaN : Infinity) },
    { name: 'constant', points: points(30, () => 0.5) }, { name: 'never measured', points: [] }, { name: 'lost', points: points(30, (i) => i > 10 ? NaN : i) },
    { name: 'many decades', points: points(300, (i) => 2 ** i) }, { name: 'backwards', points: points(30, (i) => i).toReversed() },
  ],
  confusion: { classes, counts: classes.map((_, i) => classes.map((_, j) => i === 3 ? 0 : i === j ? 1000 : i * j % 7)) },
  histograms: [
    { tensor: hostile, of: 'weights', at: [{ step: 0, from: 0, to: 0, counts: [5, 0] }] },
    { tensor: 'never', of: 'gradients', at: [] },
    { tensor: 'not finite', of: 'weights', at: [{ step: 0, from: NaN, to: 1, counts: [5, 0] }, { step: 1, from: 0, to: 0, counts: [0, 0], nonFinite: 5 }] },
    ...Array.from({ length: 9 }, (_, i) => ({ ...sampleRun.histograms[0]!, tensor: `tensor ${i}` })),
  ],
  comparison: { title: hostile, text: hostile },
  stages: [{ place: hostile, kind: hostile, shape: hostile, parameters: 0, multiplyAdds: 0 }],
  optimizer: hostile,
  receipt: { file: hostile, text: hostile, finalHash: hostile, links: 0 },
  notes: [hostile],
}

/** A run that ended before anything was recorded. */
export const emptyRun: RunData = {
  title: '', summary: [], loss: [], metrics: [], histograms: [], stages: [], optimizer: '', receipt: { file: '', text: '', finalHash: '', links: 0 }, notes: [],
}
