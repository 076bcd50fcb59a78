/**
 * Sleeps until somebody notifies the address, unless its word is no longer `value`; a thread that must not sleep comes back
 * at once. The host's, since in V8 11 code that was compiled quickly loses its variables over `memory.atomic.wait32`.
 */
@external('env', 'sleep')
export declare function sleep(address: i32, value: i32): void
