/** Sends one message to the broker and gives what it answers. */
export type SaslSend = (message: Uint8Array) => Promise<Uint8Array>

/** A way to say who one is. */
export interface SaslMechanism {
  /** As brokers call it: `PLAIN`, `SCRAM-SHA-256`. */
  readonly name: string
  /**
   * Exchanges messages until the broker believes us. Rejects with a KafkaError if the broker is not
   * who it says it is; what the broker does not believe rejects by itself.
   */
  exchange(send: SaslSend, address: string): Promise<void>
}
