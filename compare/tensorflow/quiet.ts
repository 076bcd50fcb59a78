import { setProcessWide } from './process-wide.ts'

// What TensorFlow.js prints about itself when it is loaded, and nobody asked.
const noise = [/Hi, looks like you are running TensorFlow\.js in Node\.js/, /already registered/, /^Platform \w+ has already been set/]

const isNoise = (message: unknown): boolean => typeof message === 'string' && noise.some((pattern) => pattern.test(message))

type Print = (...parts: readonly unknown[]) => void

const filtered =
  (print: Print): Print =>
  (...parts) => {
    if (!isNoise(parts[0])) print(...parts)
  }

const names = ['log', 'info', 'warn'] as const

const filteredConsole = () => ({
  log: filtered(console.log.bind(console)),
  info: filtered(console.info.bind(console)),
  warn: filtered(console.warn.bind(console)),
})

/**
 * Does something while TensorFlow.js's banner and its "already registered" lines are kept from the console. Everything else is
 * printed. Only for synchronous work: the console is everybody's.
 */
export const quietly = <A>(work: () => A): A => {
  const before: Readonly<Record<string, unknown>> = Object.fromEntries(names.map((name) => [name, Reflect.get(console, name)]))
  setProcessWide(console, filteredConsole())
  try {
    return work()
  } finally {
    setProcessWide(console, before)
  }
}
