import fc from 'fast-check'
import { describe, test } from 'vitest'
import { holds } from '../support/examples.ts'
import { layers } from '../support/layers.ts'
import { givesTheSameTwice } from '../support/laws.ts'
import { holdsAlone, networks } from '../support/networks.ts'

describe('back twice gives the same answer, to the bit', () => {
  test.each(layers)('$name', (row) => {
    holdsAlone(row, givesTheSameTwice)
  })

  test('any network', () => {
    holds(fc.property(networks(), givesTheSameTwice), 60)
  })
})
