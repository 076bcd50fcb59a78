/**
 * Sleeps until somebody notifies the address, unless its word is no longer `value`; a thread that must not sleep comes back
 * at once. The host's, since in V8 11 code that was compiled quickly loses its variables over `memory.atomic.wait32`.
 */
@external('env', 'sleep')
declare function sleep(address: i32, value: i32): void

/** Sleeps until the word at an address is no longer `value`; `sleepers` counts those who do. */
export function rest(address: i32, value: i32, sleepers: i32): void {
  atomic.add<i32>(sleepers, 1)
  while (atomic.load<i32>(address) == value) sleep(address, value)
  atomic.sub<i32>(sleepers, 1)
}

/** Wakes who sleeps at an address, after its word was changed. Asking first saves a slow call where all are awake. */
export function wake(address: i32, sleepers: i32): void {
  if (atomic.load<i32>(sleepers) != 0) atomic.notify(address, -1)
}
