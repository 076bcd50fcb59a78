import type { FailureRecord } from './failure-record.ts'
import { retryCommand } from './release.ts'
import type { FailedStep } from './step.ts'

/** Why TensorFlow.js could not be built: every step that was tried, with its reason. */
export type ProvisionError = {
  readonly kind: 'provision-error'
  readonly steps: readonly FailedStep[]
  /** When it failed, as an ISO date. */
  readonly at: string
  /** True when nothing was tried now, because the record of an earlier failure says why it would fail. */
  readonly recorded: boolean
  /** The command that tries again. */
  readonly again: string
}

/** The error of an attempt, made now or recorded earlier. */
export const provisionError = ({ at, steps }: FailureRecord, recorded: boolean): ProvisionError => ({
  kind: 'provision-error',
  steps,
  at,
  recorded,
  again: retryCommand,
})

/** The error in plain words, a line for each step that was tried. */
export const describeProvisionError = (error: ProvisionError): string =>
  [
    error.recorded
      ? `tfjs-node could not be built on ${error.at.slice(0, 16).replace('T', ' at ')} UTC, and was not tried again:`
      : 'tfjs-node could not be built:',
    ...error.steps.map(({ step, reason }) => `  - ${step}: ${reason}`),
    `  To try again: ${error.again}`,
  ].join('\n')
