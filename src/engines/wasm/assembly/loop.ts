import { CARRY_WORDS, STREAM_WORDS } from './codes'
import { array } from './slots'

/** Where the body's instructions begin, after the lists that begin at `lists`. */
@inline export function bodyOf(lists: usize, carries: i32, streams: i32): usize {
  return lists + (<usize>(carries * CARRY_WORDS + streams * STREAM_WORDS) << 2)
}

@inline function at(list: usize, index: i32): i32 {
  return load<i32>(list + (<usize>index << 2))
}

/** The address of what is carried out of a step: of two arrays the one whose turn it is. */
@inline function written(list: usize, slots: usize, step: i32): usize {
  return array(slots, at(list, (step & 1) == 0 ? 3 : 4))
}

/**
 * Moves the body's slots to where they belong at a step: what was carried out of the step before is what is carried in, and each
 * stream is at slice `slice`. Every thread does it, and all write the same, so that none has to wait for another.
 */
export function moveSlots(lists: usize, slots: usize, step: i32, slice: i32, carries: i32, streams: i32): void {
  let list = lists
  for (let i = 0; i < carries; i++) {
    store<u32>(slots + (<usize>at(list, 0) << 2), <u32>(step == 0 ? array(slots, at(list, 2)) : written(list, slots, step - 1)))
    store<u32>(slots + (<usize>at(list, 1) << 2), <u32>written(list, slots, step))
    list += CARRY_WORDS << 2
  }
  for (let i = 0; i < streams; i++) {
    store<u32>(slots + (<usize>at(list, 0) << 2), <u32>(array(slots, at(list, 1)) + <usize>slice * <usize>at(list, 2)))
    list += STREAM_WORDS << 2
  }
}
