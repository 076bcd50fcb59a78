/** What the command line ends with. */
export const exitCode = {
  /** everything that was checked agrees */
  fine: 0,
  /** something disagreed or did not reach its mark */
  disagreed: 1,
  /** the command or the data cannot be used as given */
  mistake: 2,
} as const

export type ExitCode = (typeof exitCode)[keyof typeof exitCode]
