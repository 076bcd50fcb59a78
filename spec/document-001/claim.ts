/** A sentence that follows from the numbers: the program stops when it does not. */
export const claim = (sentence: string, holds: boolean): string => {
  if (!holds) throw new Error(`this does not follow from the numbers: ${sentence}`)
  return sentence
}
