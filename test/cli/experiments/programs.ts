import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Files by their paths. */
export type Program = Readonly<Record<string, string>>

/** Writes a user's program into a folder. */
export const writeProgram = (folder: string, program: Program): void => {
  for (const [name, text] of Object.entries(program)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
}

/** An experiment in four files: TypeScript that Node does not strip, a `.js` import that is a `.ts` file, JSON, a type alone. */
export const points: Program = {
  'points.ts': `import { fromFlat, sgd, softmaxCrossEntropy, TaskEither, trainStep } from 'pullback'
import { experiment } from 'pullback/node'
import { name, netFor } from './parts/net.js'
import data from './parts/points.json' with { type: 'json' }

const batch = {
  x: fromFlat([4, 2], data.points.flat()),
  labels: fromFlat([4, 2], data.classes.flatMap((one) => [0, 1].map((c) => c === one ? 1 : 0))),
}

export default experiment({
  name,
  config: { learningRate: 0.5, steps: 12 },
  prepare: ({ learningRate, steps }) => {
    const from = function* (_: number, count = Infinity) { for (let i = 0; i < count; i++) yield batch }
    return TaskEither.right({
      step: trainStep(netFor(), softmaxCrossEntropy, sgd({ learningRate })),
      batches: { at: () => batch, from, perEpoch: 1, [Symbol.iterator]: () => from(0)[Symbol.iterator]() },
      steps,
      data: [{ name: 'points', sha256: '0'.repeat(64), examples: 4 }],
    })
  },
})
`,
  'parts/net.ts': `import { dense, input, pipe, relu } from 'pullback'
import type { Label } from './label.ts'

enum Size { Hidden = 8, Out = 2 }

class Named {
  constructor(readonly name: Label) {}
}

export const { name } = new Named('points')

export const netFor = () => pipe(input([4, 2]), dense(Size.Hidden), relu, dense(Size.Out))
`,
  'parts/label.ts': 'export type Label = string\n',
  'parts/points.json': '{ "points": [[-1, 0.5], [1, 0.25], [-0.5, -1], [2, 1]], "classes": [0, 1, 0, 1] }\n',
}

const made = '{ name: \'one\', config: { epochs: 3 }, prepare: () => () => Promise.resolve(undefined) }'

/** Modules that are as they should be, beside `points`. */
export const right: Readonly<Record<string, Program>> = {
  'the named export': { 'named.mts': `export const experiment = ${made}\n` },
  'JavaScript': { 'plain.mjs': `export default ${made}\n` },
  'an import without an ending': { 'short.ts': `export { default } from './folder'\n`, 'folder/index.ts': `export default ${made}\n` },
  'a dynamic import and an await': { 'later.ts': `const { one } = await import('./one.js')\nexport default one\n`, 'one.js': `export const one = ${made}\n` },
  'CommonJS from a package': {
    'old.ts': `import { settings } from 'old'\nexport default { ...${made}, config: settings }\n`,
    'node_modules/old/package.json': '{ "name": "old", "version": "1.0.0" }',
    'node_modules/old/index.js': `exports.settings = require('./settings').settings\n`,
    'node_modules/old/settings.js': 'exports.settings = { epochs: 3 }\n',
  },
}

/** A module that cannot be used: which file is blamed, where, and words of the reason. */
export interface Wrong {
  readonly program: Program
  readonly file?: string
  readonly place?: string
  readonly reason: string
}

/** The first file is the one that is loaded. */
export const wrong: Readonly<Record<string, Wrong>> = {
  'TypeScript that does not parse': {
    program: { 'bad.ts': 'const a: number = 1\nconst b: = 2\n' }, place: 'line 2, column 10', reason: 'it does not parse: Unexpected token',
  },
  'an import of it that does not parse': {
    program: { 'outer.ts': `import './inner.js'\n`, 'inner.ts': '\n\nfoo(\n' }, file: 'inner.ts', place: 'line 4, column 1', reason: 'it does not parse: Unexpected token',
  },
  'a name that is declared twice': {
    program: { 'twice.mjs': `import * as fs from 'node:fs'\nlet a = import.meta.url\nlet a = fs\n` },
    place: 'line 3, column 5', reason: `it does not parse: Identifier 'a' has already been declared`,
  },
  'a throw while it is loaded': {
    program: { 'throws.ts': `interface A {\n  readonly b: number\n}\n\nthrow new Error('no data today')\n` },
    place: 'line 5', reason: 'it failed while it was loaded: no data today',
  },
  'a throw in an import': {
    program: { 'calls.ts': `import { f } from './thrower.ts'\nf()\n`, 'thrower.ts': `export const f = (): never => {\n  throw new RangeError('too far')\n}\n` },
    file: 'thrower.ts', place: 'line 2', reason: 'it failed while it was loaded: too far',
  },
  'a throw of what is no error': { program: { 'text.ts': `throw 'words'\n` }, reason: 'it threw words while it was loaded' },
  'an import that is not there': { program: { 'lost.ts': `import { x } from './nowhere.ts'\nexport default x\n` }, reason: 'Cannot find module' },
  'a package that is not there': { program: { 'package.ts': `import { x } from 'no-such-package'\nexport default x\n` }, reason: `Cannot find package 'no-such-package'` },
  'a name that the library does not have': {
    program: { 'misspelt.ts': `import { dence } from 'pullback'\nexport default dence\n` }, place: 'line 1', reason: `'pullback' does not provide an export named 'dence'`,
  },
  'no export': { program: { 'nothing.ts': 'const experiment = 1\nvoid experiment\n' }, reason: 'it exports no experiment, it exports nothing' },
  'other exports': { program: { 'others.ts': 'export const a = 1, b = 2\n' }, reason: 'it exports no experiment, only a, b' },
  'an export that is no object': { program: { 'seven.ts': 'export default 7\n' }, place: 'its default export', reason: 'it is no experiment: it is not an object' },
  'no name': {
    program: { 'nameless.ts': `export const experiment = { config: {}, prepare: () => 1 }\n` },
    place: 'its export `experiment`', reason: 'it is no experiment: its name is not a text',
  },
  'no configuration': { program: { 'free.ts': `export default { name: 'a', prepare: () => 1 }\n` }, place: 'its default export', reason: 'its config is not an object' },
  'a setting of another kind': {
    program: { 'setting.ts': `export default { name: 'a', config: { rate: 1, sizes: [1, 2] }, prepare: () => 1 }\n` },
    place: 'its default export', reason: 'its setting sizes is not a number, a text, true or false',
  },
  'nothing to prepare': { program: { 'idle.ts': `export default { name: 'a', config: {} }\n` }, place: 'its default export', reason: 'its prepare is not a function' },
}
