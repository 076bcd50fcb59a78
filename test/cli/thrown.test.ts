import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { pullback } from './run-command.ts'

const folder = mkdtempSync(join(tmpdir(), 'pullback-thrown-'))

const head = `import {
  batches, dataset, datasetHash, dense, foldIn, input, key, meanSquaredError, normal, f32, pipe, sgd, TaskEither, trainStep,
} from 'pullback'
import { experiment, training } from 'pullback/node'
const net = pipe(input([4, 2]), dense(2))
`
const body = (order: string, before = '') => `${head}
export default experiment({
  name: 'made',
  config: {},
  prepare: (_settings, key) => {
    ${before}
    const data = dataset(normal(f32, foldIn(key, 1), [12, 2]), normal(f32, foldIn(key, 2), [12, 2]))
    return TaskEither.right(training(trainStep(net, meanSquaredError, sgd({ learningRate: 0.1 })), {
      batches: batches(data, { size: 4, key: foldIn(key, ${order}), remainder: 'refuse' }),
      steps: 12,
      data: [{ name: 'numbers', sha256: datasetHash(data), examples: 12 }],
    }))
  },
})
`

const module = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

describe('what is thrown in a module of the user\'s', () => {
  test('is a mistake, with the file and the line', () => {
    const file = module('throws.ts', body('3', "if (key.shape[0] === 2) throw new Error('no such place')"))
    const { code, err } = pullback('train', file, '--folder', join(folder, 'throws'))
    expect(err).toContain(`${file}, line 11: no such place`)
    expect(code).toBe(2)
  })

  test('also a misuse of the library, which is one JSON document where that was asked for', () => {
    const file = module('misuses.ts', body('3').replace('size: 4', 'size: 5 as 4'))
    const { code, out } = pullback('train', file, '--folder', join(folder, 'misuses'), '--json')
    expect((JSON.parse(out) as { readonly error: { readonly reason: string } }).error.reason).toContain('12 examples leave a remainder of 2 after batches of 5')
    expect(code).toBe(2)
  })
})

describe('a module that was changed after the run', () => {
  mkdirSync(join(folder, 'runs'))
  const [file, runs] = [module('made.ts', body('3')), join(folder, 'runs', 'made')]

  test('is not taken: the copy in the folder of the run is', () => {
    expect(pullback('train', file, '--folder', runs).code).toBe(0)
    writeFileSync(file, body('4'))
    expect(readFileSync(join(runs, 'source/made.ts'), 'utf8')).toBe(body('3'))
    expect(pullback('replay', join(runs, 'receipt.json')).out).toContain('CONFIRMED')
  })

  test('and is refused where it is named', () => {
    const { code, out } = pullback('replay', join(runs, 'receipt.json'), '--experiment', file)
    expect(out).toContain('NOT REPLAYED: the batches are not what they were')
    expect(code).toBe(1)
  })
})
