import { connect, Reject, topic } from '@barnabus/bus'
import { z } from 'zod'

const Payment = z.object({ id: z.string(), account: z.string(), amount: z.number().positive() })
const transactions = topic('transactions', { value: Payment })
const paymentStatus = topic('payment-status', {
  value: z.object({ id: z.string(), status: z.string() }),
})

await using bus = await connect({ 'bootstrap.servers': '127.0.0.1:9092' })

await bus.handle(
  transactions,
  {
    group: 'processor',
    delivery: 'exactly-once',
    retry: { delays: ['1s', '10s', '1m'], order: 'key' },
  },
  async (message, context) => {
    if (message.value.amount > 1_000_000) throw new Reject('over the limit')
    await context.publish(paymentStatus, {
      key: message.key,
      value: { id: message.value.id, status: 'done' },
    })
  },
)

const sent = await bus.publish(
  transactions,
  { key: 'acc-1', value: { id: 't1', account: 'acc-1', amount: 10 } },
  { receipts: ['processor'] },
)
const receipt = await sent.receipt('processor', { timeout: '5s' })
console.log(receipt.group, receipt.outcome)
