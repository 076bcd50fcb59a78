import fc from 'fast-check'
import { kinds, plain, plains, seeds, shapes, tastes } from './numbers.ts'
import { at, build, coordinates, type Plain, rounding, type Use, use } from './plain.ts'

/** Row numbers, of some shape, into a table of `rows`. */
export const idsInto = (rows: number): fc.Arbitrary<Plain> => fc.tuple(shapes(0, 2), seeds).map(([shape, seed]) =>
  ({ shape, dtype: 'i32', numbers: plain(shape, 'u32', 'ordinary', seed).numbers.map((bits) => bits % rows) }))

export const gather: fc.Arbitrary<Use> = kinds.chain((dtype) => plains(dtype, 1, 3)).chain((operand) => idsInto(operand.shape[0] ?? 1).map((rows) =>
  use([operand, rows], (ops, table, ids) => ops.gather(table, ids),
    (_, table, ids) => build([...ids.shape, ...table.shape.slice(1)], table.dtype, (where) =>
      at(table, [at(ids, where.slice(0, ids.shape.length)), ...where.slice(ids.shape.length)])))))

const updated = fc.record({ rows: fc.integer({ min: 1, max: 6 }), row: shapes(0, 2), taste: tastes, seed: seeds })

export const scatterAdd: fc.Arbitrary<Use> = updated.chain(({ rows, row, taste, seed }) => idsInto(rows).map((numbers) =>
  use([numbers, plain([...numbers.shape, ...row], 'float', taste, seed)], (ops, ids, updates) => ops.scatterAdd([rows, ...row], ids, updates) as never,
    (precision, ids, updates) => build([rows, ...row], 'float', ([v, ...inner]) => coordinates(ids.shape)
      .filter((where) => at(ids, where) === v)
      .reduce((total, where) => rounding[precision](total + at(updates, [...where, ...inner])), 0)), rows)))
