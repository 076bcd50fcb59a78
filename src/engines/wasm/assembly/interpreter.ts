import {
  ARGMAX, BARRIER, COPY, ELEMENTWISE, END, FOLD, FOLD_IN, GATHER, HEAD, LOOP, MATMUL, MAX, SCATTER_ADD, SUM, WINDOW_PRODUCT,
} from './codes'
import { barrier } from './barrier'
import { copy } from './copy'
import { elementwise } from './elementwise/program'
import { fold } from './fold'
import { bodyOf, moveSlots } from './loop'
import { matmul } from './matmul/matmul'
import { windowProduct } from './matmul/windows'
import { argmax } from './reduction/argmax'
import { max } from './reduction/max'
import { sum } from './reduction/sum'
import { gather, scatterAdd } from './rows'
import { array } from './slots'
import { foldIn } from './threefry'

@inline function word(at: usize, index: i32): i32 {
  return load<i32>(at + (<usize>(HEAD + index) << 2))
}

/** Runs a plan once. Every thread calls it with the same plan and its own number. */
export function run(plan: usize, slots: usize, registers: usize, thread: i32, threads: i32): void {
  let at = plan
  while (true) {
    const code = load<i32>(at)
    if (code == END) return
    if (code == BARRIER) barrier(threads)
    else if (load<i32>(at, 8) == 0) execute(code, at, slots, registers, thread, threads)
    else if (thread == 0) execute(code, at, slots, registers, 0, 1)
    at += <usize>load<i32>(at, 4) << 2
  }
}

/** A loop: the body's instructions once for each step, with the threads together between two steps. */
function loop(at: usize, slots: usize, registers: usize, thread: i32, threads: i32): void {
  const length = word(at, 0)
  const reverse = word(at, 1) != 0
  const carries = word(at, 2)
  const streams = word(at, 3)
  const lists = at + (<usize>(HEAD + 4) << 2)
  const body = bodyOf(lists, carries, streams)
  for (let step = 0; step < length; step++) {
    if (step > 0) barrier(threads)
    moveSlots(lists, slots, step, reverse ? length - 1 - step : step, carries, streams)
    run(body, slots, registers, thread, threads)
  }
}

function execute(code: i32, at: usize, slots: usize, registers: usize, thread: i32, threads: i32): void {
  switch (code) {
    case ELEMENTWISE:
      elementwise(at + (HEAD << 2), slots, registers, thread, threads)
      break
    case MATMUL:
      matmul(word(at, 0), word(at, 1), word(at, 2), word(at, 3), word(at, 4),
        array(slots, word(at, 5)), array(slots, word(at, 6)), array(slots, word(at, 7)), array(slots, word(at, 8)), thread, threads)
      break
    case SUM:
      sum(array(slots, word(at, 0)), array(slots, word(at, 1)), word(at, 2), word(at, 3), word(at, 4), thread, threads)
      break
    case MAX:
      max(array(slots, word(at, 0)), array(slots, word(at, 1)), word(at, 2), word(at, 3), word(at, 4), thread, threads)
      break
    case ARGMAX:
      argmax(array(slots, word(at, 0)), array(slots, word(at, 1)), word(at, 2), word(at, 3), word(at, 4), thread, threads)
      break
    case COPY:
      copy(array(slots, word(at, 0)), array(slots, word(at, 1)), word(at, 2), word(at, 3), word(at, 4),
        at + (<usize>(HEAD + 5) << 2), thread, threads)
      break
    case GATHER:
      gather(array(slots, word(at, 0)), array(slots, word(at, 1)), array(slots, word(at, 2)),
        word(at, 3), word(at, 4), word(at, 5), word(at, 6), thread, threads)
      break
    case SCATTER_ADD:
      scatterAdd(array(slots, word(at, 0)), array(slots, word(at, 1)), array(slots, word(at, 2)),
        word(at, 3), word(at, 4), word(at, 5), word(at, 6), thread, threads)
      break
    case WINDOW_PRODUCT:
      windowProduct(word(at, 0), word(at, 1), word(at, 2), array(slots, word(at, 3)), array(slots, word(at, 4)), array(slots, word(at, 5)),
        array(slots, word(at, 6)), array(slots, word(at, 7)), array(slots, word(at, 8)), thread, threads)
      break
    case FOLD:
      fold(array(slots, word(at, 0)), array(slots, word(at, 1)), word(at, 2), word(at, 3), word(at, 4), word(at, 5),
        at + (<usize>(HEAD + 6) << 2), thread, threads)
      break
    case FOLD_IN:
      if (thread == 0) {
        const data = word(at, 2)
        foldIn(array(slots, word(at, 0)), array(slots, word(at, 1)), data < 0 ? word(at, 3) : load<i32>(array(slots, data)))
      }
      break
    case LOOP:
      loop(at, slots, registers, thread, threads)
      break
    default:
      unreachable()
  }
}
