const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

// What no HTML or XML text can hold: control characters other than tab and line feed, halves of surrogate pairs, non-characters.
const unprintable = /[^\P{Cc}\t\n]|\p{Cs}|[\uFFFE\uFFFF]/gu

/** Text without what markup cannot hold at all; each such character becomes U+FFFD, so that it is seen. */
export const printable = (text: string): string => text.replaceAll(/\r\n?/g, '\n').replace(unprintable, '\uFFFD')

/** Text on one line, for labels of charts. */
export const oneLine = (text: string): string => printable(text).replace(/\s+/g, ' ').trim()

/** Text that means itself between tags and inside quoted attributes. */
export const escaped = (text: string): string => printable(text).replace(/[&<>"']/g, (character) => entities[character] ?? character)
