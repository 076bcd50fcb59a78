/** Names from outside are shown cut to this many characters. */
const LONGEST = 80

const escaped = (character: string): string => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`

/** A name from outside for a message: in quotes, without what could break the line or turn the writing round, never longer than a line. */
export const quoted = (name: string): string => {
  const characters = [...name.slice(0, 2 * LONGEST)]
  const shown = characters.length > LONGEST ? `${characters.slice(0, LONGEST).join('')}…` : name
  return JSON.stringify(shown).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, escaped)
}
