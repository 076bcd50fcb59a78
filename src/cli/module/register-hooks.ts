import * as modules from 'node:module'
import { load, resolve } from './hooks.ts'

/** From Node 26 on, hooks in a thread of their own are deprecated; those in the same thread fail at CommonJS modules before that. */
const FIRST_IN_SAME_THREAD = 26

const known: { readonly register: typeof modules.register; readonly registerHooks?: (hooks: object) => void } = modules

/** Importing this file sets the hooks up, once in a process, for every module that is loaded afterwards. */
if (known.registerHooks !== undefined && parseInt(process.versions.node) >= FIRST_IN_SAME_THREAD) known.registerHooks({ load, resolve })
else known.register(import.meta.url.endsWith('.js') ? './module-hooks.js' : './hooks.ts', import.meta.url)
