import { assert } from '@barnabus/base'

import type { Metric } from './metric.ts'

/** The number of that name, where every one of `tags` is as given; exactly one has to be there. */
export function valueOf(
  metrics: readonly Metric[],
  name: string,
  tags: Readonly<Record<string, string>> = {},
): number {
  const [group, short] = name.split('/')
  const wanted = Object.entries(tags)
  const found = metrics.filter(
    (metric) =>
      metric.group === group &&
      metric.name === short &&
      Object.keys(metric.tags).length === wanted.length + 1 &&
      wanted.every(([tag, value]) => metric.tags[tag] === value),
  )
  assert(found.length === 1, `there is one ${name}`)
  return found[0]!.value
}
