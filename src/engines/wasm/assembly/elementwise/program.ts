import { array } from '../slots'
import {
  ARRAY, BLOCK, BLOCK_BYTES, CONSTANT, EXPAND, IOTA, MOVE, OPERATION_WORDS, RANDOM_BITS, SAME, SELECT,
} from '../codes'
import { randomBits } from '../threefry'
import { arithmetic } from './arithmetic'
import { comparison } from './comparison'
import { conversion } from './conversion'
import { elementary } from './elementary'
import { expand, iota } from './generators'
import { move, select } from './moves'
import { sign } from './sign'
import { whole } from './whole'

/** Equal elements that stand for a whole block of them. */
const SIXTEEN: i32 = 16

/** The address of an operand's part of the block that begins at element `start`. */
@inline function place(operand: i32, slots: usize, registers: usize, start: i32): usize {
  const tag = operand & 3
  if (tag == ARRAY) return array(slots, operand >> 2) + (<usize>start << 2)
  if (tag == CONSTANT) return array(slots, operand >> 2)
  return registers + <usize>(operand >> 2) * BLOCK_BYTES
}

/** How far the next sixteen elements of an operand are from these. */
@inline function step(operand: i32): usize {
  return (operand & 2) != 0 ? 0 : 64
}

/**
 * An elementwise program: for each block of its elements, one operation after the other goes over the whole block, so that
 * what lies between them stays in the first-level cache. Arrays are padded, so the last sixteen elements need no care.
 */
export function elementwise(at: usize, slots: usize, registers: usize, thread: i32, threads: i32): void {
  const elements = load<i32>(at)
  const operations = load<i32>(at, 4)
  const blocks = (elements + BLOCK - 1) / BLOCK
  const first = <i32>(<i64>blocks * thread / threads)
  const last = <i32>(<i64>blocks * (thread + 1) / threads)
  for (let b = first; b < last; b++) {
    const start = b * BLOCK
    const count = min(BLOCK, elements - start)
    let operation = at + 8
    for (let i = 0; i < operations; i++) {
      operate(operation, slots, registers, start, count)
      operation += OPERATION_WORDS << 2
    }
  }
}

/** One operation on one block. */
function operate(at: usize, slots: usize, registers: usize, start: i32, count: i32): void {
  const code = load<i32>(at)
  const to = place(load<i32>(at, 4), slots, registers, start)
  const end = to + ((<usize>count + 15 & ~15) << 2)
  const wordA = load<i32>(at, 8)
  const wordB = load<i32>(at, 12)
  const wordC = load<i32>(at, 16)
  if (code == EXPAND) return expand(to, (load<i32>(at, 4) & 3) == SAME ? SIXTEEN : count, array(slots, wordA >> 2), start, wordB, wordC)
  if (code == IOTA) return iota(to, count, start, wordB, wordC)
  if (code == RANDOM_BITS) return randomBits(to, end, array(slots, wordA >> 2), start)
  const a = place(wordA, slots, registers, start)
  const stepA = step(wordA)
  const b = place(wordB, slots, registers, start)
  const stepB = step(wordB)
  switch (code >> 4) {
    case 0:
      if (code == MOVE) move(to, end, a, stepA)
      else if (code == SELECT) select(to, end, a, stepA, b, stepB, place(wordC, slots, registers, start), step(wordC))
      else unreachable()
      break
    case 1:
      sign(code, to, end, a, stepA)
      break
    case 2:
      elementary(code, to, end, a, stepA, b, stepB)
      break
    case 3:
      arithmetic(code, to, end, a, stepA, b, stepB)
      break
    case 4:
      whole(code, to, end, a, stepA, b, stepB)
      break
    case 5:
      comparison(code, to, end, a, stepA, b, stepB)
      break
    case 6:
      conversion(code, to, end, a, stepA)
      break
    default:
      unreachable()
  }
}
