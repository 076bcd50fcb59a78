import { allExamples, printReport, printWitnesses, type Report } from '../../../compare/index.ts'
import { type ExitCode, exitCode } from '../exit-code.ts'
import { page, type Say } from '../say.ts'
import { agreementOf, reportsOf } from './compare.ts'
import { tensorflow } from './tensorflow.ts'
import { train, type TrainOptions } from './train.ts'

/** Says aloud which witnesses were missing, so that their silence is not taken for agreement. */
const missing = (reports: readonly Report[]): readonly string[] =>
  [...new Set(reports
    .flatMap(({ witnesses }) => witnesses)
    .filter(({ available }) => !available)
    .map(({ name, reason }) => `NOT CHECKED with ${name}: ${reason ?? ''}`))]

/** The main job: every example against every witness, then the digits. */
export const start = async (say: Say, options: TrainOptions): Promise<ExitCode> => {
  await tensorflow(say, { retry: false })
  const reports = await reportsOf(allExamples)
  reports.forEach(({ example, report }) => { say(`\n${page(example.title, printReport(report))}`) })
  const trained = await train(say, options)
  const compared = reports.map(({ report }) => report)
  say(`\n${reports[0] === undefined ? '' : printWitnesses(reports[0].report)}`)
  missing(compared).forEach((line) => { say(line) })
  const failed = [...(agreementOf(compared) === exitCode.fine ? [] : ['the examples']), ...trained.failed]
  say(failed.length === 0 ? 'Everything that was checked agrees.' : `NOT everything is as it should be: ${failed.join(' and ')}, see above.`)
  return trained.code === exitCode.fine ? agreementOf(compared) : trained.code
}
