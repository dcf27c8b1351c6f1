import { failure, type Property } from '../property.ts'

/** A value stands once: in its key, and in no other. What a retry sends again is not new. */
export const duplicates: Property = {
  name: 'duplicates',

  check: ({ versionOrders, writingOf }) =>
    [...versionOrders.values()].flatMap((order) =>
      [...order.values].flatMap((value) => {
        const offsets = order.indexesOf(value).map((index) => order.offsets[index])
        const sentTo = writingOf.get(value)?.step.key
        return [
          ...(offsets.length > 1
            ? [failure('duplicate', `${value} stands at ${order.key}@${offsets.join(' and @')}`)]
            : []),
          ...(sentTo !== undefined && sentTo !== order.key
            ? [failure('misplaced', `${value} was sent to ${sentTo} and stands in ${order.key}`)]
            : []),
        ]
      }),
    ),
}
