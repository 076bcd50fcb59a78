import { columns } from '../report/columns.ts'
import type { CompileCost } from './compile-cost.ts'
import type { Machine } from './machine.ts'
import { isOurs, LIMIT } from './names.ts'
import type { PeerReport } from './report.ts'
import type { Measurement, Row } from './result.ts'
import type { Spread } from './statistics.ts'
import type { Judgement } from './targets.ts'

/** Three digits that count, without an exponent. */
export const digits = (x: number): string => String(Number(x.toPrecision(3)))

const between = ({ lower, upper }: Spread): string => `${digits(lower)} to ${digits(upper)}`

/** A share in per cent, with a decimal where it is small. */
const share = (x: number): string => `${(100 * x).toFixed(Math.abs(x) < 0.1 ? 1 : 0)} %`

/** What it ran on, and who took part. */
export const printHeader = ({ processor, cores, gibibytes, system, node }: Machine, peers: readonly PeerReport[]): string => [
  `${processor}, ${cores} cores, ${gibibytes} GiB, ${system}, Node ${node}`,
  '',
  ...peers.map((peer) => peer.available ? `${peer.name}: ${peer.version}` : `${peer.name}: NOT AVAILABLE: ${peer.reason}`),
].join('\n')

const isAmountOrRange = (cell: string): boolean => /^[\d.]*( to [\d.]+| %)?$/.test(cell)

/** Columns that say how many times longer each takes than this library: `pullback fold 2 threads` as `× fold 2 threads`. */
const ratioColumns = (row: Row): readonly { readonly name: string; readonly title: string }[] =>
  row.measurements.map(({ peer }) => peer).filter((name) => isOurs(name) && name !== 'pullback eager')
    .map((name) => ({ name, title: `× ${name.slice('pullback '.length)}` }))

/** One task: a line for everybody, the medians of all rounds and the quartiles. */
export const printRow = (row: Row): string => {
  const [others, rates] = [ratioColumns(row), row.measurements.some(({ gigaflops }) => gigaflops !== undefined)]
  const limited = row.measurements.some(({ ofLimit }) => ofLimit !== undefined)
  const line = ({ peer, milliseconds, steps, gigaflops, ofLimit, ratios }: Measurement): readonly string[] => [
    peer, digits(milliseconds.median), between(milliseconds), String(steps),
    ...(rates ? [gigaflops === undefined ? '' : digits(gigaflops.median)] : []),
    ...(limited ? [ofLimit === undefined ? '' : share(ofLimit.median)] : []),
    ...others.map(({ name }) => peer === LIMIT ? '' : digits(ratios[name]?.median ?? NaN)),
  ]
  return [
    row.task.name,
    columns(
      ['', 'ms a step', 'half within', 'steps a round', ...(rates ? ['GFLOP/s'] : []),
        ...(limited ? ['of the limit'] : []), ...others.map(({ title }) => title)],
      row.measurements.map(line), isAmountOrRange),
    ...row.failures.map(({ name, reason }) => `${name}: NOT TIMED: ${reason}`),
  ].join('\n')
}

const isAmount = (cell: string): boolean => /^(-|[\d.]+ [×%])$/.test(cell)

const found = ({ against, found: value }: Judgement): string =>
  value === undefined ? '-' : against === LIMIT ? share(value.median) : `${digits(value.median)} ×`

const verdict = ({ verdict: word, margin, reason }: Judgement): string =>
  margin === undefined ? `NOT MEASURED: ${reason ?? ''}` : `${word} by ${share(Math.abs(margin))}`

/** Every target, and how many of them were met. */
export const printTargets = (judgements: readonly Judgement[]): string => {
  const count = (word: Judgement['verdict']): number => judgements.filter((one) => one.verdict === word).length
  return [
    'Targets',
    columns(['row', 'of', 'against', 'wanted', 'found', ''], judgements.map((one) => [
      one.row, one.ours, one.against, one.against === LIMIT ? share(one.wanted) : `${one.wanted} ×`, found(one), verdict(one),
    ]), isAmount),
    `${count('met')} met, ${count('missed')} missed, ${count('not measured')} not measured`,
  ].join('\n')
}

/** What compiling costs. */
export const printCompileCost = ({ network, milliseconds, bytes, compressedBytes }: CompileCost): string =>
  `compiling ${network}: ${digits(milliseconds.median)} ms (${between(milliseconds)}); ` +
  `the engine's WebAssembly: ${bytes} bytes, ${compressedBytes} compressed`
