import { mkdir, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'
import { nodePackage, runInstaller } from './packages.ts'
import { expectedLibrary } from './release.ts'
import { effectStep, runStep, type FailedStep, type Site } from './step.ts'
import { wheelExtract } from './wheel-extract.ts'

const wheelDirectory = (site: Site): string => join(site.directory, 'wheel')
const depsDirectory = (site: Site): string => join(nodePackage(site), 'deps')

const compiler = (site: Site): string => (site.environment['CXX'] ?? '').trim().split(/\s+/)[0] || 'g++'

// Asked before a large download, so that a machine without a compiler says so at once.
const tools = (site: Site): TE.TaskEither<FailedStep, unknown> =>
  process.platform !== 'linux'
    ? TE.left({ step: 'taking the library from the TensorFlow wheel', reason: 'this way is known for Linux only' })
    : pipe(
        runStep('looking for Python', site, 'python3', ['-m', 'pip', '--version']),
        TE.flatMap(() => runStep('looking for make', site, 'make', ['--version'])),
        TE.flatMap(() => runStep('looking for a C++ compiler', site, compiler(site), ['--version'])),
      )

// The libraries do not depend on Python's version, so when there is no wheel for this Python another one's serves.
const requests: readonly (readonly string[])[] = [
  ['tensorflow-cpu'],
  ['tensorflow-cpu', '--python-version=3.12'],
  ['tensorflow', '--python-version=3.12'],
]

const download = (site: Site): TE.TaskEither<FailedStep, string> => {
  site.tell('TensorFlow.js: fetching the TensorFlow library with pip')
  const attempts = requests.map((request) =>
    runStep('fetching the TensorFlow wheel with pip', site, 'python3', [
      '-m',
      'pip',
      'download',
      '--no-deps',
      '--only-binary=:all:',
      '--retries=0',
      '--timeout=5',
      '--no-input',
      '--disable-pip-version-check',
      `--dest=${wheelDirectory(site)}`,
      ...request,
    ]),
  )
  // The first reason is the one to report: it is about this machine as it is.
  return attempts.slice(1).reduce(
    (tried, next) => pipe(tried, TE.orElse((first) => pipe(next, TE.mapLeft(() => first)))),
    attempts[0] ?? TE.right(''),
  )
}

const extract = (site: Site): TE.TaskEither<FailedStep, void> => {
  site.tell('TensorFlow.js: unpacking the library')
  const step = 'unpacking the TensorFlow wheel'
  const within = (name: string): string => join(depsDirectory(site), 'lib', name)
  return pipe(
    effectStep(step, site, () => rm(depsDirectory(site), { recursive: true, force: true })),
    TE.flatMap(() => runStep(step, site, 'python3', ['-c', wheelExtract, wheelDirectory(site), depsDirectory(site)])),
    TE.flatMap((printed) => {
      const [library = '', framework = ''] = printed.trim().split('\n')
      return effectStep(step, site, async () => {
        await symlink(library, within('libtensorflow.so'))
        await symlink(library, within(expectedLibrary))
        await symlink(framework, within('libtensorflow_framework.so'))
        await rm(wheelDirectory(site), { recursive: true })
      })
    }),
  )
}

// tfjs-node's own file for "I bring my own library": it makes the installer compile, and ask no host for a finished add-on.
const bringOwnLibrary = (site: Site): TE.TaskEither<FailedStep, void> =>
  effectStep('preparing the compilation', site, () =>
    writeFile(join(nodePackage(site), 'scripts', 'custom-binary.json'), JSON.stringify({ 'tf-lib': 'in place' })),
  )

const linkedBy = (linker: string, site: Site): TE.TaskEither<FailedStep, Site> =>
  pipe(
    runStep('looking for a quicker linker', site, compiler(site), [`-fuse-ld=${linker}`, '-Wl,--version']),
    TE.map(() => ({
      ...site,
      environment: { ...site.environment, LDFLAGS: `${site.environment['LDFLAGS'] ?? ''} -fuse-ld=${linker}` },
    })),
  )

// The usual linker takes many seconds over a library of this size; these two, where there is one, take one.
const withQuickLinker = (site: Site): TE.TaskEither<FailedStep, Site> =>
  pipe(
    linkedBy('lld', site),
    TE.orElse(() => linkedBy('gold', site)),
    TE.orElse(() => TE.right(site)),
  )

/**
 * TensorFlow's C library out of the TensorFlow wheel of Python's package index, put where tfjs-node's installer finds it, and
 * the add-on compiled against it.
 */
export const wheelInstall = (site: Site): TE.TaskEither<FailedStep, void> =>
  pipe(
    tools(site),
    TE.flatMap(() => effectStep('making room for the wheel', site, () => mkdir(wheelDirectory(site), { recursive: true }))),
    TE.flatMap(() => download(site)),
    TE.flatMap(() => extract(site)),
    TE.flatMap(() => bringOwnLibrary(site)),
    TE.flatMap(() => withQuickLinker(site)),
    TE.flatMap((linking) => {
      site.tell('TensorFlow.js: compiling the add-on')
      return runInstaller('compiling the add-on', linking)
    }),
    TE.map(() => undefined),
  )
