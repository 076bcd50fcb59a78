import { describe, expect, test } from 'vitest'
import { explain, explainText, f32, initialize, key, type Line, meanSquaredError, sgd, trainStep } from '../../src/index.ts'
import { draw } from '../support/draw.ts'
import { inputOf, netOf, type Use, uses, variantOf } from '../support/networks.ts'

const linesOf = ({ example }: Use): readonly Line[] => {
  const step = trainStep(netOf(example), meanSquaredError, sgd({ learningRate: 0.1 }))
  const batch = { x: inputOf(f32, example.seed + 1, example), labels: draw(f32, example.seed + 2, step.net.out) }
  return explain(step, initialize(step, key(example.seed)), batch)
}

describe.each(uses)('$name explains itself', (use) => {
  const lines = linesOf(use)
  const { row: { name }, example } = use
  const isReal = variantOf(example)?.ids === undefined

  test('its output and the gradient of its input are named, each with its formula', () => {
    const named = (label: string): Line | undefined => lines.find((line) => line.label === `0.${name}.${label}`)
    for (const label of isReal ? ['y', 'dx'] : ['y']) {
      expect(named(label)?.formula ?? `no value is named ${label}`).toMatch(new RegExp(`^${label}(\\[[^\\]]*\\])? = .+`))
    }
    expect(named('y')!.tensor.shape).toEqual(netOf(example).out)
    if (isReal) expect(named('dx')!.tensor.shape).toEqual(example.shape)
  })

  test('every value that it names has a formula, and they can be printed', () => {
    const own = lines.filter(({ label }) => label.startsWith(`0.${name}.`))
    expect(own.filter(({ formula }) => formula === undefined).map(({ label }) => label)).toEqual([])
    expect(explainText(lines)).toContain(`0.${name}.y`)
  })
})
