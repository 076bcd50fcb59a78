#!/usr/bin/env node
import { Command, CommanderError } from 'commander'
import { version } from '../io/package-root.ts'
import { ends, toJson } from './answer.ts'
import { compareCommand } from './commands/compare.ts'
import { convertCommand } from './commands/convert.ts'
import { evaluateCommand } from './commands/evaluate.ts'
import { explainCommand } from './commands/explain.ts'
import { inspectCommand } from './commands/inspect.ts'
import { layersCommand } from './commands/layers.ts'
import { optimizersCommand } from './commands/optimizers.ts'
import { replayCommand } from './commands/replay.ts'
import { resumeCommand } from './commands/resume.ts'
import { startCommand } from './commands/start.ts'
import { tensorflowCommand } from './commands/tensorflow.ts'
import { trainCommand } from './commands/train.ts'
import { withCompletion } from './completion.ts'
import { exitCode } from './exit-code.ts'
import { complain, say } from './say.ts'
import { isOfTheUsers, showThrown } from './thrown.ts'

const program = new Command('pullback')
  .description('Train neural networks with pure functions, repeat every run to the bit, and check every gradient against TensorFlow.js.')
  .version(version)
  .showHelpAfterError('(pullback --help tells what there is)')
  .exitOverride()
  .addHelpText('after', `
Exit codes: 0 everything that was checked agrees; 1 something disagreed, or a run fell short of its mark; 2 the command or
the data cannot be used; 3 a fault of the program itself; 130 a run was stopped, has saved itself, and can be resumed.

Examples:
  pullback start
  pullback train digits
  pullback resume runs/digits-1
  pullback replay runs/digits-1/receipt.json
  pullback train my-experiment.ts --set learningRate=0.1
  pullback compare mazur`)

const commands = [
  startCommand, trainCommand, resumeCommand, evaluateCommand, replayCommand, inspectCommand, convertCommand, compareCommand, optimizersCommand,
  layersCommand, explainCommand, tensorflowCommand,
]
commands.forEach((add) => { add(program) })
withCompletion(program)

// A reader such as `head` may leave early; that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

program.parseAsync().catch((error: unknown) => {
  // Commander has already said what was wrong with the command line, or printed the help that was asked for.
  const code = error instanceof CommanderError
    ? error.exitCode === 0 ? exitCode.fine : exitCode.mistake
    : isOfTheUsers(error) ? exitCode.mistake : exitCode.crashed
  if (code !== exitCode.fine && process.argv.includes('--json')) say(toJson({ error: { reason: error instanceof Error ? error.message : String(error) } }))
  if (!(error instanceof CommanderError)) complain(`pullback: ${showThrown(error)}`)
  ends(code)
})
