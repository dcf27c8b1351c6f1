import { inSlices } from '../client-program.ts'

const messagesPerSend = 1000
const sendsUnderWay = 5

/** Sends a message `count` times with a client that takes many at a time, a few such sends at once. */
export async function sendInSlices<Message>(
  { message, count }: { readonly message: Message; readonly count: number },
  send: (messages: Message[]) => Promise<unknown>,
): Promise<void> {
  const slices = inSlices(
    Array.from({ length: count }, () => message),
    messagesPerSend,
  )
  let next = 0
  const worker = async (): Promise<void> => {
    for (let slice = slices[next++]; slice !== undefined; slice = slices[next++]) {
      await send([...slice])
    }
  }
  await Promise.all(Array.from({ length: sendsUnderWay }, worker))
}
