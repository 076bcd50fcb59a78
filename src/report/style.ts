import { type Palette, palettes } from './palette.ts'

const colours = ({ levels, onLevels, ...single }: Palette): string => [
  ...Object.entries(single).map(([name, colour]) => `--${name}: ${colour};`),
  ...levels.map((colour, i) => `--level-${i + 1}: ${colour};`),
  ...onLevels.map((colour, i) => `--on-level-${i + 1}: ${colour};`),
].join(' ')

/** The page's one style sheet: a column of text, colours from the palettes, light or dark as the reader's system is. */
export const style: string = `
:root { color-scheme: light dark; ${colours(palettes.light)}
  --text: system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', 'Liberation Sans', Arial, sans-serif;
  --heading: Charter, 'Bitstream Charter', 'Sitka Text', Cambria, Georgia, 'Noto Serif', 'Liberation Serif', serif;
  --code: ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace; }
@media (prefers-color-scheme: dark) { :root { ${colours(palettes.dark)} } }
*, ::before, ::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.55 var(--text); overflow-wrap: break-word; }
main { max-width: 928px; margin: 0 auto; padding: 56px 24px 96px; }
h1, h2, h3 { font-family: var(--heading); line-height: 1.2; font-weight: 600; text-wrap: balance; overflow-wrap: anywhere; }
h1 { font-size: 36px; margin: 0 0 8px; letter-spacing: -0.01em; }
h2 { font-size: 24px; margin: 64px 0 16px; padding-top: 16px; border-top: 1px solid var(--rule); }
h3 { font-size: 18px; margin: 32px 0 8px; }
p { margin: 0 0 16px; max-width: 70ch; }
a { color: var(--link); }
code, pre, .hash { font-family: var(--code); font-size: 0.875em; overflow-wrap: anywhere; }
.lead { color: var(--quiet); margin-bottom: 28px; }
nav ul { display: flex; flex-wrap: wrap; gap: 4px 20px; margin: 24px 0 0; padding: 0; list-style: none; font-size: 14px; }
.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(190px, 1fr)); gap: 0 32px; margin: 0 0 16px; border-bottom: 1px solid var(--rule); }
.facts div { border-top: 1px solid var(--rule); padding: 8px 0 10px; min-width: 0; }
.facts dt { color: var(--quiet); font-size: 13px; }
.facts dd { margin: 0; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
.facts div:has(.hash) { grid-column: 1 / -1; }
.notes { background: var(--panel); border-left: 4px solid var(--warning); padding: 14px 20px; margin: 24px 0; }
.notes h2 { font: 600 15px/1.4 var(--text); margin: 0 0 4px; padding: 0; border: 0; }
.notes ul { margin: 0; padding-left: 20px; }
figure { margin: 0 0 24px; min-width: 0; }
figcaption, caption { color: var(--quiet); font-size: 14px; line-height: 1.45; text-align: left; }
figcaption { max-width: 80ch; text-wrap: pretty; }
.wide + .narrow + figcaption { margin-top: 4px; }
svg { display: block; width: 100%; height: auto; overflow: visible; font-family: var(--text); font-variant-numeric: tabular-nums; }
svg text { pointer-events: none; }
path[fill^='var(--level'] { shape-rendering: crispEdges; }
.matrix { display: flex; flex-wrap: wrap; align-items: flex-start; gap: 8px 24px; }
.matrix figure { width: var(--width); }
.matrix > * { max-width: 100%; }
.narrow { display: none; }
.pairs { display: grid; grid-template-columns: 1fr 1fr; gap: 24px 32px; }
.pairs figure { margin: 0; }
.pairs .weights { grid-column: 1; }
.pairs .gradients { grid-column: 2; }
.key { display: inline-flex; vertical-align: middle; margin: 0 6px; }
.key i { width: 12px; height: 12px; }
${palettes.light.levels.map((_, i) => `.key i:nth-child(${i + 1}) { background: var(--level-${i + 1}); }`).join(' ')}
.scroll { overflow-x: auto; margin: 0 0 24px; }
table { border-collapse: collapse; font-size: 14px; line-height: 1.4; font-variant-numeric: tabular-nums; }
caption { padding-bottom: 8px; }
th, td { text-align: left; padding: 5px 24px 5px 0; vertical-align: baseline; white-space: nowrap; font-weight: 400; }
.matrix th, .matrix td { padding-right: 16px; }
tr > :last-child:last-child { padding-right: 0; }
tbody th { white-space: normal; overflow-wrap: anywhere; min-width: 6ch; max-width: 36ch; }
.numeric { text-align: right; }
thead th { color: var(--quiet); font-size: 13px; border-bottom: 1px solid var(--ink); }
tbody tr + tr > * { border-top: 1px solid var(--grid); }
tfoot td { border-top: 1px solid var(--ink); font-weight: 600; }
pre { background: var(--panel); margin: 0 0 24px; padding: 16px 20px; overflow-x: auto; overflow-wrap: normal; font-size: 13px; line-height: 1.5; tab-size: 2; }
details { margin: 0 0 24px; }
summary { cursor: pointer; color: var(--link); margin-bottom: 12px; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
@media (max-width: 640px) {
  main { padding: 32px 16px 64px; }
  h1 { font-size: 28px; }
  h2 { margin-top: 48px; }
  .wide { display: none; }
  .narrow { display: block; }
  .matrix figure { width: 100%; }
  .pairs { grid-template-columns: 1fr; }
  .pairs .weights, .pairs .gradients { grid-column: 1; }
}
@media print {
  main { max-width: none; padding: 0; }
  nav { display: none; }
  figure, tr { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; }
  .scroll { overflow: visible; }
  svg, .key i { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`
