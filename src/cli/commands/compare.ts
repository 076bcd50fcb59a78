import { allExamples, compareStep, type Example, exampleNamed, printReport, type Report, reportToJson } from '../../../compare/index.ts'
import { inTurn } from '../../../compare/in-turn.ts'
import { Either } from '../../fp.ts'
import { type ExitCode, exitCode } from '../exit-code.ts'
import { complain, page, type Say } from '../say.ts'

/** The examples of these names, or what is wrong with the first name that is not known; no names mean all of them. */
export const examplesNamed = (names: readonly string[]): Either.Either<string, readonly Example[]> => {
  const found = names.map(exampleNamed)
  const unknown = found.find(Either.isLeft)
  return unknown === undefined
    ? Either.right(names.length === 0 ? allExamples : found.flatMap((one) => Either.isRight(one) ? [one.right] : []))
    : Either.left(`there is no example "${unknown.left.name}"; there are ${unknown.left.known.join(', ')}`)
}

/** Each example's first step, compared with every witness, one after the other. */
export const reportsOf = (examples: readonly Example[]): Promise<readonly { readonly example: Example; readonly report: Report }[]> =>
  inTurn(examples, async (example) =>
    ({ example, report: await compareStep(example.step, { state: example.state, batches: [example.batch] }) }))

/** Whether nothing disagreed and something was checked. */
export const agreementOf = (reports: readonly Report[]): ExitCode =>
  reports.every(({ summary }) => summary.agreed) ? exitCode.fine : exitCode.disagreed

/** Compares example networks with TensorFlow.js and finite differences. */
export const compare = async (say: Say, names: readonly string[], { json }: { readonly json: boolean }): Promise<ExitCode> => {
  const examples = examplesNamed(names)
  if (Either.isLeft(examples)) {
    complain(`compare: ${examples.left}`)
    return exitCode.mistake
  }
  const reports = await reportsOf(examples.right)
  say(json
    ? `[${reports.map(({ report }) => reportToJson(report)).join(',\n')}]`
    : reports.map(({ example, report }) => page(example.title, printReport(report))).join('\n'))
  return agreementOf(reports.map(({ report }) => report))
}
