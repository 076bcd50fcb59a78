import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { hash } from '../tensor/hash.ts'
import type { Tree } from '../tensor.ts'
import * as tree from '../tree.ts'

/** One link of a receipt's chain: what the state was after a step, bound to everything before it. */
export interface Link {
  /** how many steps had been taken */
  readonly step: number
  /** SHA-256 of each tensor of the state, in the order of their paths */
  readonly tensors: readonly string[]
  /** SHA-256 of the losses since the link before, as they stand in the log */
  readonly losses: string
  /** SHA-256 of the link before, then this one's step, tensors and losses */
  readonly chain: string
}

/** SHA-256 of a text, in hexadecimal. */
export const hashText = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)))

/** A number as text that gives the same number again; JSON has no word for NaN and the infinities. */
const exactly = (x: number): string => Object.is(x, -0) ? '-0' : String(x)

/** SHA-256 of losses, each as the shortest text that gives the same number. */
export const hashLosses = (losses: readonly number[]): string => hashText(losses.map((loss) => `${exactly(loss)}\n`).join(''))

/** The chain after a link, from the chain before it: a change anywhere changes every chain after it. */
export const chained = (before: string, { step, tensors, losses }: Omit<Link, 'chain'>): string =>
  hashText([before, String(step), ...tensors, losses].map((line) => `${line}\n`).join(''))

/** The paths of a state's tensors, in the order of a link's hashes. */
export const pathsOf = (state: Tree): readonly string[] => tree.byPath(state).map(({ path }) => path)

/** The link after some steps. */
export const linkAfter = (before: string, step: number, state: Tree, losses: readonly number[]): Link => {
  const link = { step, tensors: tree.byPath(state).map(({ tensor }) => hash(tensor)), losses: hashLosses(losses) }
  return { ...link, chain: chained(before, link) }
}

/** The first link whose chain does not follow from what it says and from the link before; a whole chain has none. */
export const brokenLink = (anchor: string, links: readonly Link[]): Link | undefined =>
  links.find((link, i) => link.chain !== chained(links[i - 1]?.chain ?? anchor, link))
