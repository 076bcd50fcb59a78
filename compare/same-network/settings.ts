/** What an optimizer of ours is told, as data. */
export type Settings = Readonly<Record<string, number | string | boolean>>

/** A setting that is a number. */
export const number = (settings: Settings, name: string): number => Number(settings[name])
