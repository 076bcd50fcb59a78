#!/usr/bin/env node
import { Command, CommanderError } from 'commander'
import { compare } from './commands/compare.ts'
import { explain } from './commands/explain.ts'
import { start } from './commands/start.ts'
import { tensorflow } from './commands/tensorflow.ts'
import { train, type TrainOptions } from './commands/train.ts'
import { type ExitCode, exitCode } from './exit-code.ts'
import { learningRate, wholeNumber } from './options.ts'
import { version } from '../io/package-root.ts'
import { complain, say } from './say.ts'

const program = new Command('pullback')
  .description('Train neural networks with pure functions, and check every gradient against TensorFlow.js.')
  .version(version)
  .showHelpAfterError('(pullback --help tells what there is)')
  .exitOverride()
  .addHelpText('after', `
Exit codes: 0 everything that was checked agrees; 1 something disagreed, or a run fell short of its mark; 2 the command or
the data cannot be used; 3 a fault of the program itself.

Examples:
  pullback start
  pullback compare mazur
  pullback explain document-001 --markdown
  pullback train --seed 7 --epochs 20`)

/** Ends a command with its code; standard output may still have to be written, so nothing is cut off. */
// eslint-disable-next-line functional/immutable-data -- the exit code is the one thing that a command leaves behind
const ends = (code: ExitCode): void => { process.exitCode = code }

const trainOptions = (command: Command): Command => command
  .option('--seed <number>', 'what all randomness comes from', wholeNumber(0), 42)
  .option('--epochs <number>', 'how often every digit is seen', wholeNumber(1), 30)
  .option('--learning-rate <number>', 'the rate of gradient descent', learningRate, 0.5)
  .option('--check <number>', 'how many first steps are compared with every witness', wholeNumber(0), 20)

trainOptions(program.command('start'))
  .description('the main job: compare every example with every witness, then train on handwritten digits')
  .action(async (options: TrainOptions) => { ends(await start(say, options)) })

program.command('compare')
  .description('compare example networks with TensorFlow.js and finite differences')
  .argument('[examples...]', 'mazur, document-000, document-001, document-001-variant; all when left out')
  .option('--json', 'print the reports as JSON', false)
  .action(async (names: readonly string[], options: { readonly json: boolean }) => { ends(await compare(say, names, options)) })

program.command('explain')
  .description('print one training step of an example with every intermediate value')
  .argument('<example>', 'mazur, document-000, document-001 or document-001-variant')
  .option('--markdown', 'as Markdown with formulas', false)
  .action((name: string, options: { readonly markdown: boolean }) => { ends(explain(say, name, options)) })

trainOptions(program.command('train'))
  .description('train a 64-32-10 classifier on handwritten digits')
  .option('--data <file>', 'a CSV file (or .csv.gz) of 64 grey values 0 to 16 and the digit a line; the shipped one when left out')
  .action(async (options: TrainOptions) => { ends((await train(say, options)).code) })

program.command('tensorflow')
  .description('make tfjs-node ready: find it, or build it once into the cache')
  .option('--retry', 'try again although it failed before, or build it anew', false)
  .action(async (options: { readonly retry: boolean }) => { ends(await tensorflow(say, options)) })

// A reader such as `head` may leave early; that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

program.parseAsync().catch((error: unknown) => {
  // Commander has already said what was wrong with the command line, or printed the help that was asked for.
  if (error instanceof CommanderError) ends(error.exitCode === 0 ? exitCode.fine : exitCode.mistake)
  else {
    complain(`pullback: ${error instanceof Error ? error.message : String(error)}`)
    ends(exitCode.crashed)
  }
})
