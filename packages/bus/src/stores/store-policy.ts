import type { HandleOptions } from '../handle/handle-options.ts'

/** Why these options cannot hold together, as far as a store is concerned; undefined: they can. */
export function storeProblem(options: HandleOptions): string | undefined {
  const { store, delivery, from } = options
  if (store === undefined) {
    return from === 'fail' ? 'from: "fail" needs a store to look into' : undefined
  }
  if (delivery === 'at-most-once') {
    return 'what is done in a transaction of a store is done once, and not at most once'
  }
  return undefined
}
