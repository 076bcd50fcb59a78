/** What the host calls. */
export { mayWait } from './barrier'
export { serve, start, stop } from './job'
