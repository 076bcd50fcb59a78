/** What the command line ends with. */
export const exitCode = {
  /** everything that was checked agrees */
  fine: 0,
  /** something disagreed, could not be checked at all, or did not reach its mark */
  disagreed: 1,
  /** the command or the data cannot be used as given */
  mistake: 2,
  /** a fault of the program itself */
  crashed: 3,
  /** a run was stopped by a signal, saved itself, and can be resumed */
  interrupted: 130,
} as const

export type ExitCode = (typeof exitCode)[keyof typeof exitCode]
