import type { Tensor, Tree } from '../../tensor.ts'

/** The form of a tree, with the number of a leaf where a tensor stands. */
export type Template =
  | { readonly kind: 'leaf'; readonly leaf: number; readonly path: string }
  | { readonly kind: 'list'; readonly items: readonly Template[]; readonly path: string }
  | { readonly kind: 'record'; readonly entries: readonly (readonly [name: string, item: Template])[]; readonly path: string }

/** A record may have entries of these names too; in a tensor, dtype is a text. */
export const isTensor = (tree: Tree): tree is Tensor => 'dtype' in tree && typeof tree.dtype === 'string'

const pathTo = (path: string, name: string | number): string => path === '' ? String(name) : `${path}.${name}`

/** The form of a tree; its leaves are numbered from `first` in the order of `tree.leaves`. */
export const templateOf = (tree: Tree, path = '', first = 0): readonly [template: Template, next: number] => {
  if (isTensor(tree)) return [{ kind: 'leaf', leaf: first, path }, first + 1]
  const entries: readonly (readonly [string, Tree])[] = Object.entries(tree)
  const [children, next] = entries.reduce<readonly [readonly (readonly [string, Template])[], number]>(([before, from], [name, inner]) => {
    const [template, after] = templateOf(inner, pathTo(path, name), from)
    return [[...before, [name, template]], after]
  }, [[], first])
  return [Array.isArray(tree)
    ? { kind: 'list', items: children.map(([, item]) => item), path }
    : { kind: 'record', entries: children, path }, next]
}

/** A tree of this form. */
export const buildTree = (template: Template, leaf: (leaf: number) => Tensor): Tree => {
  switch (template.kind) {
    case 'leaf': return leaf(template.leaf)
    case 'list': return template.items.map((item) => buildTree(item, leaf))
    case 'record': return Object.fromEntries(template.entries.map(([name, item]) => [name, buildTree(item, leaf)]))
  }
}
