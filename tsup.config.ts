import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { defineConfig, type Options } from 'tsup'

/** Entries by the name of their file in dist. */
const libraries = { index: 'src/index.ts', compare: 'compare/index.ts', 'compare-vitest': 'compare/vitest.ts' }
const command = { cli: 'src/cli/main.ts' }

/** What a user installs: the one dependency, and the optional peers. Everything else that is imported is bundled. */
const external = [/^fp-ts\//, /^@tensorflow\//, /^vitest$/, /^node:/]
const bundled = [/^@noble\//, /^commander$/, /^cli-progress$/, /^csv-parse\//]

type Plugin = NonNullable<Options['esbuildPlugins']>[number]

const licenceIn = (folder: string): string =>
  readdirSync(folder).filter((name) => /^licen[sc]e/i.test(name)).map((name) => readFileSync(`${folder}/${name}`, 'utf8')).join('\n')

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

const shared: Options = { format: 'esm', target: 'node20', removeNodeProtocol: false, external, noExternal: bundled }

export default defineConfig([
  // The library runs in browsers too, so no way of Node's to find a module is taken. Code that the three entries share is
  // split off: they must not have two kinds of tensor.
  { ...shared, entry: libraries, dts: true, sourcemap: true, platform: 'neutral', splitting: true },
  // The command is one file. What it bundles is partly CommonJS, which asks for Node's modules with `require`.
  {
    ...shared,
    entry: command,
    platform: 'node',
    splitting: false,
    banner: { js: "import { createRequire as __requireFrom } from 'node:module'; const require = __requireFrom(import.meta.url);" },
    esbuildPlugins: [notices],
  },
])
