import { requireThat } from '../../misuse.ts'
import type { Divides } from '../../shape/convolved.ts'
import type { Divide } from '../../shape/digits.ts'

/** What one of G groups has of C channels. */
export type Share<C extends number, G extends number> = G extends 1 ? C : Divide<C, G>

/** Asks a network for a property that it cannot have, whose name says what is wrong, where groups do not divide channels and filters. */
export type Dividing<C extends number, F extends number, G extends number> = G extends 1 ? unknown
  : [Divides<C, G>, Divides<F, G>] extends [true, true] ? unknown
    : { readonly 'the groups do not divide the channels and the filters': readonly [channels: C, filters: F, groups: G] }

/** The same for sizes that slipped through `any`. */
export const requireGroups = (operation: string, channels: number, filters: number, groups: number): void =>
  requireThat(Number.isSafeInteger(groups) && groups > 0 && channels % groups === 0 && filters % groups === 0, operation, () =>
    `${groups} groups do not divide ${channels} channels and ${filters} filters`)
