import { obeysTheContract } from '../contract.ts'
import { throughMachine } from './machine.ts'

obeysTheContract('compiled', throughMachine(1), 'f32', 60)
obeysTheContract('compiled, three threads', throughMachine(3), 'f32', 30)
