import { Either, type TaskEither } from '../fp.ts'
import { type DataError, showDataError } from '../io/data-error.ts'
import { type ExitCode, exitCode } from './exit-code.ts'
import { complain, say, type Say } from './say.ts'

/** What a command comes to: for people as text, for programs as JSON. */
export interface Answer {
  readonly code: ExitCode
  readonly text: string
  readonly json: unknown
}

export type Answering = TaskEither.TaskEither<DataError, Answer>

/** What every command can be asked for. */
export interface AnswerOptions {
  /** one JSON document on standard output, and everything else on standard error */
  readonly json?: boolean
}

/** JSON has no word for NaN and the infinities: they are written as text. */
const written = (_name: string, value: unknown): unknown =>
  typeof value === 'number' && !Number.isFinite(value) ? String(value) : value

/** A value as one JSON document. */
export const toJson = (value: unknown): string => JSON.stringify(value, written, 2)

/** Ends a command with its code; standard output may still have to be written, so nothing is cut off. */
// eslint-disable-next-line functional/immutable-data -- the exit code is the one thing that a command leaves behind
export const ends = (code: ExitCode): void => { process.exitCode = code }

/** Does a command's work, prints what it comes to, and ends with its code. `work` is told where its words on the way go. */
export const answer = async ({ json = false }: AnswerOptions, work: (say: Say) => Answering): Promise<void> => {
  const given = await work(json ? complain : say)()
  if (Either.isLeft(given)) {
    if (json) say(toJson({ error: given.left }))
    complain(`pullback: ${showDataError(given.left)}`)
    ends(exitCode.mistake)
    return
  }
  const { code, text, json: value } = given.right
  if (json) say(toJson(value))
  else if (text !== '') say(text)
  ends(code)
}
