import { html, type Markup, trusted } from './markup.ts'
import { style } from './style.ts'

/** A part of the page with a heading, which the list of contents names. */
export interface Section {
  readonly id: string
  readonly title: string
  readonly body: Markup
}

// Nothing may be fetched and nothing may run, whatever a name or a receipt holds; the icon keeps browsers from asking for one.
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"

/** A whole page that needs nothing but itself. */
export const page = (title: string, head: Markup, sections: readonly Section[]): string => `${html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${trusted(style)}</style>
</head>
<body>
<main>
<header>
<h1>${title}</h1>
${head}
<nav aria-label="Contents"><ul>
${sections.map(({ id, title: name }) => html`<li><a href="#${id}">${name}</a></li>`)}
</ul></nav>
</header>
${sections.map(({ id, title: name, body }) => html`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${name}</h2>
${body}
</section>`)}
</main>
</body>
</html>`.markup}\n`
