import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder of its own for one test, so that what is left behind is seen. */
export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'pullback-io-'))
