import { afterAll, beforeAll } from 'vitest'
import { obeysTheContract } from '../contract.ts'
import { throughMachine } from './machine.ts'
import { threadsReady } from './threads.ts'

let release: () => void
beforeAll(async () => { release = await threadsReady(3) })
afterAll(() => { release() })

obeysTheContract('compiled', throughMachine(1), 'f32', 60)
obeysTheContract('compiled, three threads', throughMachine(3), 'f32', 30)
