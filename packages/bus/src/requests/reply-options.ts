import type { Context } from '../handle/context.ts'
import type { HandleOptions } from '../handle/handle-options.ts'
import type { Message } from '../messages/message.ts'

/** How requests are handled: always exactly once. */
export type ReplyOptions = Omit<HandleOptions, 'delivery' | 'store'>

/** Gives the reply to a message. What it throws, but for `Reject`, makes it be tried again. */
export type ReplyHandler<Value, Reply> = (
  message: Message<Value>,
  context: Context,
) => Reply | Promise<Reply>
