/** The address in a slot. */
@inline export function array(slots: usize, slot: i32): usize {
  return load<u32>(slots + (<usize>slot << 2))
}
