import type { Passage } from '../../tcp-proxy.ts'

/** Client, `near`, `far`, server. */
export function inARow(near: Passage, far: Passage): Passage {
  return {
    *toServer(bytes) {
      for (const some of near.toServer(bytes)) yield* far.toServer(some)
    },
    *toClient(bytes) {
      for (const some of far.toClient(bytes)) yield* near.toClient(some)
    },
  }
}
