import type { Argument, Command, Option } from 'commander'

/** A word that may stand at the cursor. */
export interface Candidate {
  readonly value: string
  readonly description: string
}

/** Values of an argument by its name, beside the choices that it declares. */
export type ArgumentValues = Readonly<Record<string, readonly Candidate[]>>

/** What the words before the cursor come to. */
interface Place {
  readonly command: Command
  /** how many arguments of the command are there already */
  readonly given: number
  /** the option whose value comes next */
  readonly pending?: Option | undefined
}

const optionNamed = ({ options }: Command, flag: string): Option | undefined => options.find(({ long, short }) => flag === long || flag === short)

const takesValue = ({ required, optional }: Option): boolean => required || optional

const after = ({ command, given, pending }: Place, word: string): Place => {
  if (pending !== undefined) return { command, given }
  if (word.startsWith('-')) {
    const option = optionNamed(command, word)
    return { command, given, ...(option !== undefined && takesValue(option) ? { pending: option } : {}) }
  }
  const subcommand = given === 0 ? command.commands.find((one) => one.name() === word || one.aliases().includes(word)) : undefined
  return subcommand === undefined ? { command, given: given + 1 } : { command: subcommand, given: 0 }
}

const choicesOf = ({ argChoices = [], description }: Option | Argument): readonly Candidate[] => argChoices.map((value) => ({ value, description }))

const argumentAt = ({ command: { registeredArguments }, given }: Place): Argument | undefined => {
  const last = registeredArguments.at(-1)
  return registeredArguments[given] ?? (last?.variadic === true ? last : undefined)
}

const candidatesAt = (place: Place, current: string, values: ArgumentValues): readonly Candidate[] => {
  const { command, given, pending } = place
  if (pending !== undefined) return choicesOf(pending)
  const [flag, value] = current.split('=')
  const option = flag === undefined || value === undefined ? undefined : optionNamed(command, flag)
  if (flag !== undefined && option !== undefined) return choicesOf(option).map((one) => ({ ...one, value: `${flag}=${one.value}` }))
  const help = command.createHelp()
  if (current.startsWith('-')) {
    return help.visibleOptions(command).flatMap(({ long, description }) => long == null ? [] : [{ value: long, description }])
  }
  const argument = argumentAt(place)
  return [
    ...given > 0 ? [] : help.visibleCommands(command).map((one) => ({ value: one.name(), description: one.summary() || one.description() })),
    ...argument === undefined ? [] : [...choicesOf(argument), ...values[argument.name()] ?? []],
  ]
}

/**
 * The words that may stand at the cursor and begin with what is there: commands, options and their values. None where a file
 * is wanted, which a shell completes by itself. `current` is the word at the cursor, `before` what comes before it.
 */
export const candidates = (program: Command, before: readonly string[], current: string, values: ArgumentValues = {}): readonly Candidate[] => {
  const start: Place = { command: program, given: 0 }
  return candidatesAt(before.reduce(after, start), current, values).filter(({ value }) => value.startsWith(current))
}
