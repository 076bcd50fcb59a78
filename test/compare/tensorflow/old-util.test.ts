import util from 'node:util'
import { expect, test } from 'vitest'
import { putBackOldUtil } from '../../../compare/tensorflow/old-util.ts'

test('the functions that Node 23 took away are put back, and those that are there are left', () => {
  const mine = (): boolean => true
  const before = { isNullOrUndefined: Reflect.get(util, 'isNullOrUndefined') as unknown, isArray: Reflect.get(util, 'isArray') as unknown }
  try {
    Reflect.deleteProperty(util, 'isNullOrUndefined')
    Reflect.set(util, 'isArray', mine)
    putBackOldUtil()
    const put: unknown = Reflect.get(util, 'isNullOrUndefined')
    if (typeof put !== 'function') throw new Error('it was not put back')
    expect([null, undefined, 0, ''].map((value) => put.call(undefined, value) as unknown)).toEqual([true, true, false, false])
    expect(Reflect.get(util, 'isArray')).toBe(mine)
  } finally {
    Object.assign(util, before)
  }
})
