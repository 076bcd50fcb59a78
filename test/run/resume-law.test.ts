import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { compile, fold, hashTree } from '../../src/index.ts'
import { saveCheckpoint } from '../../src/io/checkpoint.ts'
import { prepare } from '../../src/run/session.ts'
import { freshFolder, order, right } from './scratch.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

it.each(['eager', 'compiled'] as const)('100 steps are 37 steps (%s), a file, another process, and 63 steps, in the middle of an epoch', async (engine) => {
  const { training: { step, batches }, first } = right(await prepare(order())())
  const run = engine === 'eager' ? step : compile(step, { threads: 1 })
  expect(37 % batches.perEpoch).not.toBe(0)
  const [middle] = fold(run)(first, batches.from(0, 37))
  const file = join(freshFolder(), '..', 'middle.safetensors')
  right(await saveCheckpoint(file, middle)())
  const { stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'test/run/children/train-on.ts', file, '100'], { cwd: root, encoding: 'utf8' })
  expect(stderr).toBe('')
  expect(stdout.trim()).toBe(hashTree(fold(step)(first, batches.from(0, 100))[0]))
})
