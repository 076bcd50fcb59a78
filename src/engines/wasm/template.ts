import { isTensor } from '../../tensor/is-tensor.ts'
import type { Tree } from '../../tensor.ts'

/** The form of a tree, with the number of a leaf where a tensor stands. */
export type Template =
  | { readonly kind: 'leaf'; readonly path: string; readonly leaf: number }
  | { readonly kind: 'list'; readonly path: string; readonly items: readonly Template[] }
  | { readonly kind: 'record'; readonly path: string; readonly items: readonly Template[]; readonly names: readonly string[] }

const pathTo = (path: string, name: string): string => path === '' ? name : `${path}.${name}`

/** The form of a tree; its leaves are numbered from `first` in the order of `tree.leaves`. */
export const templateOf = (tree: Tree, path = '', first = 0): readonly [template: Template, next: number] => {
  if (isTensor(tree)) return [{ kind: 'leaf', leaf: first, path }, first + 1]
  const entries: readonly (readonly [string, Tree])[] = Object.entries(tree)
  const [items, next] = entries.reduce<readonly [readonly Template[], number]>(([before, from], [name, inner]) => {
    const [template, after] = templateOf(inner, pathTo(path, name), from)
    return [[...before, template], after]
  }, [[], first])
  return [Array.isArray(tree)
    ? { kind: 'list', items, path }
    : { kind: 'record', items, names: entries.map(([name]) => name), path }, next]
}
