/** A growing list: what an engine that listens writes what it hears into. */
export interface Recorder<T> {
  readonly tell: (heard: T) => void
  /** everything told so far, in order */
  readonly heard: () => readonly T[]
}

export const recorder = <T>(): Recorder<T> => {
  const list: T[] = []
  return { tell: (heard) => { list.push(heard) }, heard: () => [...list] }
}
