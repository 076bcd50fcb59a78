import { requireThat } from '../../../misuse.ts'

/** Whether something that is compiled may still be used. */
export interface Life {
  readonly requireAlive: () => void
  readonly isAlive: () => boolean
  readonly end: () => void
}

export const lifeOf = (operation: string): Life => {
  let alive = true
  return {
    requireAlive: () => { requireThat(alive, operation, () => 'was disposed; compile it again') },
    isAlive: () => alive,
    end: () => { alive = false },
  }
}
