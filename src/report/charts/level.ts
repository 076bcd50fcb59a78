import { palettes } from '../palette.ts'

/** How many levels a heat map has above none. */
export const LEVELS = palettes.light.levels.length

/** The level of a share in (0, 1]; 0 for none. Half the levels are for the lowest quarter: level = ⌈levels √share⌉. */
export const levelOf = (share: number): number => share > 0 ? Math.min(LEVELS, Math.ceil(LEVELS * Math.sqrt(share))) : 0

export const levelColour = (level: number): string => `var(--level-${level})`

export const onLevelColour = (level: number): string => level === 0 ? 'var(--quiet)' : `var(--on-level-${level})`
