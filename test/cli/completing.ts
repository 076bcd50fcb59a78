import { Command } from 'commander'
import { explainCommand } from '../../src/cli/commands/explain.ts'
import { resumeCommand } from '../../src/cli/commands/resume.ts'
import { trainCommand } from '../../src/cli/commands/train.ts'
import { withCompletion } from '../../src/cli/completion.ts'

/** A program of some of the commands, with completion. */
export const completing = (): Command => {
  const program = new Command('pullback')
  ;[explainCommand, resumeCommand, trainCommand, withCompletion].forEach((add) => { add(program) })
  return program
}

if (process.argv[1] === import.meta.filename) await completing().parseAsync()
