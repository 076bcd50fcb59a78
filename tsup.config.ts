import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { defineConfig, type Options } from 'tsup'

/** What a user imports, by the name of its file in dist. */
const libraries = { index: 'src/index.ts', node: 'src/node.ts', compare: 'compare/index.ts', 'compare-vitest': 'compare/vitest.ts' }
/** The command, and what Node loads in a thread of its own to read a user's module. */
const command = { cli: 'src/cli/main.ts', 'module-hooks': 'src/cli/module/hooks.ts' }

/** What a user installs: the one dependency, and the optional peers. Everything else that is imported is bundled. */
const external = [/^fp-ts\//, /^@tensorflow\//, /^vitest$/]

type Plugin = NonNullable<Options['esbuildPlugins']>[number]

/** What the command bundles is partly CommonJS, which asks for Node's modules with `require`; a module has only `import`. */
const requiredFromNode: Plugin = {
  name: 'required-from-node',
  setup: (build) => {
    const builtin = new RegExp(`^(node:)?(${builtinModules.join('|')})$`)
    build.onResolve({ filter: builtin }, ({ kind, path }) =>
      kind === 'require-call' ? { path: path.replace(/^(node:)?/, 'node:'), namespace: 'required-from-node' } : { path, external: true })
    build.onLoad({ filter: /.*/, namespace: 'required-from-node' }, ({ path }) =>
      ({ contents: `import whole from '${path}'\nmodule.exports = whole` }))
  },
}

/** The licences and notices in a package's folder; where it has none as a file, what its manifest says. */
const licenceIn = (folder: string): string => {
  const files = readdirSync(folder, { withFileTypes: true }).filter(({ name }) => /^(licen[sc]e|notice)/i.test(name))
    .flatMap((one) => one.isDirectory() ? readdirSync(`${folder}/${one.name}`).map((name) => `${one.name}/${name}`) : [one.name])
  const { license, author } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as Readonly<Record<string, unknown>>
  return files.length === 0 ? `${String(license)}, ${String(author)}` : files.map((name) => readFileSync(`${folder}/${name}`, 'utf8')).join('\n')
}

/** Writes the licences of everything that was bundled beside it, as those licences ask. */
const notices: Plugin = {
  name: 'notices',
  setup: (build) => {
    build.onEnd(({ metafile }) => {
      const folders = Object.keys(metafile?.inputs ?? {}).flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? [])
      const texts = [...new Set(folders)].sort().map((folder) => `${folder.replace(/^.*node_modules\//, '')}\n\n${licenceIn(folder)}`)
      const dist = build.initialOptions.outdir ?? 'dist'
      mkdirSync(dist, { recursive: true })
      writeFileSync(`${dist}/THIRD-PARTY-LICENSES.txt`, texts.join('\n\n----\n\n'))
    })
  },
}

// One build, which splits off what its files share: the library, the command and a user's module that the command loads must
// not have two kinds of tensor. The library runs in browsers too, so no way of Node's to find a module is taken.
export default defineConfig({
  format: 'esm',
  target: 'node20',
  platform: 'neutral',
  removeNodeProtocol: false,
  splitting: true,
  external,
  entry: { ...libraries, ...command },
  dts: { entry: libraries },
  sourcemap: true,
  // Our sources are in the package; others' would make it three times as large.
  esbuildOptions: (options) => { options.sourcesContent = false },
  esbuildPlugins: [requiredFromNode, notices],
})
