import { connect, topic, type Bus, type Handling } from '@barnabus/bus'
import { Admin, type NewAcl } from '@barnabus/client'

import { eventually, until } from '../stories/eventually.ts'
import { holds } from '../stories/story.ts'
import type { Check, Stage } from './check.ts'
import { alice } from './users.ts'

const group = 'guarded'
const principal = `User:${alice.name}`

/** What becomes of the bus where it may not write what it has to. */
export const forbiddenTopics: readonly Check[] = [
  {
    title: 'a dead letter that may not be written waits until it may be, and nothing is lost',
    run: (stage) => waitsUntilAllowed(stage, 'guarded-dead', 'dead'),
  },
  {
    title: 'a retry that may not be written waits until it may be, and nothing is lost',
    run: (stage) => waitsUntilAllowed(stage, 'guarded-retry', 'retry.1'),
  },
]

/** A message fails while nobody may write to a topic of its group; then somebody may again. */
async function waitsUntilAllowed(
  { bootstrap }: Stage,
  source: string,
  forbidden: string,
): Promise<void> {
  await using admin = new Admin({ 'bootstrap.servers': bootstrap.plaintext })
  await admin.createTopics([{ topic: source, partitions: 1 }])
  await admin.createAcls(ownedBy(source))
  await using bus = await connect({
    'bootstrap.servers': bootstrap.saslPlaintext,
    'security.protocol': 'SASL_PLAINTEXT',
    'sasl.mechanism': 'PLAIN',
    'sasl.username': alice.name,
    'sasl.password': alice.password,
  })
  const handled: string[] = []
  const work = topic<string>(source)
  const handling = await bus.handle(work, { group, retry: { delays: [50] } }, ({ value }) => {
    if (value === 'bad') throw new Error('it is bad')
    handled.push(value)
  })
  const denied = await deny(admin, `${source}.${group}.${forbidden}`)
  await bus.publish(work, { key: 'k', value: 'bad' })
  await until(() => handling.stalls.length === 1)
  await bus.publish(work, { key: 'k', value: 'behind it' })
  saysWhy(handling)
  holds(handled.length === 0, `${handled.join(', ')} came before what it waits for`)

  await admin.deleteAcls([denied])
  await until(() => handled.length === 1 && handling.stalls.length === 0)
  await eventually(async () => hasOneLetter(bus, source))
}

/** What a member of the group has to be allowed, and no more. */
function ownedBy(source: string): readonly NewAcl[] {
  const all = { principal, operation: 'ALL', patternType: 'PREFIXED' } as const
  return [
    { ...all, resourceType: 'TOPIC', resourceName: source },
    { ...all, resourceType: 'GROUP', resourceName: group },
    { ...all, resourceType: 'TRANSACTIONAL_ID', resourceName: `bus.${group}.${source}` },
  ]
}

/** Takes away the right to write to a topic; resolves when that holds. */
async function deny(admin: Admin, resourceName: string): Promise<NewAcl> {
  const denied = {
    principal,
    resourceType: 'TOPIC',
    resourceName,
    operation: 'WRITE',
    permission: 'DENY',
  } as const
  await admin.createAcls([denied])
  await eventually(async () => {
    const found = await admin.describeAcls({ resourceType: 'TOPIC', resourceName })
    holds(found.length > 0, 'it is not forbidden yet')
  })
  return denied
}

function saysWhy({ stalls }: Handling): void {
  const [stall] = stalls
  holds(/authoriz|authoris/i.test(stall?.reason ?? ''), `it waits for ${stall?.reason}`)
}

async function hasOneLetter(bus: Bus, source: string): Promise<void> {
  const { letters } = await bus.deadLetters(topic<string>(source), group).list()
  holds(letters.length === 1, `${letters.length} are dead letters`)
}
