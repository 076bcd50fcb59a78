// Where things lie in memory, in bytes. This file is read by both languages: the virtual machine and its host.

/** The job: how many jobs there have been << 8, and the number of threads that take part in the last one. */
export const JOB = 64
/** What the job is: where the plan's words, the slots and the threads' registers begin, and the bytes of one thread's. */
export const JOB_PLAN = 68
export const JOB_SLOTS = 72
export const JOB_REGISTERS = 76
export const JOB_REGISTER_BYTES = 80
/** How often the plan is run, and what changes from one time to the next. */
export const JOB_TIMES = 84
export const JOB_CARRIES = 88
export const JOB_STREAMS = 92
/** Workers that sleep until there is a job. */
export const JOB_SLEEPERS = 96
/** Rounds that a thread waits awake for others before it sleeps: many where every thread has a core of its own. */
export const PATIENCE = 100

/** Of the barrier: threads that have arrived, how often all have, and those that sleep until all have. */
export const BARRIER_ARRIVED = 128
export const BARRIER_ROUND = 192
export const BARRIER_SLEEPERS = 224

/** The first wrong id: 1 + the node that met it (0 when there was none), where it stood among the ids, and the id. */
export const WRONG_NODE = 256
export const WRONG_PLACE = 260
export const WRONG_ID = 264

/** The workers' generation << 8, and how many of it are ready to take part. */
export const READY = 320

// From 1024 lie the tables of the elementary functions, see `math/tables.ts`, and from 32768 the module's static data.

/** The first byte that the host may give to plans and buffers. */
export const HEAP = 65536
