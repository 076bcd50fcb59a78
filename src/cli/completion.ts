import { Argument, type Command } from 'commander'
import { allExamples } from '../../compare/index.ts'
import { type ArgumentValues, candidates } from './completion/candidates.ts'
import { scripts, setUp, type Shell } from './completion/scripts.ts'
import { shippedExperiments } from './experiments/index.ts'
import { wholeNumber } from './options.ts'
import { say } from './say.ts'

const experiments = shippedExperiments.map(({ name }) => ({ value: name, description: 'an experiment that ships with the package' }))
const examples = allExamples.map(({ name }) => ({ value: name, description: 'a worked example' }))

const values: ArgumentValues = { experiment: experiments, what: [...examples, ...experiments] }

/** Bash takes `--engine=eager` apart at the `=` and hands on three words. */
const joined = (words: readonly string[]): readonly string[] => words.filter((word) => word !== '=')

/** Lets shells complete a program's commands, options and their values. Call it when every other command is there. */
export const withCompletion = (program: Command): void => {
  program.command('complete')
    .description('print what lets a shell complete commands, options and their values')
    .addArgument(new Argument('<shell>', 'the shell').choices(Object.keys(scripts)))
    .addHelpText('after', `\nTo set it up:\n${Object.values(setUp).map((line) => `  ${line}`).join('\n')}`)
    .action((shell: Shell) => { say(scripts[shell]) })

  program.command('complete-words', { hidden: true })
    .argument('<index>', 'which word is at the cursor', wholeNumber(0))
    .argument('[words...]', 'the words after the program\'s name')
    .action((index: number, words: readonly string[]) => {
      const current = joined([words[index] ?? ''])[0] ?? ''
      candidates(program, joined(words.slice(0, index)), current, values)
        .forEach(({ value, description }) => { say(`${value}\t${description === '' ? value : description}`) })
    })
}
