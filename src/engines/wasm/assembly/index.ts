export { barrier } from './barrier'
