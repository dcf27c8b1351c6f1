import type { ApiKey } from '@barnabus/protocol'

/** An API as others may know it: that we serve it, and in which versions. */
export interface OfferedApi {
  readonly key: ApiKey
  /** Where we serve fewer versions than the protocol package can encode; both ends inclusive. */
  readonly versions?: { readonly min?: number; readonly max?: number }
  /** Where ApiVersions must name a lower end than we accept (Produce: KAFKA-18659). */
  readonly advertisedVersionMin?: number
}
