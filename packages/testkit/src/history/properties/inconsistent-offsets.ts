import { failure, type Property } from '../property.ts'

/** At one offset of a key stands one value, whoever looks and whenever. */
export const inconsistentOffsets: Property = {
  name: 'inconsistent offsets',

  check: ({ versionOrders }) =>
    [...versionOrders.values()].flatMap((order) =>
      order.offsets
        .filter((offset) => order.valuesAt(offset).size > 1)
        .map((offset) => {
          const values = [...order.valuesAt(offset)].join(' and ')
          return failure('inconsistent-offsets', `${order.key}@${offset} is ${values}`)
        }),
    ),
}
