import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'
import { packageOf, release } from './release.ts'
import { effectStep, runStep, type FailedStep, type Site } from './step.ts'

const step = 'fetching the packages with npm'

// One package.json of its own, so that npm puts in one copy of everything. The newest npm runs a package's install script
// only when the project names it.
const packageJson = {
  name: 'pullback-tensorflow',
  private: true,
  version: release,
  dependencies: { [packageOf.tfjs]: release, [packageOf.wasm]: release, [packageOf.node]: release },
  allowScripts: { [packageOf.node]: true },
}

/** Puts the three packages and what they need into the site, running none of their scripts. */
export const fetchPackages = (site: Site): TE.TaskEither<FailedStep, void> =>
  pipe(
    effectStep(step, site, async () => {
      await mkdir(site.directory, { recursive: true })
      await writeFile(join(site.directory, 'package.json'), JSON.stringify(packageJson, null, 2))
      site.tell('TensorFlow.js: fetching the packages')
    }),
    TE.flatMap(() =>
      runStep(step, site, 'npm', [
        'install',
        '--ignore-scripts',
        '--no-audit',
        '--no-fund',
        '--no-package-lock',
        '--prefer-offline',
        '--fetch-retries=0',
        '--fetch-timeout=15000',
        '--loglevel=error',
        `--prefix=${site.directory}`,
      ]),
    ),
    TE.map(() => undefined),
  )

/** The directory of tfjs-node in the site. */
export const nodePackage = (site: Pick<Site, 'directory'>): string =>
  join(site.directory, 'node_modules', ...packageOf.node.split('/'))

/** Runs tfjs-node's own install script. */
export const runInstaller = (name: string, site: Site): TE.TaskEither<FailedStep, string> =>
  runStep(name, site, 'npm', [
    'rebuild',
    packageOf.node,
    '--ignore-scripts=false',
    '--foreground-scripts',
    '--loglevel=error',
    `--prefix=${site.directory}`,
  ])
