import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Command } from 'commander'
import { columns } from '../../../compare/report/columns.ts'
import { pipe, TaskEither } from '../../fp.ts'
import { inspectCheckpoint } from '../../io/checkpoint.ts'
import { readText } from '../../io/read-file.ts'
import { brokenLink } from '../../run/link.ts'
import { readPlan, readReceipt, type Receipt } from '../../run/receipt.ts'
import { anchorOf, type Recipe } from '../../run/recipe.ts'
import { showOptimizer } from '../../run/show.ts'
import { answer, type AnswerOptions, type Answering } from '../answer.ts'
import { exitCode } from '../exit-code.ts'
import { networkTable } from '../network-table.ts'
import { type ExperimentOptions, experimentOptions, jsonOption } from '../options.ts'
import { exampleNames, subjectNamed } from '../subject.ts'

interface InspectOptions extends AnswerOptions, ExperimentOptions {}

const bytes = (count: number): string => count < 1e4 ? `${count} bytes` : count < 1e7 ? `${(count / 1e3).toFixed(1)} kB` : `${(count / 1e6).toFixed(1)} MB`

const facts = (rows: readonly (readonly [string, string])[]): string => {
  const width = Math.max(...rows.map(([name]) => name.length))
  return rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join('\n')
}

const recipeFacts = ({ experiment, source, config, seed, steps, every, network, data }: Recipe): readonly (readonly [string, string])[] => [
  ['experiment', `${experiment} (${source.kind === 'shipped' ? 'shipped' : source.path})`],
  ['configuration', Object.entries(config).map(([name, value]) => `${name}=${String(value)}`).join(', ') || 'none'],
  ['seed', String(seed)],
  ['steps', `${steps}; a link every ${every.link}, a checkpoint every ${every.checkpoint}, an evaluation every ${every.evaluate}`],
  ['network', `${network.stages.map(({ kind }) => kind).join(', ')}; ${network.parameters} parameters`],
  ['loss', network.loss],
  ['optimizer', showOptimizer(network.optimizer)],
  ['training step', `SHA-256 ${network.sha256}`],
  ...data.map(({ name, examples, sha256 }) => ['data', `${name}, ${examples} examples, SHA-256 ${sha256}`] as const),
]

const checkpoint = (file: string): Answering => pipe(
  inspectCheckpoint(file),
  TaskEither.map((found) => ({
    code: exitCode.fine,
    text: [
      columns(['tensor', 'kind', 'shape', 'elements', 'bytes'],
        found.tensors.map(({ name, dtype, shape, elements, bytes: size }) => [name, dtype, `[${shape.join(', ')}]`, String(elements), String(size)])),
      '',
      facts([['file', `${basename(file)}, ${bytes(found.bytes)}`], ...Object.entries(found.metadata)]),
    ].join('\n'),
    json: found,
  })),
)

const receiptText = (receipt: Receipt): string => {
  const broken = brokenLink(anchorOf(receipt.recipe), receipt.links)
  return facts([
    ...recipeFacts(receipt.recipe),
    ['engine', receipt.engine],
    ['versions', Object.entries(receipt.versions).map(([name, value]) => `${name} ${value}`).join(', ')],
    ['status', `${receipt.status} after step ${receipt.links.at(-1)?.step ?? 0}`],
    ['trained weights', `SHA-256 ${receipt.parameters}`],
    ['chain', broken === undefined ? `${receipt.links.length} links, whole` : `BROKEN at the link of step ${broken.step}: the receipt was changed`],
  ])
}

const receipt = (file: string): Answering => pipe(
  readText(file),
  TaskEither.chainEitherK((text) => readReceipt(file, text)),
  TaskEither.map((found) => ({
    code: brokenLink(anchorOf(found.recipe), found.links) === undefined ? exitCode.fine : exitCode.disagreed, text: receiptText(found), json: { ...found, chain: brokenLink(anchorOf(found.recipe), found.links)?.step ?? 'whole' },
  })),
)

const plan = (file: string): Answering => pipe(
  readText(file),
  TaskEither.chainEitherK((text) => readPlan(file, text)),
  TaskEither.map((found) => ({ code: exitCode.fine, text: `${facts(recipeFacts(found.recipe))}\nnot over yet: it has no receipt`, json: found })),
)

const network = (name: string, options: InspectOptions): Answering => pipe(
  subjectNamed(name, options),
  TaskEither.map(({ step }) => ({ code: exitCode.fine, ...networkTable(step) })),
)

const inspected = (what: string, options: InspectOptions): Answering =>
  what.endsWith('.safetensors') ? checkpoint(what)
  : basename(what) === 'run.json' ? plan(what)
  : what.endsWith('.json') ? receipt(what)
  : existsSync(join(what, 'receipt.json')) ? receipt(join(what, 'receipt.json'))
  : existsSync(join(what, 'run.json')) ? plan(join(what, 'run.json'))
  : network(what, options)

/** `pullback inspect`. */
export const inspectCommand = (program: Command): void => {
  jsonOption(experimentOptions(program.command('inspect')))
    .description('look into a checkpoint, a receipt, a run, or a network')
    .argument('<what>', `a .safetensors file, a receipt.json, the folder of a run, ${exampleNames.join(', ')}, an experiment, or a module that exports one`)
    .addHelpText('after', `
Examples:
  pullback inspect digits
  pullback inspect runs/digits-1
  pullback inspect runs/digits-1/checkpoints/last.safetensors
  pullback inspect my-experiment.ts --set width=64`)
    .action((what: string, options: InspectOptions) => answer(options, () => inspected(what, options)))
}
