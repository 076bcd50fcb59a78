import { misuse } from '../../../misuse.ts'
import { isTensor } from '../../../tensor/is-tensor.ts'
import type { Tensor, Tree } from '../../../tensor.ts'
import type { Template } from '../template.ts'

// Both run at every step of a small network, where they take longer than the arithmetic: no closures, no copies.

/** The leaves of a tree that must have this form, in order. */
export const leavesOf = (operation: string, template: Template, given: Tree): Tensor[] => {
  const leaves: Tensor[] = []
  collect(operation, template, given, leaves)
  return leaves
}

const collect = (operation: string, template: Template, given: Tree | null | undefined, into: Tensor[]): void => {
  // A careless caller's null is an object too.
  if (typeof given !== 'object' || given === null) refuse(operation, template, 'is missing')
  else if (template.kind === 'leaf') {
    if (!isTensor(given)) refuse(operation, template, 'is no tensor')
    into.push(given as Tensor)
  } else if (template.kind === 'list') {
    const { items } = template
    if (!Array.isArray(given) || given.length !== items.length) refuse(operation, template, `is no list of ${items.length}`)
    for (let i = 0; i < items.length; i++) collect(operation, items[i]!, (given as readonly Tree[])[i], into)
  } else {
    if (Array.isArray(given) || isTensor(given)) refuse(operation, template, 'is no record')
    const { names, items } = template
    for (let i = 0; i < items.length; i++) collect(operation, items[i]!, (given as Readonly<Record<string, Tree>>)[names[i]!], into)
  }
}

const refuse = (operation: string, { path }: Template, reason: string): never =>
  misuse(operation, `${path === '' ? 'what it is given' : path} ${reason}, as it was when this was compiled`)

/** A tree of this form; its leaves are taken from a list that begins with leaf number `first`. */
export const treeOf = (template: Template, leaves: readonly Tensor[], first = 0): Tree => {
  if (template.kind === 'leaf') return leaves[template.leaf - first]!
  const { items } = template
  if (template.kind === 'list') {
    const list: Tree[] = []
    for (let i = 0; i < items.length; i++) list.push(treeOf(items[i]!, leaves, first))
    return list
  }
  const record: Record<string, Tree> = {}
  for (let i = 0; i < items.length; i++) record[template.names[i]!] = treeOf(items[i]!, leaves, first)
  return record
}
