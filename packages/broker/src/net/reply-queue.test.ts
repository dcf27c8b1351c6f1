import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import type { Reply } from '../reply.ts'
import { ReplyQueue } from './reply-queue.ts'

const reply = (): Reply => ({ chunks: [], sent: undefined })

test('in whatever order the replies are ready, they leave in the order of the requests', async () => {
  const order = fc.uniqueArray(fc.nat(9), { minLength: 10, maxLength: 10 })
  await fc.assert(
    fc.asyncProperty(order, async (readiness) => {
      const left: number[] = []
      const queue = new ReplyQueue((_reply, frameSize) => left.push(frameSize))
      const replies = readiness.map(() => Promise.withResolvers<Reply>())
      const done = replies.map(({ promise }, index) => queue.enqueue(promise, index))

      for (const index of readiness) {
        replies[index]!.resolve(reply())
        await done[index]
      }

      deepEqual(
        left,
        left.toSorted((one, other) => one - other),
      )
      equal(left.length, 10)
      equal(queue.length, 0)
    }),
  )
})

test('whoever waits for the queue to shrink hears of it', async () => {
  const queue = new ReplyQueue(() => undefined)
  const [first, second] = [Promise.withResolvers<Reply>(), Promise.withResolvers<Reply>()]
  void queue.enqueue(first.promise, 1)
  void queue.enqueue(second.promise, 1)
  const events: string[] = []
  void queue.shrunkTo(1).then(() => events.push('one is left'))
  const empty = queue.shrunkTo(0).then(() => events.push('none is left'))

  second.resolve(reply())
  await second.promise
  deepEqual(events, [])
  first.resolve(reply())
  await empty

  deepEqual(events, ['one is left', 'none is left'])
})
