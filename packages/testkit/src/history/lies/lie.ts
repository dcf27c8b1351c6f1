import type { Random } from '@barnabus/base'
import type { ApiKey, ApiMessages } from '@barnabus/protocol'

import type { RawConnection } from '../../raw-connection.ts'

/** What a lie may use besides the message that it changes. */
export interface Turn {
  readonly random: Random
  /** Does something else on the broker, meanwhile, over a connection of its own. */
  readonly aside: (work: (connection: RawConnection) => Promise<void>) => void
}

type Change = (message: never, turn: Turn) => object

/** One kind of message is not passed on as it is. */
export interface Lie {
  readonly name: string
  readonly apiKey: ApiKey
  readonly of: 'request' | 'answer'
  readonly change: Change
}

export function requestLie<K extends ApiKey>(
  name: string,
  apiKey: K,
  change: (request: ApiMessages[K]['request'], turn: Turn) => ApiMessages[K]['requestDraft'],
): Lie {
  return { name, apiKey, of: 'request', change: change as Change }
}

export function answerLie<K extends ApiKey>(
  name: string,
  apiKey: K,
  change: (answer: ApiMessages[K]['response'], turn: Turn) => ApiMessages[K]['responseDraft'],
): Lie {
  return { name, apiKey, of: 'answer', change: change as Change }
}
