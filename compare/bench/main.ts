import { writeFileSync } from 'node:fs'
import { Command, InvalidArgumentError } from 'commander'
import { Either as E } from '../../src/fp.ts'
import { inTurn } from '../in-turn.ts'
import { compileCost } from './compile-cost.ts'
import { limitOf } from './limit.ts'
import { thisMachine } from './machine.ts'
import type { Plan } from './measure.ts'
import { others, pullback } from './peers/index.ts'
import { printCompileCost, printHeader, printRow, printTargets } from './print.ts'
import { LIMIT } from './names.ts'
import type { BenchReport, PeerReport } from './report.ts'
import { askAll, runTask } from './run.ts'
import { judgeTargets } from './targets.ts'
import { tasks, tasksNamed } from './task.ts'

interface Options {
  readonly only: readonly string[]
  readonly peers?: readonly string[]
  readonly rounds?: number
  readonly quick: boolean
  readonly json?: string
}

const say = (text: string): void => { process.stdout.write(`${text}\n`) }
const tell = (text: string): void => { process.stderr.write(`${text}\n`) }

const wholeNumber = (text: string): number => {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 1 upward.')
  return Number(text)
}

/** Gathers the words of an option, each of which has to be found among some names. */
const among = (names: readonly string[], matches: (name: string, text: string) => boolean) =>
  (text: string, before: readonly string[] = []): readonly string[] => {
    if (!names.some((name) => matches(name, text))) throw new InvalidArgumentError(`There are ${names.map((name) => `"${name}"`).join(', ')}.`)
    return [...before, text]
  }

const planOf = ({ quick, rounds }: Options): Plan =>
  quick ? { rounds: rounds ?? 5, milliseconds: 20 } : { rounds: rounds ?? 21, milliseconds: 50 }

const bench = async (options: Options): Promise<BenchReport> => {
  const [plan, machine] = [planOf(options), thisMachine()]
  const wanted = others(tell).filter(({ name }) => options.peers?.includes(name) ?? true)
  const asked = await askAll([...pullback, ...wanted])
  const open = asked.flatMap((one) => one.open)
  const reference = open.find(({ name }) => name === 'pullback eager')
  if (reference === undefined) throw new Error('the eager engine is not there')
  const limit = limitOf()
  const limitReport: PeerReport = E.isRight(limit)
    ? { name: LIMIT, available: true, version: 'products and sums of f32x4 in registers, one thread' }
    : { name: LIMIT, available: false, reason: limit.left }
  const peers = [...asked.map(({ report }) => report), limitReport]
  say(`${printHeader(machine, peers)}\n`)
  const rows = await inTurn(tasksNamed(options.only), async (task) => {
    const row = await runTask(task, reference, open, E.isRight(limit) ? limit.right : undefined, plan)
    say(`${printRow(row)}\n`)
    return row
  })
  const [compile, targets] = [compileCost(), judgeTargets(rows)]
  say(`${printTargets(targets)}\n\n${printCompileCost(compile)}`)
  await inTurn(open, async (peer) => peer.close())
  return { format: 'pullback-bench', formatVersion: 1, when: new Date().toISOString(), plan, machine, peers, rows, compile, targets }
}

await new Command('bench')
  .description('Time training steps of this library beside its peers, in interleaved rounds, and judge the targets.')
  .option('--only <texts...>', 'rows whose names hold one of these texts, such as 2-2-2, adam or "matmul 256"; all when left out',
    among(tasks.map(({ name }) => name), (name, text) => name.includes(text)), [])
  .option('--peers <names...>', `who is timed beside this library: ${others().map(({ name }) => name).join(', ')}; all when left out`,
    among([...others().map(({ name }) => name), 'none'], (name, text) => name === text))
  .option('--rounds <number>', 'how often each is timed: 21 when left out, 5 with --quick', wholeNumber)
  .option('--quick', 'few short rounds: a look, no measurement', false)
  .option('--json <file>', 'write everything that was found to a file too')
  .action(async (options: Options) => {
    const report = await bench(options)
    if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(report, undefined, 2)}\n`)
  })
  .parseAsync()
