import { columns } from '../../compare/report/columns.ts'
import { showOptimizer } from '../run/show.ts'
import { describeStep } from '../run/recipe.ts'
import { stageTable } from '../run/stage-table.ts'
import { showShape } from '../shape/size.ts'
import type { Shape } from '../tensor.ts'
import type { SomeStep } from '../train/some-step.ts'

/** A network as a table of its stages, with its loss and optimizer under it. */
export const networkTable = (step: SomeStep): { readonly text: string; readonly json: object } => {
  const [stages, { loss, optimizer, parameters, sha256 }] = [stageTable(step), describeStep(step)]
  const input = step.net.in as Shape
  const multiplyAdds = stages.reduce((sum, stage) => sum + stage.multiplyAdds, 0)
  const text = [
    columns(['stage', 'output', 'path of parameters', 'parameters', 'multiply-adds'], [
      ['input', showShape(input), '', '', ''],
      ...stages.map((stage) => [stage.place, stage.shape, stage.parametersAt ?? '', String(stage.parameters), String(stage.multiplyAdds)]),
      ['all', '', '', String(parameters), String(multiplyAdds)],
    ]),
    '',
    `loss       ${loss}`,
    `optimizer  ${showOptimizer(optimizer)}`,
    `SHA-256 of the step  ${sha256}`,
  ].join('\n')
  return { text, json: { input, stages, loss, optimizer, parameters, multiplyAdds, sha256 } }
}
