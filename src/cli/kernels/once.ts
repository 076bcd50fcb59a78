/** A value that is made when it is first asked for, and is the same ever after. */
export const once = <Given extends readonly unknown[], T>(make: (...given: Given) => T): ((...given: Given) => T) => {
  let made: { readonly value: T } | undefined
  return (...given) => {
    made ??= { value: make(...given) }
    return made.value
  }
}
