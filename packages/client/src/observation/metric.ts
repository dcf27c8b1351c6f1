/** One number about a client, under the name that it has in Kafka's own clients. */
export interface Metric {
  readonly group: string
  readonly name: string
  /** Whose number it is: `client-id`, and perhaps `node-id`, `topic`, `partition`. */
  readonly tags: Readonly<Record<string, string>>
  /** NaN where there is nothing to say, such as an average of nothing. */
  readonly value: number
  readonly doc: string
}
