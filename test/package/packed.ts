import { cpSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { succeed } from './run.ts'

export const root = fileURLToPath(new URL('../../', import.meta.url))

/** The package as a user gets it, and a project of a user that has it and fp-ts alone. */
export interface Packed {
  readonly tarball: string
  /** the package unpacked where npm puts it */
  readonly installed: string
  readonly project: string
  readonly remove: () => void
}

/** What npm packs, beside the built files. */
const shipped = ['package.json', 'README.md', 'LICENSE', 'src', 'compare']

/** Lets the project find a package of ours. */
export const link = (project: string, name: string): void => {
  const place = join(project, 'node_modules', name)
  mkdirSync(dirname(place), { recursive: true })
  symlinkSync(realpathSync(join(root, 'node_modules', name)), place)
}

/** Builds and packs in a folder of its own, so that nothing in the repository is touched, and unpacks as npm would. */
export const pack = (): Packed => {
  const folder = mkdtempSync(join(tmpdir(), 'pullback-package-'))
  const [source, project] = [join(folder, 'source'), join(folder, 'project')]
  const installed = join(project, 'node_modules', 'pullback')
  mkdirSync(source)
  mkdirSync(installed, { recursive: true })
  shipped.forEach((name) => { cpSync(join(root, name), join(source, name), { recursive: true }) })
  succeed(root, process.execPath, 'node_modules/tsup/dist/cli-default.js', '--out-dir', join(source, 'dist'))
  succeed(source, 'npm', 'pack', '--ignore-scripts', '--pack-destination', folder)
  const tarball = join(folder, readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '')
  succeed(folder, 'tar', '-xzf', tarball, '-C', installed, '--strip-components=1')
  writeFileSync(join(project, 'package.json'), '{ "name": "a-user", "type": "module", "private": true }\n')
  link(project, 'fp-ts')
  return { tarball, installed, project, remove: () => { rmSync(folder, { recursive: true }) } }
}
