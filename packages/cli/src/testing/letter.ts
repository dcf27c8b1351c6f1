import type { Bus, DeadLetter, Topic } from '@barnabus/bus'

/** A dead letter in the terms of its topic. */
export interface Letter<Value> extends Omit<DeadLetter, 'key' | 'value'> {
  readonly key: string | null
  /** Undefined: the bytes are none of the topic's values. */
  readonly value: Value | undefined
  /** What was published. */
  readonly bytes: DeadLetter['value']
}

/** All dead letters of a topic and a group, in the order of their partitions and offsets. */
export async function lettersOf<Value>(
  bus: Bus,
  topic: Topic<never, Value>,
  group: string,
): Promise<readonly Letter<Value>[]> {
  const desk = bus.deadLetters(topic, group)
  const letters: Letter<Value>[] = []
  let from: string | undefined
  do {
    const page = await desk.list({ from })
    for (const letter of page.letters) letters.push(await decoded(topic, letter))
    from = page.next
  } while (from !== undefined)
  return letters
}

async function decoded<Value>(
  topic: Topic<never, Value>,
  { key, value, ...rest }: DeadLetter,
): Promise<Letter<Value>> {
  return {
    ...rest,
    key: key?.toString() ?? null,
    value: await valueIn(topic, value),
    bytes: value,
  }
}

/** Undefined where it cannot be read: that is why it may be dead. */
async function valueIn<Value>(
  topic: Topic<never, Value>,
  value: DeadLetter['value'],
): Promise<Value | undefined> {
  try {
    return await topic.decode(value)
  } catch {
    return undefined
  }
}
