import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { escaped, oneLine, printable } from '../../src/report/escape.ts'
import { html, trusted } from '../../src/report/markup.ts'
import { brief, counted, percent, roundTo, shown } from '../../src/report/numbers.ts'
import { holds } from '../support/examples.ts'

const entities: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" }
const text = fc.string({ unit: 'binary', maxLength: 60 })

describe('escaped text', () => {
  test('has no character that begins or ends markup, and reads as the text', () => {
    holds(fc.property(fc.oneof(text, fc.string({ unit: fc.constantFrom('&', '<', '>', '"', "'", '#', ';', 'a', 'm', 'p') })), (some) => {
      expect(escaped(some)).not.toMatch(/[<>"']|&(?!(?:amp|lt|gt|quot|#39);)/)
      expect(escaped(some).replace(/&[a-z#\d]+;/g, (entity) => entities[entity] ?? entity)).toBe(printable(some))
    }), 500)
  })

  test('has no character that XML forbids', () => {
    expect(printable('a\u0000b\u001B\tc\r\nd\re\uD800\u{1F600}\uFFFF')).toBe('a\uFFFDb\uFFFD\tc\nd\ne\uFFFD\u{1F600}\uFFFD')
    expect(oneLine(' a\n  b\t')).toBe('a b')
  })
})

test('a template escapes text, keeps markup and joins lists', () => {
  expect(html`<p title="${'"<'}">${1}${trusted('<b>')}${['<', '>'].map((sign) => html`<i>${sign}</i>`)}</p>`.markup)
    .toBe('<p title="&quot;&lt;">1<b><i>&lt;</i>\n<i>&gt;</i></p>')
})

test.each([
  [0, '0'], [1320, '1,320'], [-1234567, '−1,234,567'], [0.0205812, '0.02058'], [-0.5, '−0.5'], [123456.7, '123457'], [1234.5, '1235'], [0.00001234, '1.234e−5'],
  [1.5e20, '1.5e20'], [NaN, 'NaN'], [Infinity, '∞'], [-Infinity, '−∞'], [0.1 + 0.2, '0.3'],
])('%s is shown as %s', (x, expected) => { expect(shown(x)).toBe(expected) })

test('in little room a million has an exponent', () => {
  expect([999_999, 1_000_000, -2.5e6, Infinity].map(brief)).toEqual(['999,999', '1e6', '−2.5e6', '∞'])
})

test('counts and shares', () => {
  expect([counted(1, 'step'), counted(1320, 'step'), percent(0.9747)]).toEqual(['1 step', '1,320 steps', '97.5 %'])
})

test('rounded to 1, 2 or 5 times a power of ten: the nearest on its side', () => {
  holds(fc.property(fc.double({ min: 1e-300, max: 1e300, noNaN: true }), (x) => {
    const [below, above] = [roundTo('below', x), roundTo('above', x)]
    for (const rounded of [below, above]) expect(rounded.toExponential()).toMatch(/^[125]e/)
    expect(below <= x && x <= above).toBe(true)
    expect(x < below * 2.6 && above < x * 2.6).toBe(true)
  }), 500)
})
