import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fold, foldIn, hashTree, initialize, key, pipe, TaskEither } from '../../src/index.ts'
import { loadCheckpoint } from '../../src/io/checkpoint.ts'
import type { Experiment } from '../../src/run/experiment.ts'
import { resume } from '../../src/run/resume.ts'
import { run } from '../../src/run/run.ts'
import { prepare } from '../../src/run/session.ts'
import { blobs } from './blobs.ts'
import { find, freshFolder, left, order, ran, receiptOf, right, textOf } from './scratch.ts'

const bytesOf = (folder: string, name: string): Buffer => readFileSync(join(folder, name))

describe('a run', () => {
  it('leaves everything in its folder', async () => {
    const { folder, outcome } = await ran()
    expect(outcome).toMatchObject({ status: 'finished', step: 100 })
    expect(readdirSync(folder).sort()).toEqual(['checkpoints', 'links.jsonl', 'metrics.jsonl', 'receipt.json', 'report.html', 'run.json', 'states'])
    expect(readdirSync(join(folder, 'checkpoints')).sort()).toEqual(['best.safetensors', 'last.safetensors'])
    expect(readdirSync(join(folder, 'states'))).toHaveLength(11)
  })

  it('is the fold of its step over its batches', async () => {
    const { outcome } = await ran()
    const { training: { step, batches, steps } } = right(await prepare(order())())
    const [state] = fold(step)(initialize(step, foldIn(key(7), 0)), batches.from(0, steps))
    expect(outcome.parameters).toBe(hashTree(state.params))
  })

  it('logs the loss of every step, and evaluates as often as it should', async () => {
    const { folder, outcome } = await ran()
    const lines = textOf(folder, 'metrics.jsonl').trimEnd().split('\n').map((line) => JSON.parse(line) as { step: number; loss?: number })
    expect(lines.flatMap(({ step, loss }) => loss === undefined ? [] : [step])).toEqual(Array.from({ length: 100 }, (_, i) => i + 1))
    expect(outcome.evaluations.map(({ step }) => step)).toEqual([12, 24, 36, 48, 60, 72, 84, 96, 100])
  })

  it('keeps the best weights: the first of the evaluations that are best', async () => {
    const { folder, outcome } = await ran()
    const best = outcome.evaluations.reduce((a, b) => b.metrics['accuracy']! > a.metrics['accuracy']! ? b : a)
    const prepared = right(await prepare(order())())
    const { state, metadata } = right(await loadCheckpoint(join(folder, 'checkpoints/best.safetensors'), prepared.first)())
    expect(metadata['step']).toBe(String(best.step))
    expect(prepared.training.evaluate!(state).metrics).toEqual(best.metrics)
  })

  it('is over early when nothing gets better', async () => {
    const still = order({ learningRate: 0, patience: 3 })
    const { folder, outcome } = await ran(still)
    expect(outcome).toMatchObject({ status: 'stopped early', step: 48 })
    expect(receiptOf(folder)).toMatchObject({ status: 'stopped early' })
    expect(receiptOf(folder).links.at(-1)!.step).toBe(48)
  })

  it('says at which step the loss was first not finite', async () => {
    const { outcome } = await ran(order({ learningRate: 1e38 }))
    expect(outcome.notFinite).toBeGreaterThan(1)
    expect((await ran()).outcome.notFinite).toBeUndefined()
  })

  it('tells the bits of another seed and of another setting apart', async () => {
    const hashes = await Promise.all([order(), order({}, { seed: 8 }), order({ learningRate: 0.02 })].map(async (one) => (await ran(one)).outcome.parameters))
    expect(new Set(hashes).size).toBe(3)
  })
})

describe('a run is refused', () => {
  it.each([[{ steps: 0 }, 'it comes to 0 steps'], [{ steps: 2.5 }, 'it comes to 2.5 steps'], [{ patience: -1 }, 'a patience of -1']])(
    'with %j', async (config, reason) => {
      const folder = freshFolder()
      expect(left(await run(order(config), { folder })()).reason).toContain(reason)
      expect(existsSync(folder)).toBe(false)
    })

  it('in a folder that holds the checkpoints of another', async () => {
    const folder = freshFolder()
    mkdirSync(join(folder, 'checkpoints'), { recursive: true })
    expect(left(await run(order(), { folder })()).file).toBe(folder)
    expect(readdirSync(folder)).toEqual(['checkpoints'])
  })

  it('at its first evaluation when the metric of the best weights is not among its metrics', async () => {
    const misspelt: Experiment = { ...blobs, prepare: (config, key) => pipe(blobs.prepare(config, key), TaskEither.map((training) => ({ ...training, best: { metric: 'acuracy', better: 'larger' as const } }))) }
    await expect(run(order({}, { experiment: misspelt }), { folder: freshFolder() })()).rejects.toThrow('there is no metric "acuracy" to know the best weights by; there are accuracy')
  })

  it.each([
    [{ epochs: 3 }, 'there is no such setting'],
    [{ learningRate: 'fast' }, 'fast is not a number'],
    [{ missing: true }, 'there is no such file'],
  ])('with the settings %j', async (config, reason) => {
    const folder = freshFolder()
    expect(left(await run(order(config as never), { folder })())).toMatchObject({ reason })
  })

  it('in a folder that holds something, of which nothing is touched', async () => {
    const { folder } = await ran()
    const before = textOf(folder, 'receipt.json')
    expect(left(await run(order(), { folder })())).toMatchObject({ file: folder, remedy: 'Give another folder, or resume the run in this one' })
    expect(textOf(folder, 'receipt.json')).toBe(before)
  })
})

describe('a run that was stopped', () => {
  it.each([1, 37, 45, 90])('after %s steps and resumed is the same as one that was never stopped, in every file', async (at) => {
    const whole = await ran()
    const folder = freshFolder()
    let step = 0
    const interrupted = right(await run(order(), {
      folder, engine: { kind: 'compiled', threads: 1 }, tell: (event) => { if (event.kind === 'steps') step = event.step }, isStopped: () => step >= at,
    })())
    expect(interrupted.status).toBe('interrupted')
    expect(interrupted.step).toBeLessThan(100)
    const resumed = right(await resume(find(), { folder, engine: { kind: 'eager' } })())
    expect(resumed).toMatchObject({ status: 'finished', step: 100, parameters: whole.outcome.parameters })
    ;['metrics.jsonl', 'links.jsonl', 'receipt.json', 'report.html', 'checkpoints/last.safetensors', 'checkpoints/best.safetensors'].forEach((name) => {
      expect(bytesOf(folder, name).equals(bytesOf(whole.folder, name)), name).toBe(true)
    })
  })

  it('is resumed as often as one likes, also when it is over', async () => {
    const { folder, outcome } = await ran()
    const before = textOf(folder, 'receipt.json')
    expect(right(await resume(find(), { folder, engine: { kind: 'eager' } })())).toMatchObject({ status: 'finished', parameters: outcome.parameters })
    expect(textOf(folder, 'receipt.json')).toBe(before)
  })

  it('goes on from its last checkpoint, whatever was written after it', async () => {
    const whole = await ran()
    const { folder } = await ran()
    // As if it had been killed while it wrote a line, long after the checkpoint of step 45.
    const { first } = right(await prepare(order())())
    const at45 = await (async () => {
      const other = freshFolder()
      let step = 0
      right(await run(order(), { folder: other, engine: { kind: 'eager' }, tell: (e) => { if (e.kind === 'steps') step = e.step }, isStopped: () => step >= 45 })())
      return other
    })()
    expect(right(await loadCheckpoint(join(at45, 'checkpoints/last.safetensors'), first)()).metadata['step']).toBe('45')
    writeFileSync(join(folder, 'checkpoints/last.safetensors'), bytesOf(at45, 'checkpoints/last.safetensors'))
    writeFileSync(join(folder, 'metrics.jsonl'), textOf(folder, 'metrics.jsonl').slice(0, -20))
    right(await resume(find(), { folder, engine: { kind: 'eager' } })())
    expect(textOf(folder, 'metrics.jsonl')).toBe(textOf(whole.folder, 'metrics.jsonl'))
    expect(textOf(folder, 'receipt.json')).toBe(textOf(whole.folder, 'receipt.json'))
  })

  it.each([
    ['run.json', '{', 'it is not JSON'],
    ['run.json', '{"format": "pullback-run-1"}', 'Invalid key'],
    ['metrics.jsonl', '{"step": 1}\n', 'it is no record of a log'],
    ['links.jsonl', '{"step": 1}\n', 'it is no link of a chain'],
    ['checkpoints/last.safetensors', 'short', ''],
  ])('is not resumed from a wrong %s (%s)', async (name, text, reason) => {
    const { folder } = await ran()
    writeFileSync(join(folder, name), text)
    const fault = left(await resume(find(), { folder })())
    expect(fault.file).toBe(join(folder, name))
    expect(fault.reason).toContain(reason)
  })

  /** A run whose last checkpoint is of an earlier step than its end. */
  const halfway = async () => {
    const folder = freshFolder()
    let step = 0
    right(await run(order(), { folder, engine: { kind: 'eager' }, tell: (e) => { if (e.kind === 'steps') step = e.step }, isStopped: () => step >= 40 })())
    return folder
  }

  it('is not resumed from a checkpoint of which one bit changed', async () => {
    const folder = await halfway()
    const bytes = bytesOf(folder, 'checkpoints/last.safetensors')
    bytes[bytes.length - 100]! ^= 1
    writeFileSync(join(folder, 'checkpoints/last.safetensors'), bytes)
    expect(left(await resume(find(), { folder })()).reason).toContain('they are not those that were saved')
  })

  it.each([
    ['metrics.jsonl', '"loss"', 'its log does not have the loss of every step'],
    ['metrics.jsonl', '"evaluation"', 'its log does not have every evaluation'],
    ['links.jsonl', '"chain"', 'its chain does not have every link'],
  ])('is not resumed when %s has lost a line with %s', async (name, word, reason) => {
    const folder = await halfway()
    const lines = textOf(folder, name).split('\n')
    const lost = lines.findLastIndex((line) => line.includes(word))
    writeFileSync(join(folder, name), lines.filter((_, i) => i !== lost).join('\n'))
    expect(left(await resume(find(), { folder })())).toMatchObject({ reason })
  })

  it('is not resumed while another process runs it, and is when that one was killed', async () => {
    const folder = await halfway()
    writeFileSync(join(folder, 'running.lock'), String(process.ppid))
    expect(left(await resume(find(), { folder })()).reason).toBe(`process ${process.ppid} is running it`)
    const { pid } = spawnSync(process.execPath, ['-e', ''])
    writeFileSync(join(folder, 'running.lock'), String(pid))
    expect(right(await resume(find(), { folder, engine: { kind: 'eager' } })()).status).toBe('finished')
  })

  it('is not resumed with its batches in another order', async () => {
    const folder = await halfway()
    const turned: Experiment = {
      ...blobs,
      prepare: (config, key) => pipe(blobs.prepare(config, key), TaskEither.map((training) => {
        const at = (index: number) => training.batches.at(index + 1)
        const { from, perEpoch } = training.batches
        return { ...training, batches: { at, from, perEpoch, [Symbol.iterator]: () => training.batches[Symbol.iterator]() } }
      })),
    }
    expect(left(await resume(find(turned), { folder })()).reason).toContain('the batches are not what they were')
  })

  it('is not resumed with another program', async () => {
    const { folder } = await ran()
    const text = textOf(folder, 'run.json')
    writeFileSync(join(folder, 'run.json'), text.replace(/"learningRate": 0\.01,\n/, '"learningRate": 0.02,\n'))
    expect(left(await resume(find(), { folder })()).reason).toBe('the experiment is not the one that was run: the training step computes something else than it did')
  })
})
