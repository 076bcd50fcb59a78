import { Presets, SingleBar } from 'cli-progress'
import type { Say } from './say.ts'

/** Tells how far a long piece of work is. */
export interface Progress {
  readonly at: (done: number, note: string) => void
  readonly end: () => void
}

/** Without a terminal, a line is printed this many times. */
const LINES = 5

/** A bar on a terminal; elsewhere a few plain lines. */
export const progressOf = (say: Say, title: string, total: number): Progress => {
  if (!process.stdout.isTTY) {
    const every = Math.max(1, Math.floor(total / LINES))
    return {
      at: (done, note) => { if (done % every === 0 || done === total) say(`${title}  ${done} of ${total}  ${note}`) },
      end: () => undefined,
    }
  }
  const format = `${title} [{bar}] {percentage}%  {value}/{total}  {note}  {eta_formatted} left`
  const bar = new SingleBar({ format, hideCursor: true }, Presets.shades_classic)
  bar.start(total, 0, { note: '' })
  return {
    at: (done, note) => { bar.update(done, { note }) },
    end: () => { bar.stop() },
  }
}
