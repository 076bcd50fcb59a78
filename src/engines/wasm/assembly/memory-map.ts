// Where things lie in memory, in bytes. This file is read by both languages: the virtual machine and its host.

/** Of the barrier: threads that have arrived, and how often all have. */
export const BARRIER_ARRIVED = 64
export const BARRIER_ROUND = 128

/** Tables of the elementary functions, written by the host when the memory is made; up to the static data at 32768. */
export const TABLES = 1024
