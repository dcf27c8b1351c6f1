import type { ConsumerRecord } from '../records/consumer-record.ts'

/** Whoever traces one pull of the application, from when it asks. */
export interface PullTrace {
  /** The application is handed something. */
  handed(): void
  /** This, in particular. */
  add(record: ConsumerRecord): void
  /** It got nothing but this. */
  failed(error: unknown): void
  /** Nothing more is handed out of this pull. */
  end(): void
}
