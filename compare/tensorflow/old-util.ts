import util from 'node:util'
import { setProcessWide } from './process-wide.ts'

const old = {
  isArray: Array.isArray,
  isNullOrUndefined: (value: unknown): boolean => value === null || value === undefined,
}

/**
 * Puts back the two functions of `node:util` that tfjs-node 4.22 calls in every operation and that Node took away in
 * version 23. Where they are still there, nothing changes.
 */
export const putBackOldUtil = (): void => {
  setProcessWide(util, Object.fromEntries(Object.entries(old).filter(([name]) => !(name in util))))
}

/** The same as a line of CommonJS, for a child process. */
export const putBackOldUtilSource = `
const util = require('node:util')
util.isArray ??= Array.isArray
util.isNullOrUndefined ??= (value) => value === null || value === undefined
`
