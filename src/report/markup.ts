import { escaped } from './escape.ts'

/** Text that is HTML already. Anything else is escaped where it goes in, so nothing can be forgotten. */
export interface Markup {
  readonly markup: string
}

type Part = string | number | Markup | readonly Markup[]

const written = (part: Part): string => {
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part))
  return 'markup' in part ? part.markup : part.map(({ markup }) => markup).join('\n')
}

/** HTML that the program itself wrote, or a library. */
export const trusted = (markup: string): Markup => ({ markup })

/** HTML with parts put in: text and numbers are escaped, markup stays, lists are joined. */
export const html = (texts: TemplateStringsArray, ...parts: readonly Part[]): Markup =>
  trusted(texts.map((text, i) => `${text}${written(parts[i] ?? '')}`).join(''))

/** Nothing. */
export const nothing: Markup = trusted('')
