/** Data from outside that cannot be used: which file, where in it, what is wrong, and what to do. */
export interface DataError {
  readonly file: string
  /** `line 12, column 3`; left out where the whole file is meant */
  readonly place?: string
  readonly reason: string
  readonly remedy: string
}

/** `digits.csv, line 12, column 3: "x" is not a number. Correct the cell.` */
export const showDataError = ({ file, place, reason, remedy }: DataError): string =>
  `${[file, ...(place === undefined ? [] : [place])].join(', ')}: ${reason}. ${remedy}.`
