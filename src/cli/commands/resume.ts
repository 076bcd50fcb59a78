import type { Command } from 'commander'
import { pipe, TaskEither } from '../../fp.ts'
import { resume } from '../../run/resume.ts'
import { answer, type AnswerOptions } from '../answer.ts'
import { findExperiment } from '../find-experiment.ts'
import { engineFrom, type EngineOptions, engineOptions, jsonOption, type Mark, mark } from '../options.ts'
import { attended, trained } from './train.ts'

interface ResumeOptions extends AnswerOptions, EngineOptions {
  readonly experiment?: string
  readonly require?: Mark
}

/** `pullback resume`. */
export const resumeCommand = (program: Command): void => {
  jsonOption(engineOptions(program.command('resume')))
    .description('go on with a run that was stopped or killed, from its last checkpoint; it ends with the same bits')
    .argument('<folder>', 'the folder of the run')
    .option('--experiment <module>', 'the experiment, where it is no longer where it was')
    .option('--require <metric>=<least>', 'end with 1 when the last evaluation is below', mark)
    .addHelpText('after', `
Examples:
  pullback resume runs/digits-1
  pullback resume runs/first --engine eager`)
    .action((folder: string, options: ResumeOptions) => answer(options, (say) => pipe(
      attended(say, (tell, isStopped) => resume(findExperiment(options.experiment), { folder, engine: engineFrom(options), tell, isStopped })),
      TaskEither.map((outcome) => trained(outcome, options.require)),
    )))
}
