/** Something that is made when it is first needed. */
export interface Once<Given, Made> {
  readonly get: (given: Given) => Made | undefined
  readonly known: () => Made | undefined
}

export const once = <Given, Made>(make: (given: Given) => Made | undefined): Once<Given, Made> => {
  let made: Made | undefined
  let done = false
  return {
    get: (given) => {
      if (!done) made = make(given)
      done = true
      return made
    },
    known: () => made,
  }
}
