import { expect, it } from 'vitest'
import { type Case, compareStep, type Report } from '../../../compare/index.ts'
import { TaskEither } from '../../../src/fp.ts'
import { dense, f32, identity, type Net, type Some, type Trees } from '../../../src/index.ts'
import { batchNorm } from '../../../src/layers/normalization/batch-norm.ts'
import { residual } from '../../../src/layers/combinators/residual.ts'
import { asked } from '../../compare/asked.ts'
import { withNet } from '../../compare/cases.ts'
import { redraw } from '../../support/draw.ts'
import type { AnyNet } from '../../support/layers.ts'
import { losses } from '../../support/losses.ts'

/** Batch normalization whose running variance is moved to something else. */
const movingElsewhere = (net: AnyNet): AnyNet => {
  const own = net as Net<Trees, Trees, Some, Some>
  return {
    ...own,
    forward: (ops, env) => {
      const f = own.forward(ops, env)
      return (params, state, x) => {
        const [y, next, back] = f(params, state, x)
        const [{ mean, variance }] = next as Some
        return [y, [{ mean, variance: ops.scale(variance, 1.0001) }], back]
      }
    },
  } as AnyNet
}

const caseAround = (net: AnyNet): Case => {
  const { loss, labels } = losses.find(({ name }) => name === 'halfSquaredError')!
  const given = withNet(net, loss, [5, 3], (of) => labels(f32, 9, of), 5)
  return { ...given, state: { ...given.state, state: redraw(f32, 4, given.state.state, 0.2) } }
}

const reportOn = async (net: AnyNet, context: Parameters<typeof asked>[1]): Promise<Report> => {
  const { step, state, batch } = caseAround(net)
  const witness = await asked('tfjs-cpu', context)
  return compareStep(step, {
    state, batches: [batch, batch], witnesses: [{ name: witness.name, isTensorFlow: true, open: TaskEither.right(witness) }],
  })
}

const states = ({ rows }: Report, verdict: string) => rows.filter((row) => row.kind === 'state' && row.mode === 'same network' && row.verdict === verdict)

const start = (): AnyNet => identity<Some>([5, 3], 'float')
const normalized = (prev: AnyNet): AnyNet => batchNorm({ momentum: 0.9 })(prev)

it("the moving statistics of TensorFlow.js are read out and agree with ours, step by step, also inside of a block", async (context) => {
  const report = await reportOn(dense(2)(residual(normalized)(normalized(start())) as AnyNet), context)
  expect(report.summary).toMatchObject({ agreed: true, differing: 0 })
  expect(states(report, 'agrees').map(({ step, tensor }) => `${step} ${tensor}`)).toEqual(
    [1, 2].flatMap((step) => ['0.mean', '0.variance', '1.0.mean', '1.0.variance'].map((path) => `${step} ${path}`)))
})

it('a running variance that goes elsewhere is found, in that tensor alone', async (context) => {
  const report = await reportOn(movingElsewhere(normalized(start())), context)
  expect(report.rows.filter(({ verdict, mode }) => verdict === 'differs' && mode === 'same network').map(({ kind, tensor }) => `${kind} ${tensor}`))
    .toEqual(['state 0.variance', 'state 0.variance'])
})
