import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { root } from '../refused/compiler.ts'
import { endingOf, isRefused, type Typed, typed } from '../support/layer-types.ts'
import { type LayerRow, layers } from '../support/layers.ts'

const accept = process.env['PULLBACK_ACCEPT'] === '1'

/** Every whole message of the compiler, layer by layer, as it was accepted. */
const kept = `${root}test/layers/refused.txt`

let found: ReadonlyMap<string, Typed>
beforeAll(() => {
  found = typed(layers)
  if (accept) writeFileSync(kept, layers.map(section).join('\n'))
})

const keptText = (): string => existsSync(kept) ? readFileSync(kept, 'utf8') : ''

/** A layer's part of the kept file. */
const section = ({ name, types: { refuses: [expression] } }: LayerRow): string =>
  `## ${name}\n\n${expression}\n\n${found.get(name)!.refuses.errors.map(({ text }) => text).join('')}`

describe.each(layers)('$name', (row) => {
  const { name, types: { infers: [fine, out], refuses: [wrong, ending] } } = row

  test(`the compiler infers ${out} of ${fine}`, () => {
    expect(found.get(name)!.infers).toEqual({ out, errors: [] })
  })

  test(`the compiler refuses ${wrong}, and says why last`, () => {
    const { refuses } = found.get(name)!
    expect(isRefused(refuses), `${wrong} compiles, or something else does not: ${JSON.stringify(refuses.errors)}`).toBe(true)
    expect(endingOf(refuses)).toContain(ending)
  })

  test('its whole message is the kept one', () => {
    const own = keptText().split(/^(?=## )/m).find((part) => part.startsWith(`## ${name}\n`)) ?? 'none was ever accepted: npm run accept'
    expect(own.trimEnd()).toBe(section(row).trimEnd())
  })
})

test('the kept file speaks of the layers of the table and of no others, in their order', () => {
  expect([...keptText().matchAll(/^## (.*)$/gm)].map(([, name]) => name)).toEqual(layers.map(({ name }) => name))
})
