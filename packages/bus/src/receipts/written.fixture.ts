import { Admin, type AdminSettings } from '@barnabus/client'

import { readPending } from '../retry/read-pending.ts'
import { readArrival, type Arrival } from './receipt.ts'

/** Every receipt that was written for an application, in their order. */
export async function writtenReceipts(
  settings: AdminSettings,
  application: string,
): Promise<readonly Arrival[]> {
  await using admin = new Admin(settings)
  const found: Arrival[] = []
  const from = [{ topic: `bus.receipts.${application}`, partition: 0, offset: 0n }]
  const reader = { admin, settings, options: {}, signal: new AbortController().signal }
  await readPending(from, reader, (record) => {
    const arrival = readArrival(record)
    if (arrival !== undefined) found.push(arrival)
  })
  return found
}
