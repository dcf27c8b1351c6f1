/** The command line of every program that writes transactions: a step per line, answered in a line. */
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'

export interface TransactionOptions {
  readonly bootstrap: string
  readonly topic: string
  /** The topic that `copy` reads, as this group. */
  readonly source: string
  readonly group: string
  readonly transactionalId: string
  readonly transactionTimeoutMs: number
}

/** What a client is asked for, step by step. Whatever it throws is told. */
export interface TransactionalClient {
  begin(): Promise<void>
  send(partition: number, value: Buffer): Promise<void>
  /** Reads so many records of the source, sends them on, and commits where it has come. */
  copy(count: number): Promise<void>
  commit(): Promise<void>
  abort(): Promise<void>
}

type Step =
  | { readonly do: 'begin' | 'commit' | 'abort' }
  | { readonly do: 'send'; readonly partition: number; readonly value: string }
  | { readonly do: 'copy'; readonly count: number }

const patienceMs = 20_000

export async function runTransactionProgram(
  open: (options: TransactionOptions) => Promise<TransactionalClient>,
): Promise<void> {
  const client = await open(readOptions())
  say({ ready: true })
  for await (const line of createInterface({ input: process.stdin })) {
    try {
      await inTime(take(client, JSON.parse(line) as Step))
      say({ ok: true })
    } catch (error) {
      say({ failed: String(error) })
    }
  }
  process.exit(0)
}

function readOptions(): TransactionOptions {
  const text = { type: 'string', default: '' } as const
  const { values } = parseArgs({
    options: {
      ...{ bootstrap: text, topic: text, source: text, group: text },
      'transactional-id': text,
      'transaction-timeout-ms': text,
    },
  })
  return {
    ...values,
    transactionalId: values['transactional-id'],
    transactionTimeoutMs: Number(values['transaction-timeout-ms']),
  }
}

function take(client: TransactionalClient, step: Step): Promise<void> {
  if (step.do === 'send') return client.send(step.partition, Buffer.from(step.value))
  if (step.do === 'copy') return client.copy(step.count)
  return client[step.do]()
}

async function inTime(work: Promise<void>): Promise<void> {
  const { promise, reject } = Promise.withResolvers<void>()
  const timeout = setTimeout(() => reject(new Error('it took too long')), patienceMs)
  await Promise.race([work, promise])
  clearTimeout(timeout)
}

function say(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`)
}
