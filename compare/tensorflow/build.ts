import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'
import { writeManifest, type Manifest, type Road } from './manifest.ts'
import { fetchPackages, nodePackage } from './packages.ts'
import { effectStep, type FailedStep, type Site } from './step.ts'
import { stockInstall } from './stock-install.ts'
import { verify, type Verified } from './verify.ts'
import { wheelInstall } from './wheel-install.ts'

type Built = { readonly road: Road; readonly verified: Verified }

const alone = (failed: FailedStep): readonly FailedStep[] => [failed]

const takeRoad =
  (road: Road, install: (site: Site) => TE.TaskEither<FailedStep, void>) =>
  (site: Site): TE.TaskEither<readonly FailedStep[], Built> =>
    pipe(
      install(site),
      TE.flatMap(() => verify(site)),
      TE.bimap(alone, (verified) => ({ road, verified })),
    )

const stock = takeRoad('stock', stockInstall)
const wheel = takeRoad('wheel', wheelInstall)

const stockOrWheel = (site: Site): TE.TaskEither<readonly FailedStep[], Built> =>
  pipe(
    stock(site),
    TE.orElse((before) =>
      pipe(
        wheel(site),
        TE.mapLeft((after) => [...before, ...after]),
      ),
    ),
  )

// What was needed to compile is not needed to run.
const trim = (site: Site): TE.TaskEither<FailedStep, unknown> =>
  effectStep('clearing up', site, () =>
    Promise.all(
      [join(nodePackage(site), 'deps', 'include'), join(nodePackage(site), 'build-tmp-napi-v8')].map((path) =>
        rm(path, { recursive: true, force: true }),
      ),
    ),
  )

/** Builds the family of packages at the site, sees it work, and writes its manifest. On failure: every step that was tried. */
export const build = (site: Site): TE.TaskEither<readonly FailedStep[], Manifest> =>
  pipe(
    fetchPackages(site),
    TE.mapLeft(alone),
    TE.flatMap(() => stockOrWheel(site)),
    TE.flatMap(({ road, verified }) =>
      pipe(
        trim(site),
        TE.flatMap(() => writeManifest(site.directory, road, verified)),
        TE.mapLeft(alone),
      ),
    ),
  )
