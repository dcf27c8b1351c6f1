/** Clients that show records of aborted transactions, with Apache Kafka as well as with us. */
export interface Misreading {
  readonly client: string
  /** The title of the layout. */
  readonly layout: string
  readonly reason: string
}

const oneRange =
  'It keeps one range of offsets for each producer, and only if its marker came in the same fetch.'
const orderOfBeginnings =
  'It expects the aborted transactions in the order in which they began; Kafka names them in the order in which they ended.'

/** All of them. Whatever is not named here must be read right. */
export const misreadings: readonly Misreading[] = [
  {
    client: 'kafkajs',
    layout: 'aborted transactions that end in another order than they began',
    reason: orderOfBeginnings,
  },
  ...[
    'two aborted transactions of one producer in a fetch',
    'the marker in a later fetch',
    'more in transactions than fits into a fetch',
  ].map((layout) => ({ client: '@platformatic/kafka', layout, reason: oneRange })),
]
