/** Whether somebody asked the process to stop. */
export interface Stopping {
  readonly isStopped: () => boolean
  /** from now on signals do again what they do by themselves */
  readonly end: () => void
}

const signals = ['SIGINT', 'SIGTERM'] as const

/**
 * Listens to Ctrl-C and to being ended: the first time the step that runs is finished and saved, the second time the process ends
 * at once, as it would have.
 */
export const stopping = (told: () => void): Stopping => {
  const asked = new AbortController()
  const stop = (): void => {
    end()
    told()
    asked.abort()
  }
  const end = (): void => { signals.forEach((signal) => { process.removeListener(signal, stop) }) }
  signals.forEach((signal) => { process.on(signal, stop) })
  return { isStopped: () => asked.signal.aborted, end }
}
