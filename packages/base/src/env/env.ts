import type { Clock } from './clock.ts'
import type { Files } from './files.ts'
import type { Network } from './network.ts'
import type { Random } from './random.ts'

/** Every side effect we may have. Handed to whoever needs it, so that tests can own the world. */
export interface Env {
  readonly clock: Clock
  readonly files: Files
  readonly network: Network
  readonly random: Random
}
