import { misuse } from '../../../misuse.ts'
import type { Tensor, Tree } from '../../../tensor.ts'
import { isTensor, type Template } from '../template.ts'

/** The leaves of a tree that must have this form, in order. */
export const leavesOf = (operation: string, template: Template, given: Tree): Tensor[] => {
  const leaves: Tensor[] = []
  collect(operation, template, given, leaves)
  return leaves
}

const collect = (operation: string, template: Template, given: Tree | undefined, into: Tensor[]): void => {
  const where = (): string => template.path === '' ? 'what it is given' : template.path
  if (typeof given !== 'object') misuse(operation, `${where()} is missing`)
  else if (template.kind === 'leaf') {
    if (!isTensor(given)) misuse(operation, `${where()} is no tensor`)
    into.push(given as Tensor)
  } else if (template.kind === 'list') {
    if (!Array.isArray(given) || given.length !== template.items.length) {
      misuse(operation, `${where()} is no list of ${template.items.length}, as it was when this was compiled`)
    }
    const list = given as readonly Tree[]
    for (let i = 0; i < template.items.length; i++) collect(operation, template.items[i]!, list[i], into)
  } else {
    if (Array.isArray(given) || isTensor(given)) misuse(operation, `${where()} is no record, as it was when this was compiled`)
    const record = given as Readonly<Record<string, Tree>>
    for (const [name, item] of template.entries) collect(operation, item, record[name], into)
  }
}
