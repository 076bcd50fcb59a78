import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Environment } from './cache.ts'

// What `npm run` and `npx` leave in the environment would send a second npm to the first one's project or change what it does.
const ofAnotherNpm =
  /^npm_(package_|lifecycle_|command$|config_(local_prefix|global|workspaces?|include_workspace_root|ignore_scripts|dry_run|omit|only|package_lock|save\w*|call|package)$)/i

// Node's own headers, when they were installed along with it: node-gyp then has nothing to download.
const headersOfNode = (): Environment => {
  const prefix = dirname(dirname(process.execPath))
  return existsSync(join(prefix, 'include', 'node', 'node_api.h')) ? { npm_config_nodedir: prefix } : {}
}

/** The environment that npm, pip and the compiler see: the caller's, without the traces of an npm around us. */
export const childEnvironment = (environment: Environment): Environment => ({
  JOBS: 'max',
  ...headersOfNode(),
  ...Object.fromEntries(Object.entries(environment).filter(([name]) => !ofAnotherNpm.test(name))),
  npm_config_update_notifier: 'false',
})
