import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { Environment } from './cache.ts'
import { run, type CommandFailure } from './command.ts'
import type { Deadline } from './deadline.ts'
import { plainReason, withoutPaths } from './plain-reason.ts'

/** One thing that was tried and did not work, in plain words. */
export type FailedStep = { readonly step: string; readonly reason: string }

/** Says what is going on, a line at a time. */
export type Tell = (line: string) => void

/** Where the family of packages is being built, and the terms: environment, deadline and whom to tell. */
export type Site = {
  readonly directory: string
  readonly environment: Environment
  readonly deadline: Deadline
  readonly tell: Tell
}

const inWords = (failure: CommandFailure, program: string, site: Site): string => {
  switch (failure.kind) {
    case 'out-of-time':
      return 'stopped, because the time was up'
    case 'not-started':
      return failure.missing ? `${program} was not found` : `${program} could not be started (${failure.message})`
    case 'ended-badly':
      return plainReason(failure.output, [[site.directory, '.']]) || `${program} ended with code ${failure.code}`
  }
}

/** A program's name as a person would say it. */
const spoken = (program: string): string => (program === process.execPath ? 'node' : program)

/** Runs a program at the site, as the step of that name. */
export const runStep = (
  step: string,
  site: Site,
  program: string,
  words: readonly string[],
  directory: string = site.directory,
): TE.TaskEither<FailedStep, string> =>
  pipe(
    run({ program, words, directory, environment: site.environment }, site.deadline),
    TE.mapLeft((failure) => ({ step, reason: inWords(failure, spoken(program), site) })),
  )

/** An effect of Node's (on files, say) as the step of that name. */
export const effectStep = <A>(step: string, site: Pick<Site, 'directory'>, effect: () => Promise<A>): TE.TaskEither<FailedStep, A> =>
  TE.tryCatch(effect, (error) => ({
    step,
    reason: withoutPaths(error instanceof Error ? error.message : String(error), [[site.directory, '.']]),
  }))
