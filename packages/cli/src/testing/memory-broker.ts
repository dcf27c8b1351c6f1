import { MemoryFiles, silentLogger, type Env } from '@barnabus/base'
import { readBrokerConfig, startBroker, type RunningBroker } from '@barnabus/broker'

// Whoever starts a group is alone in it, and one of everything is quicker made than fifty.
const settingsDefault: Readonly<Record<string, string>> = {
  listeners: 'PLAINTEXT://127.0.0.1:0',
  'log.dirs': '/data',
  'group.initial.rebalance.delay.ms': '0',
  'offsets.topic.num.partitions': '1',
  'transaction.state.log.num.partitions': '1',
  // This is by the calendar, which stands still.
  'group.consumer.min.assignment.interval.ms': '0',
  'group.consumer.assignment.interval.ms': '0',
  // Nobody can remove members of the newer protocol that are dead; a test cannot wait for long.
  'group.consumer.min.heartbeat.interval.ms': '500',
  'group.consumer.heartbeat.interval.ms': '500',
  'group.consumer.min.session.timeout.ms': '5000',
  'group.consumer.session.timeout.ms': '5000',
}

/** Starts a broker that keeps everything in memory, on a free port of this machine. */
export async function startMemoryBroker(
  env: Omit<Env, 'files'>,
  settings: Readonly<Record<string, string>>,
): Promise<RunningBroker> {
  const given = new Map(Object.entries({ ...settingsDefault, ...settings }))
  return await startBroker({
    config: readBrokerConfig(given),
    env: { ...env, files: new MemoryFiles() },
    logger: silentLogger,
  })
}
