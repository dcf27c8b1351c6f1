import { silentLogger, systemClock } from '@barnabus/base'
import type { RunningBroker } from '@barnabus/broker'
import { Option, type Command } from 'commander'

import { banner } from '../banner.ts'
import { watchIdleMemory } from '../idle-memory.ts'
import { logLevels, logOutput, type LogLevel } from '../log-output.ts'
import { gatherSettings, type SettingFlags } from '../settings/gather-settings.ts'
import { startWith } from '../start-barnabus.ts'
import { stopRequest } from '../stop-request.ts'
import { version } from '../version.ts'

interface StartFlags extends SettingFlags {
  readonly logLevel: LogLevel
}

/** `barnabus start`: runs the broker until it is told to stop. */
export function addStart(program: Command): void {
  program
    .command('start')
    .summary('run the broker until it is told to stop')
    .description(
      'Runs the broker until SIGTERM or SIGINT (Ctrl-C); a second one does not wait.\n' +
        'Events go to stderr as lines of JSON. Settings have the names they have in Kafka.',
    )
    .option('-d, --data-dir <directory>', 'where the data is (default: ./barnabus-data)')
    .option('--host <address>', 'the address to listen on (default: 127.0.0.1)')
    .option('-p, --port <number>', 'the port to listen on, 0 for any (default: 9092)')
    .option('--nodes <count>', 'how many brokers to present, each on a port (default: 1)')
    .option('-c, --config <file>', 'settings from a server.properties, or from YAML')
    .option('-s, --set <name=value>', 'one setting; wins over the file', collect)
    .option('--allow-remote', 'listen on an address that other machines can reach')
    .addOption(logLevelOption())
    .action(start)
}

function logLevelOption(): Option {
  const isWatched = process.stderr.isTTY
  return new Option('--log-level <level>', 'how much to log (a terminal gets warnings only)')
    .choices(logLevels)
    .default(isWatched ? 'warn' : 'info')
}

function collect(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text]
}

async function start({ logLevel, ...flags }: StartFlags): Promise<void> {
  const settings = await gatherSettings(flags)
  const logger = logLevel === 'silent' ? silentLogger : logOutput(logLevel)
  const stop = stopRequest()
  const broker = await Promise.race([startWith(settings, logger), stop])
  // Nothing was promised to anybody yet, and what recovery has begun it can begin again.
  if (broker === undefined) process.exit()
  process.stdout.on('error', () => undefined) // Whoever read it is gone; others are still served.
  process.stdout.write(banner(version(), broker))
  await runUntil(stop, broker)
}

/** Rejects if the data directory failed: then nothing may be acknowledged any more. */
async function runUntil(stop: Promise<void>, broker: RunningBroker): Promise<void> {
  const idleMemory = watchIdleMemory(systemClock, broker)
  const reason = await Promise.race([stop, broker.failed])
  idleMemory.stop()
  await broker.close()
  if (reason !== undefined) throw reason
}
