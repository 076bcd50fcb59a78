import { basename } from 'node:path'
import type { Outcome } from '../run/finish.ts'
import { showMetric } from '../run/show.ts'

const metricsOf = (metrics: Readonly<Record<string, number>>): string =>
  Object.entries(metrics).map(([name, value]) => `${name} ${showMetric(value)}`).join('  ')

/** How a run ended, for people. */
export const runText = ({ status, step, parameters, evaluations, notFinite, folder }: Outcome): string => {
  const last = evaluations.at(-1)
  const evaluated = last === undefined ? [] : [`evaluation after step ${last.step}: ${metricsOf(last.metrics)}`]
  if (status === 'interrupted') {
    return [`stopped after step ${step}, and saved; to go on: pullback resume ${folder.path}`, ...evaluated].join('\n')
  }
  return [
    `${status === 'finished' ? 'finished' : 'stopped early, since nothing got better,'} after ${step} steps`,
    ...evaluated,
    ...(notFinite === undefined ? [] : [`THE LOSS WAS NOT FINITE at step ${notFinite}`]),
    `SHA-256 of the trained weights ${parameters}`,
    `in ${folder.path}: ${[folder.receipt, folder.report, folder.log].map((file) => basename(file)).join(', ')}, checkpoints/last.safetensors`,
    `to repeat it bit by bit: pullback replay ${folder.receipt}`,
  ].join('\n')
}

/** How a run ended, for programs. */
export const runJson = ({ status, step, parameters, evaluations, notFinite, folder }: Outcome): object =>
  ({ status, step, parameters, evaluation: evaluations.at(-1) ?? null, notFinite: notFinite ?? null, folder: folder.path, receipt: folder.receipt, report: folder.report })
