import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, unlink, utimes, writeFile } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test, vi } from 'vitest'
import { failurePath, lockPath } from '../../../compare/tensorflow/cache.ts'
import { describeProvisionError, openTensorFlow, provision, type ProvisionOptions } from '../../../compare/tensorflow/index.ts'
import { inspectCache } from '../../../compare/tensorflow/manifest.ts'
import { fakeHost, fakeMachine, fakeNpm, fakeProject, type FakeMachine } from './fake-machine.ts'

// Each test starts processes, which take their time on a busy machine.
vi.setConfig({ testTimeout: 30_000 })

const attempt = async (machine: FakeMachine, options: ProvisionOptions = {}) => {
  const result = await provision({ environment: machine.environment, ...options })()
  return result._tag === 'Right' ? result.right : result.left
}

const addonOf = (machine: FakeMachine): string => join(machine.cache, 'node_modules/@tensorflow/tfjs-node/lib/addon.js')

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

describe('a machine that lacks something says what', () => {
  test('no npm', async () => {
    await using machine = await fakeMachine()
    expect(await attempt(machine)).toMatchObject({
      kind: 'provision-error',
      recorded: false,
      steps: [{ step: 'fetching the packages with npm', reason: 'npm was not found' }],
      again: 'npx pullback tensorflow --retry',
    })
  })

  test('a download host that does not answer, and no Python', async () => {
    await using machine = await fakeMachine()
    await machine.put('npm', fakeNpm())
    expect(await attempt(machine)).toMatchObject({
      steps: [
        { step: "asking for tfjs-node's own download", reason: expect.stringContaining('ECONNREFUSED') as string },
        { step: 'looking for Python', reason: 'python3 was not found' },
      ],
    })
    expect(await machine.beside()).toEqual([basename(failurePath(machine.cache))])
  })

  test.runIf(process.platform === 'linux')('Python, but no make, and then no compiler', async () => {
    await using machine = await fakeMachine()
    await machine.put('npm', fakeNpm())
    await machine.put('python3', '')
    expect(await attempt(machine)).toMatchObject({ steps: [{}, { step: 'looking for make', reason: 'make was not found' }] })
    await machine.put('make', '')
    expect(await attempt(machine, { retry: true })).toMatchObject({
      steps: [{}, { step: 'looking for a C++ compiler', reason: 'g++ was not found' }],
    })
  })

  test('an npm that fails: its reason, without its decoration and without paths', async () => {
    await using machine = await fakeMachine()
    await machine.put(
      'npm',
      `console.error('npm warn config something\\nnpm error code ENOTFOUND\\nnpm error network request failed, reason: getaddrinfo ENOTFOUND somewhere\\nnpm error A complete log of this run can be found in: /a/b'); process.exit(1)`,
    )
    expect(await attempt(machine)).toMatchObject({
      steps: [{ reason: 'network request failed, reason: getaddrinfo ENOTFOUND somewhere' }],
    })
  })

  test('a cache directory that cannot be made', async () => {
    await using machine = await fakeMachine()
    const file = join(machine.directory, 'file')
    await writeFile(file, '')
    expect(await attempt(machine, { environment: { ...machine.environment, PULLBACK_CACHE: file } })).toMatchObject({
      steps: [{ step: 'writing to the cache directory', reason: expect.stringMatching(/ENOTDIR|EEXIST/) as string }],
    })
  })
})

describe('the deadline', () => {
  test('ends a slow command and everything that it started', async () => {
    await using machine = await fakeMachine()
    await machine.put(
      'npm',
      `const child = require('node:child_process').spawn(process.execPath, ['-e', 'setTimeout(() => {}, 300000)'], { stdio: 'inherit' })
       require('node:fs').appendFileSync(process.env.FAKE_LOG, process.pid + '\\n' + child.pid + '\\n')
       setTimeout(() => {}, 300000)`,
    )
    const begun = performance.now()
    expect(await attempt(machine, { limit: 1_500 })).toMatchObject({ steps: [{ reason: 'stopped, because the time was up' }] })
    expect(performance.now() - begun).toBeLessThan(3_000)
    const pids = (await machine.log()).map(Number)
    expect(pids).toHaveLength(2)
    // The system may take a moment to clear away what was killed.
    await expect.poll(() => pids.filter(isRunning), { timeout: 5_000 }).toEqual([])
    expect(await machine.beside()).toEqual([basename(failurePath(machine.cache))])
  })
})

describe('the record of a failure', () => {
  test('is told again without trying, until a retry', async () => {
    await using machine = await fakeMachine()
    await machine.put('npm', `require('node:fs').appendFileSync(process.env.FAKE_LOG, 'tried\\n'); process.exit(1)`)
    const first = await attempt(machine)
    const second = await attempt(machine)
    expect(first).toMatchObject({ kind: 'provision-error', recorded: false })
    expect(second).toEqual({ ...first, recorded: true })
    expect(await machine.log()).toHaveLength(1)
    if (!('kind' in second)) throw new Error('it should have failed')
    expect(describeProvisionError(second)).toMatch(/could not be built on \d{4}-.* was not tried again:\n.*npm ended with code 1\n.*npx pullback tensorflow --retry/)

    expect(await attempt(machine, { retry: true })).toMatchObject({ recorded: false })
    expect(await machine.log()).toHaveLength(2)
  })

  test('is part of the reason when the backend is opened', async () => {
    await using machine = await fakeMachine()
    await attempt(machine)
    const opened = await openTensorFlow('tfjs-node', { environment: machine.environment, directories: [machine.directory] })()
    expect(opened).toMatchObject({
      _tag: 'Left',
      left: { witness: 'tfjs-node', reason: expect.stringMatching(/not tried again:[^]*npm was not found[^]*--retry/) as string },
    })
  })

  test('goes away with the first success', async () => {
    await using machine = await fakeMachine()
    await using host = await fakeHost()
    await attempt(machine)
    await machine.put('npm', fakeNpm())
    const environment = { ...machine.environment, TFJS_NODE_CDN_STORAGE: host.url }
    expect(await attempt(machine, { environment, retry: true })).toMatchObject({ built: true, manifest: { road: 'stock' } })
    expect(await machine.beside()).toEqual([basename(machine.cache)])
  })
})

describe('the cache', () => {
  const builder = async (host: { readonly url: string }, wait = 0): Promise<FakeMachine> => {
    const machine = await fakeMachine({ TFJS_NODE_CDN_STORAGE: host.url })
    await machine.put('npm', fakeNpm(wait))
    return machine
  }

  test('is built once, used again, and holds no headers', async () => {
    await using host = await fakeHost()
    await using machine = await builder(host)
    expect(await attempt(machine)).toMatchObject({ built: true, manifest: { library: '0.0-fake' }, directory: machine.cache })
    expect(await attempt(machine)).toMatchObject({ built: false })
    expect(await machine.log()).toEqual(['install', 'rebuild'])
    await expect(readFile(join(machine.cache, 'node_modules/@tensorflow/tfjs-node/deps/include/header.h'))).rejects.toThrow('ENOENT')
  })

  test('with its add-on deleted is seen to be damaged, is told, and is built again', async () => {
    await using host = await fakeHost()
    await using machine = await builder(host)
    await attempt(machine)
    await unlink(addonOf(machine))
    expect(await inspectCache(machine.cache)()).toEqual({ kind: 'damaged', reason: 'addon.js is missing from it or was changed' })
    const options = { environment: machine.environment, directories: [machine.directory] }
    expect(await openTensorFlow('tfjs-node', options)()).toMatchObject({
      left: { reason: expect.stringContaining('own copy is damaged: addon.js is missing') as string },
    })
    expect(await openTensorFlow('tfjs-node', { ...options, provision: true })()).toMatchObject({
      right: { origin: 'cache', versions: { library: '0.0-fake' } },
    })
    expect(await machine.log()).toEqual(['install', 'rebuild', 'install', 'rebuild'])
    expect(await machine.beside()).toEqual([basename(machine.cache)])
  })

  test('that is whole but does not load is built again by a retry', async () => {
    await using host = await fakeHost()
    await using machine = await builder(host)
    await attempt(machine)
    const size = (await readFile(addonOf(machine), 'utf8')).length
    await writeFile(addonOf(machine), '('.repeat(size))
    expect(await attempt(machine)).toMatchObject({ built: false })
    expect(await openTensorFlow('tfjs-node', { environment: machine.environment, directories: [machine.directory] })()).toMatchObject({
      left: { reason: expect.stringContaining('own copy does not load') as string },
    })
    expect(await attempt(machine, { retry: true })).toMatchObject({ built: true })
    expect(await attempt(machine, { retry: true })).toMatchObject({ built: false })
  })

  test('is not made of something that does not multiply right', async () => {
    await using host = await fakeHost()
    await using machine = await builder(host)
    await machine.put('npm', fakeNpm().replaceAll('[19, 22, 43, 50]', '[19, 22, 43, 51]'))
    expect(await attempt(machine)).toMatchObject({
      steps: [{ step: 'loading tfjs-node and multiplying two matrices', reason: 'a matrix product gave 19 22 43 51' }, {}],
    })
    expect(await machine.beside()).toEqual([basename(failurePath(machine.cache))])
  })

  test('is built by one of several processes at once; the others wait and use it', async () => {
    await using host = await fakeHost()
    await using machine = await builder(host, 700)
    const runs = await Promise.all(
      [1, 2, 3].map(() =>
        promisify(execFile)(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'provision-once.ts')], {
          env: { ...process.env, ...machine.environment },
        }),
      ),
    )
    expect(runs.map(({ stdout }) => stdout.trim()).toSorted()).toEqual(['built', 'found', 'found'])
    expect(await machine.log()).toEqual(['install', 'rebuild'])
    expect(await machine.beside()).toEqual([basename(machine.cache)])
  })

  test('waits for its lock only until the deadline, and records no failure then', async () => {
    await using host = await fakeHost()
    await using machine = await builder(host)
    await mkdir(dirname(machine.cache), { recursive: true })
    await writeFile(lockPath(machine.cache), `${String(process.pid)} ${hostname()}`)
    expect(await attempt(machine, { limit: 500 })).toMatchObject({ steps: [{ reason: 'it was not ready in time' }] })
    expect(await machine.beside()).toEqual([basename(lockPath(machine.cache))])
  })

  test.each([
    ['of a process that is gone', `999999999 ${hostname()}`, 0],
    ['that is very old', `1 another-machine`, 200_000],
  ])('ignores a lock %s, and clears up what was left', async (_, owner, age) => {
    await using host = await fakeHost()
    await using machine = await builder(host)
    const left = `${machine.cache}.building-left`
    await mkdir(left, { recursive: true })
    await utimes(left, new Date(Date.now() - 700_000), new Date(Date.now() - 700_000))
    await writeFile(lockPath(machine.cache), owner)
    await utimes(lockPath(machine.cache), new Date(Date.now() - age), new Date(Date.now() - age))
    expect(await attempt(machine)).toMatchObject({ built: true })
    expect(await machine.beside()).toEqual([basename(machine.cache)])
  })
})

describe('where tfjs-node is found', () => {
  test("the project's own comes first, when its add-on loads", async () => {
    await using machine = await fakeMachine()
    const project = join(machine.directory, 'project')
    await fakeProject(project, true)
    expect(await openTensorFlow('tfjs-node', { environment: machine.environment, directories: [project] })()).toMatchObject({
      right: { origin: 'project', versions: { core: 'fake', library: '0.0-fake' } },
    })
  })

  test('one without its add-on is passed over, with the reason', async () => {
    await using machine = await fakeMachine()
    const project = join(machine.directory, 'project')
    await fakeProject(project, false)
    expect(await openTensorFlow('tfjs-node', { environment: machine.environment, directories: [project] })()).toMatchObject({
      left: { reason: expect.stringContaining('does not load: its native add-on was not installed') as string },
    })
  })
})

test.runIf(process.env['PULLBACK_TEST_PROVISION'] === '1')('really builds tfjs-node within a minute', { timeout: 90_000 }, async () => {
  const home = await mkdtemp(join(tmpdir(), 'pullback-cache-'))
  try {
    const environment = { ...process.env, PULLBACK_CACHE: home }
    const result = await provision({ environment, tell: console.log })()
    expect(result).toMatchObject({ _tag: 'Right', right: { built: true } })
    if (result._tag === 'Right') expect(result.right.seconds).toBeLessThan(60)
    expect(await openTensorFlow('tfjs-node', { environment, directories: [home] })()).toMatchObject({ right: { origin: 'cache', versions: { package: '4.22.0' } } })
  } finally {
    await rm(home, { recursive: true })
  }
})
