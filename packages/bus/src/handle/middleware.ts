import type { Message } from '../messages/message.ts'
import type { Context, Handler } from './context.ts'

/**
 * What happens around every handler: calls `next` to go on, and may do something before and after
 * it, or instead. What it throws counts as thrown by the handler.
 */
export type Middleware = (
  message: Message<unknown>,
  context: Context,
  next: () => Promise<void>,
) => Promise<void>

/** A handler with all of this around it; the first is the outermost. Gives what the handler gives. */
export function around<Value>(
  middlewares: readonly Middleware[],
  handler: Handler<Value>,
): Handler<Value> {
  return middlewares.reduceRight<Handler<Value>>(
    (inner, middleware) => async (message, context) => {
      let given: unknown
      await middleware(message, context, async () => {
        given = await inner(message, context)
      })
      return given
    },
    handler,
  )
}
