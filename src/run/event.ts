/** What a run tells while it goes on. */
export type RunEvent =
  | { readonly kind: 'started'; readonly step: number; readonly steps: number; readonly engine: string; readonly folder: string }
  | { readonly kind: 'steps'; readonly step: number; readonly steps: number; readonly loss: number }
  | { readonly kind: 'evaluated'; readonly step: number; readonly metrics: Readonly<Record<string, number>>; readonly isBest: boolean }
  | { readonly kind: 'ended' }
