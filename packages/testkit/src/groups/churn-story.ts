import { asking } from '../asking.ts'
import { prepareToolchains } from '../clients/toolchains.ts'
import type { Engine } from '../engines/engine.ts'
import { runCommand } from '../engines/run-command.ts'
import { createTopic } from '../raw-topics.ts'
import { noSharedPartitions } from './generations.ts'

const topic = 'work-in-a-crowd'
const group = 'a-crowd'
const members = 200

/**
 * Two hundred members of one group, of which twenty a second leave or come. Left alone, they must
 * all get into one generation in which every partition is read, and no generation on the way may
 * have given one away twice.
 */
export async function tellChurnStory(
  engine: Engine,
  seconds: number,
  say: (what: string) => void,
): Promise<void> {
  const program = { toolchain: 'go', program: 'churn' } as const
  const { command, args } = (await prepareToolchains([program]))(program)
  const { bootstrap } = engine
  await createTopic(bootstrap, { name: topic, numPartitions: members })
  const where = ['-bootstrap', bootstrap, '-topic', topic, '-partitions', String(members)]
  const load = ['-group', group, '-members', String(members), '-duration', `${seconds}s`]
  const { stdout } = await runCommand(command, [...args, ...where, ...load])
  say(`${members} members have settled: ${stdout.toString().trim()}`)
  await asking(bootstrap, noSharedPartitions)
  say('no partition was ever given away twice')
}
