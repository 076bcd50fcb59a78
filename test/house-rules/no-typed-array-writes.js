const arrays = /^(Float(16|32|64)|(Big)?(Int|Uint)(8|16|32|64)(Clamped)?)Array$/
const writers = /^(set|fill|sort|reverse|copyWithin)$/

/**
 * Refuses the methods that write into a typed array or a `DataView`; `functional/immutable-data` sees `x[i] = 1` only.
 * A typed array that is made in the same expression may still be filled: nobody else can hold it.
 */
export const noTypedArrayWrites = {
  meta: { type: 'problem', messages: { write: '`{{method}}` writes into a {{type}}; numbers are written in kernels only.' }, schema: [] },
  create(context) {
    const { getTypeAtLocation } = context.sourceCode.parserServices
    return {
      'CallExpression > MemberExpression.callee'({ object, property }) {
        if (property.type !== 'Identifier' || object.type === 'NewExpression') return
        const type = getTypeAtLocation(object)
        const names = (type.isUnion() ? type.types : [type]).map((one) => one.getSymbol()?.name ?? '')
        const writes = names.find((name) => (arrays.test(name) && writers.test(property.name)) || (name === 'DataView' && property.name.startsWith('set')))
        if (writes !== undefined) context.report({ node: property, messageId: 'write', data: { method: property.name, type: writes } })
      },
    }
  },
}
