import { html, type Markup } from '../markup.ts'

/** A chart at two widths in pixels, of which the page shows the one that fits: text stays readable on a telephone. */
export const widths = { wide: 880, narrow: 440 } as const

/** The name of one of the two. */
export type Width = keyof typeof widths

/** What stands under or above a chart. */
export const captioned = (caption: Markup): Markup => html`<figcaption>${caption}</figcaption>`

/** A chart with its caption, drawn once for each width. */
export const figure = (caption: Markup, chart: (width: Width) => Markup): Markup => html`<figure>
<div class="wide">${chart('wide')}</div>
<div class="narrow">${chart('narrow')}</div>
${captioned(caption)}
</figure>`

/** A small chart and its caption, in the order given, for a row of several. */
export const small = (kind: string, ...parts: readonly Markup[]): Markup => html`<figure class="${kind}">
${parts}
</figure>`
