import * as apis from './apis/index.ts'
import type { ServedApi } from './define-api.ts'

/** All that the table in `apis/` lists, in the order of Kafka's keys. */
export const servedApis: readonly ServedApi[] = Object.values<ServedApi>(apis).toSorted(
  (a, b) => a.key - b.key,
)
