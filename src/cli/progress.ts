import { Presets, SingleBar } from 'cli-progress'
import { onceEach } from './kernels/once-each.ts'
import type { Say } from './say.ts'

/** Tells how far a long piece of work is. */
export interface Progress {
  readonly at: (done: number, note?: string) => void
  readonly end: () => void
}

/** Without a terminal, a line is printed about this many times. */
const LINES = 10

const seconds = (milliseconds: number): string => milliseconds < 59_500
  ? `${Math.max(0, Math.round(milliseconds / 1000))} s`
  : `${Math.floor(milliseconds / 60_000)} min ${Math.round(milliseconds / 1000) % 60} s`

/** Steps a second in a few digits. */
const rate = (perSecond: number): string => perSecond >= 10 ? String(Math.round(perSecond)) : perSecond.toFixed(1)

/**
 * A bar on a terminal with a note, steps a second and the time left; elsewhere a few plain lines with the same. `from` is where the
 * work begins, so that what was done before does not count as speed.
 */
export const progressOf = (say: Say, title: string, total: number, from = 0): Progress => {
  const start = performance.now()
  const speed = (done: number): string => {
    const elapsed = Math.max(1, performance.now() - start)
    const perSecond = 1000 * (done - from) / elapsed
    return `${rate(perSecond)} steps/s  ${perSecond === 0 ? '' : `${seconds(1000 * (total - done) / perSecond)} left`}`
  }
  if (!process.stderr.isTTY) {
    const every = Math.max(1, Math.floor(total / LINES))
    const isNew = onceEach()
    return {
      at: (done, note = '') => {
        const part = done === total ? LINES + 1 : Math.floor(done / every)
        if (part === 0 || !isNew(part)) return
        say(`${title}  ${done} of ${total}  ${[note, speed(done)].filter((text) => text !== '').join('  ')}`.trimEnd())
      },
      end: () => undefined,
    }
  }
  const bar = new SingleBar({ format: `${title} [{bar}] {percentage}%  {value}/{total}  {note}  {speed}`, hideCursor: false }, Presets.shades_classic)
  bar.start(total, from, { note: '', speed: '' })
  return {
    at: (done, note = '') => { bar.update(done, { note, speed: speed(done) }) },
    end: () => { bar.stop() },
  }
}
