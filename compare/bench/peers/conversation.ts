import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

type Message = Readonly<Record<string, unknown>>

/** A value of a message as text. */
export const inWords = (value: unknown): string => typeof value === 'string' ? value : JSON.stringify(value)

/** A program that answers each line of JSON with one. */
export interface Conversation {
  /** what it says first */
  readonly greeting: Message
  /** rejects when the answer tells an error, or when the program has ended */
  readonly ask: (request: Message) => Promise<Message>
  readonly end: () => void
}

const isMessage = (value: unknown): value is Message => typeof value === 'object' && value !== null

const parsed = (line: string): Message => {
  const value: unknown = JSON.parse(line)
  return isMessage(value) ? value : { error: 'it answered something else than an object' }
}

/** Starts a program and hears its greeting. Rejects when it cannot be started. One question at a time. */
export const conversationWith = async (program: string, words: readonly string[]): Promise<Conversation> => {
  const child = spawn(program, words, { stdio: ['pipe', 'pipe', 'ignore'] })
  await once(child, 'spawn')
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const hear = async (): Promise<Message> => {
    const { value, done } = await lines.next()
    return done === true ? { error: `${program} ended` } : parsed(value)
  }
  return {
    greeting: await hear(),
    ask: async (request) => {
      child.stdin.write(`${JSON.stringify(request)}\n`)
      const answer = await hear()
      if (answer['error'] !== undefined) throw new Error(inWords(answer['error']))
      return answer
    },
    end: () => { child.stdin.end() },
  }
}
