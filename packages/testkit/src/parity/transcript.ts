import { apiInfo, type ApiKey } from '@barnabus/protocol'

/** What came of a request. */
export type Outcome =
  | { readonly kind: 'answered'; readonly answer: unknown }
  /** The broker hung up instead. */
  | { readonly kind: 'closed' }
  /** Nothing came for a long while. */
  | { readonly kind: 'silent' }
  /** Bytes came that the version of this API does not allow. */
  | { readonly kind: 'undecodable'; readonly reason: string }

/** A request that was sent, and what came of it. */
export interface Step {
  readonly apiKey: ApiKey
  readonly version: number
  outcome: Outcome
}

/** All that a broker let see while a scenario was played for it, in the order of asking. */
export type Transcript = readonly Step[]

/** API and version, for people. */
export function titleOf({ apiKey, version }: Step): string {
  return `${apiInfo(apiKey).name} v${version}`
}
