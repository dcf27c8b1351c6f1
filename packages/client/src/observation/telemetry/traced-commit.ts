import type { Clock } from '@barnabus/base'

import { operationAttributes } from './attributes.ts'
import { failSpan } from './end-span.ts'
import { countOperation } from './instruments.ts'
import { activeTracer } from './tracer.ts'
import type { Participant } from './participant.ts'

const kindClient = 2 // SpanKind.CLIENT, which is a value, and the API may not be there.

/** `commit`, as a span, and with the time that it takes taken note of. */
export async function traceCommit(
  by: Participant,
  clock: Clock,
  commit: () => Promise<void>,
): Promise<void> {
  const attributes = operationAttributes('commit', by)
  const span = activeTracer()?.startSpan('commit', { kind: kindClient, attributes })
  const startMs = clock.monotonicMs()
  try {
    await commit()
    span?.end()
    countOperation('commit', by, { durationMs: clock.monotonicMs() - startMs })
  } catch (error) {
    if (span !== undefined) failSpan(span, error)
    countOperation('commit', by, { durationMs: clock.monotonicMs() - startMs, error })
    throw error
  }
}
