/**
 * Sets properties of something that belongs to the whole process: its environment, its console, a module of Node's. Node and
 * TensorFlow.js can be told some things in no other way, and this is the one place where it is done.
 */
export const setProcessWide = (target: object, values: Readonly<Record<string, unknown>>): void => {
  // eslint-disable-next-line functional/immutable-data
  Object.assign(target, values)
}
