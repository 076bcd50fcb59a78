/** The colours of one scheme. */
export interface Palette {
  /** behind everything */
  readonly page: string
  /** behind tables and code */
  readonly panel: string
  readonly ink: string
  /** captions and names of axes */
  readonly quiet: string
  /** borders */
  readonly rule: string
  /** lines of a chart that numbers are read against */
  readonly grid: string
  readonly link: string
  /** a curve */
  readonly curve: string
  /** a second curve over the first */
  readonly trend: string
  /** what is not a number */
  readonly warning: string
  /** shares of a heat map from just above none to all: one hue, so that lightness alone carries them */
  readonly levels: readonly string[]
  /** the colour of text on each level */
  readonly onLevels: readonly string[]
}

/** Both schemes. Text on its ground has a contrast of 4.5 and more, curves on the page of 3 and more. */
export const palettes: { readonly light: Palette; readonly dark: Palette } = {
  light: {
    page: '#ffffff', panel: '#f5f6f8', ink: '#1c1e21', quiet: '#5a6068', rule: '#c9cdd3', grid: '#e9ebee', link: '#0b5cad',
    curve: '#3d8fd1', trend: '#b84e00', warning: '#b3261e',
    levels: ['#d3e4f4', '#bed8ef', '#a8cbea', '#93bee4', '#7db2df', '#67a5d9', '#5394cc', '#437fb8', '#336ba4', '#255791', '#16437e', '#08306b'],
    onLevels: [...Array.from({ length: 8 }, () => '#000000'), ...Array.from({ length: 4 }, () => '#ffffff')],
  },
  dark: {
    page: '#15181c', panel: '#1e2227', ink: '#e8eaed', quiet: '#a7aeb7', rule: '#454c55', grid: '#2a2f36', link: '#7cc0ff',
    curve: '#5aa9e6', trend: '#f5a04a', warning: '#ff8a80',
    levels: ['#223d58', '#27496a', '#2b557d', '#306291', '#346ea5', '#397bba', '#4b8cca', '#689fd5', '#84b2e0', '#a0c5ea', '#bdd9f5', '#d9ecff'],
    onLevels: [...Array.from({ length: 5 }, () => '#ffffff'), ...Array.from({ length: 7 }, () => '#000000')],
  },
}
