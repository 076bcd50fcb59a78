/** What the host calls. */
export { serve, start, stop } from './job'
