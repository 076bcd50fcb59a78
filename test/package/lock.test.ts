import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from './packed.ts'

interface Locked {
  readonly resolved?: string
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { readonly packages: Readonly<Record<string, Locked>> }

const names = new Set(Object.keys(packages).map((path) => path.replace(/^.*node_modules\//, '')))

describe('the lock file', () => {
  // npm 11 writes a lock without them where a registry does not have them, and `npm ci` then refuses its own lock.
  it('has an entry for every optional dependency, whatever machine it is for', () => {
    const optional = Object.values(packages).flatMap(({ optionalDependencies = {} }) => Object.keys(optionalDependencies))
    expect(optional.filter((name) => !names.has(name))).toEqual([])
  })

  // Its installer downloads TensorFlow; the comparison finds or builds it by itself.
  it('does not install tfjs-node', () => {
    expect(names.has('@tensorflow/tfjs-node')).toBe(false)
  })

  it('names no registry', () => {
    expect(Object.values(packages).filter(({ resolved }) => resolved !== undefined)).toEqual([])
  })
})
