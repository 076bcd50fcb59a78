import { fileURLToPath } from 'node:url'
import { Either as E, pipe, TaskEither as TE } from '../../../src/fp.ts'
import { productNumbers, trainingNumbers } from '../numbers.ts'
import type { Bench, OpenPeer, Peer } from '../peer.ts'
import { type Products, settings, type Training } from '../task.ts'
import { type Conversation, conversationWith, inWords } from './conversation.ts'

const script = fileURLToPath(new URL('jax_child.py', import.meta.url))

const text = (numbers: Float32Array): string => Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength).toString('base64')

/** What the script needs of a task, in words that JSON has. */
const givenOf = (task: Training | Products): object => {
  if (task.kind === 'products') {
    const { c, h } = productNumbers(task)
    return { c: text(c), h: text(h) }
  }
  const { layers, x, labels } = trainingNumbers(task)
  return {
    settings: settings[task.optimizer],
    layers: layers.map(({ inputs, units, w, b }) => ({ inputs, units, w: text(w), b: text(b) })),
    x: text(x),
    labels: text(labels),
  }
}

/** One task at a time: the script keeps the last that it was given. */
const benchOf = async ({ ask }: Conversation, task: Training | Products): Promise<Bench> => {
  await ask({ do: 'prepare', task, given: givenOf(task) })
  return {
    restart: async () => { await ask({ do: 'restart' }) },
    step: async (count) => Number((await ask({ do: 'step', count }))['value']),
    dispose: () => undefined,
  }
}

const opened = async (python: string): Promise<E.Either<string, OpenPeer>> => {
  const conversation = await conversationWith(python, [script])
  const { version, error } = conversation.greeting
  return error === undefined
    ? E.right({ name: 'jax', version: inWords(version), prepare: async (task) => task.kind === 'network' ? undefined : benchOf(conversation, task), close: conversation.end })
    : E.left(`${python} does not load it (${inWords(error)}); PULLBACK_BENCH_PYTHON names another Python`)
}

/** JAX on the CPU, in a process of Python beside this one. It is asleep while others are timed. */
export const jax = (python = process.env['PULLBACK_BENCH_PYTHON'] ?? 'python3'): Peer => ({
  name: 'jax',
  open: pipe(
    TE.tryCatch(() => opened(python), (error) => error instanceof Error ? error.message : String(error)),
    TE.flatMap(TE.fromEither),
  ),
})
