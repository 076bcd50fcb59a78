import { html } from '../markup.ts'
import { shown, total } from '../numbers.ts'
import type { Section } from '../page.ts'
import type { RunData, StageFacts } from '../run-data.ts'
import { facts, table } from '../tables.ts'

/** What another framework said of the same run, as it was printed. */
export const comparisonSection = ({ title, text }: NonNullable<RunData['comparison']>): Section => ({
  id: 'comparison',
  title,
  body: html`<pre tabindex="0">${text}</pre>`,
})

/** The stages of the network with their sizes, and what trained it. */
export const networkSection = (stages: readonly StageFacts[], optimizer: string): Section => ({
  id: 'network',
  title: 'Network and optimizer',
  body: html`${table('Stages of the network in order. Shapes include the batch; multiply-adds are of one forward pass.', [
    { name: 'stage', cell: ({ place }: StageFacts) => html`<code>${place}</code>` },
    { name: 'kind', cell: ({ kind }) => kind },
    { name: 'output shape', cell: ({ shape }) => html`<code>${shape}</code>` },
    { name: 'parameters', numeric: true, cell: ({ parameters }) => shown(parameters) },
    { name: 'multiply-adds', numeric: true, cell: ({ multiplyAdds }) => shown(multiplyAdds) },
  ], stages, ['in all', '', '', shown(total(stages.map(({ parameters }) => parameters))), shown(total(stages.map(({ multiplyAdds }) => multiplyAdds)))])}
<p>Optimizer: <code>${optimizer}</code></p>`,
})

/** What lets somebody else run this again and find the same bits. */
export const receiptSection = ({ file, text, finalHash, links }: RunData['receipt']): Section => ({
  id: 'receipt',
  title: 'Receipt',
  body: html`<p>The receipt says what is needed to run this again, with a chain of hashes over the state. <code>pullback replay ${file}</code> runs it again and confirms every link.</p>
${facts([
  { name: 'file', value: file }, { name: 'links of the chain', value: shown(links) }, { name: 'final hash', value: html`<span class="hash">${finalHash}</span>` },
])}
<details><summary>${file}, ${shown(text.length)} characters</summary>
<pre tabindex="0">${text}</pre>
</details>`,
})
