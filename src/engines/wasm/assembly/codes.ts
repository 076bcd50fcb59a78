// The words of a plan. This file is read by both languages: the virtual machine and the planner that writes for it.
//
// An instruction is [code, length, alone, operands…]: `length` counts all its words, and `alone` says that it is too little
// work to share, so that thread 0 does it while the others go on to the next barrier. An operand that is an array is the
// number of a slot; the slot holds the array's address.

// Instructions

export const END = 0
/** all threads wait for one another */
export const BARRIER = 1
/** elements, operations, then OPERATION_WORDS for each: an elementwise program, run block by block */
export const ELEMENTWISE = 2
/** flags, batch, n, k, m, a, b, out, scratch */
export const MATMUL = 3
/** x [outer, terms, inner], out [outer, blocks of SUM_BLOCK terms, inner], outer, terms, inner */
export const SUM = 4
/** x [outer, terms, inner], out [outer, inner], outer, terms, inner */
export const MAX = 5
/** x [outer, terms, inner], out [outer, inner], outer, terms, inner */
export const ARGMAX = 6
/** x, out, offset in x, offset in out, rank, then size, stride in x and stride in out for each axis; all in elements */
export const COPY = 7
/** table, ids, out, rows, count, width, node */
export const GATHER = 8
/** out, ids, updates, rows, count, width, node */
export const SCATTER_ADD = 9
/** key, out, slot of the data or −1, the data itself */
export const FOLD_IN = 10

/** n, k, m, x, b, out, scratch, table of rows, table of steps: a product whose left operand is windows of x */
export const WINDOW_PRODUCT = 12
/** x, out, parts, size of a part of x, of out, rank, then size, stride in x and stride in out for each axis; all in elements */
export const FOLD = 13

/**
 * length, reverse, carries, streams, then CARRY_WORDS for each of what is carried and STREAM_WORDS for each stream, then the
 * instructions of the body with their END: see `loop.ts`
 */
export const LOOP = 20

/** slot in the body that is read, slot that is written, array of the first step, arrays that are written at steps 0, 2, … and 1, 3, … */
export const CARRY_WORDS = 5
/** slot in the body, array of all slices, bytes of a slice */
export const STREAM_WORDS = 3

/** Words of an instruction before its operands. */
export const HEAD = 3

// An elementwise program works on blocks of BLOCK elements: each operation goes over the whole block before the next. Its
// operands are words with a tag in the lowest two bits: where the block's elements come from or go to.

export const BLOCK = 512
export const BLOCK_BYTES = 2048

/** a block of the thread's own, which stays in the first-level cache: number << 2 */
export const REGISTER = 0
/** an array in memory, at the block's place: slot << 2 */
export const ARRAY = 1
/** sixteen equal numbers, for every element: slot << 2 */
export const CONSTANT = 2
/** a register that holds sixteen equal numbers, for every element: number << 2 */
export const SAME = 3

/** Words of an operation: code, destination, three operands or settings. */
export const OPERATION_WORDS = 5

/** y = a */
export const MOVE = 0
/** y[i] = x[(i / inner) mod size] of the array in slot a; b is inner, c is size */
export const EXPAND = 1
/** y[i] = (i / inner) mod size as a whole number; b is inner, c is size */
export const IOTA = 2
/** y[i] = the two words of threefry(key in slot a, (0, i)), one xor the other */
export const RANDOM_BITS = 3
/** y = b where the mask a is set, else c */
export const SELECT = 4

export const NEG = 16
export const ABS = 17
export const FLOOR = 18
export const SQRT = 19

export const EXP = 32
export const EXPM1 = 33
export const LOG = 34
export const LOG1P = 35
export const TANH = 36
export const SIGMOID = 37
export const SOFTPLUS = 38
export const ERF = 39
export const ERFINV = 40
export const SIN = 41
export const COS = 42
export const POW = 43

export const ADD = 48
export const SUB = 49
export const MUL = 50
export const DIV = 51
export const MAXIMUM = 52
export const MINIMUM = 53

export const ADD_WHOLE = 64
export const SUB_WHOLE = 65
export const MUL_WHOLE = 66
export const MAXIMUM_WHOLE = 67
export const MINIMUM_WHOLE = 68

// A mask is −1 (all bits) where it is set and 0 elsewhere, so that it selects bits as it is.

export const LESS = 80
export const LESS_EQUAL = 81
export const EQUAL = 82
export const LESS_WHOLE = 83
export const LESS_EQUAL_WHOLE = 84
export const EQUAL_WHOLE = 85
export const NOT = 86
export const AND = 87
export const OR = 88

export const FLOAT_TO_SIGNED = 96
export const FLOAT_TO_UNSIGNED = 97
export const SIGNED_TO_FLOAT = 98
export const UNSIGNED_TO_FLOAT = 99
export const FLOAT_TO_MASK = 100
export const WHOLE_TO_MASK = 101
export const MASK_TO_FLOAT = 102
export const MASK_TO_WHOLE = 103
export const UNIT_FROM_BITS = 104

/** Terms of a sum that are added in one block. */
export const SUM_BLOCK = 4096
