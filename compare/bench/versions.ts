import { readFileSync } from 'node:fs'

/** The version that a package.json states. */
export const versionIn = (file: string | URL): string => {
  const stated: unknown = JSON.parse(readFileSync(file, 'utf8'))
  return typeof stated === 'object' && stated !== null && 'version' in stated ? String(stated.version) : 'unknown'
}
