// Run as a process of its own by provision.test.ts, to have several at once.
import { provision } from '../../../compare/tensorflow/index.ts'

const result = await provision()()
console.log(result._tag === 'Left' ? JSON.stringify(result.left) : result.right.built ? 'built' : 'found')
