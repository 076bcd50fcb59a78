import type { Tf } from './tensorflow/index.ts'

/** `tf.tidy` for work whose result holds no tensor of theirs, of any type: every tensor that it makes is disposed of. */
export const tidied = <A>(tf: Tf, work: () => A): A => {
  tf.engine().startScope()
  try {
    return work()
  } finally {
    tf.engine().endScope()
  }
}
