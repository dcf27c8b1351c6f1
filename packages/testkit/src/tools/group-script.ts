/** What is typed at both brokers about groups. There is a topic "lines" with eight records. */
import type { ScriptedCommand } from './scripted-command.ts'

const consumer = 'kafka-console-consumer --bootstrap-server BOOTSTRAP --topic'
const kinds = 'kafka-groups --bootstrap-server BOOTSTRAP'
const groups = 'kafka-consumer-groups --bootstrap-server BOOTSTRAP'
const reset = `${groups} --group readers --topic lines --reset-offsets`
const formatters = 'org.apache.kafka.tools.consumer'

export const groupFiles: Readonly<Record<string, string>> = { 'offsets.csv': 'lines,0,5\n' }

export const groupScript: readonly ScriptedCommand[] = [
  { command: `${kinds} --list` },
  { command: `${consumer} lines --group readers --from-beginning --max-messages 3` },
  {
    command: `${consumer} lines --group modern --from-beginning --max-messages 3 --consumer-property group.protocol=consumer`,
  },
  { command: `${kinds} --list` },
  { command: `${kinds} --list --consumer` },
  { command: `${kinds} --list --group-type classic` },
  { command: `${groups} --list` },
  { command: `${groups} --list --state` },
  { command: `${groups} --list --state empty --type consumer` },
  { command: `${groups} --describe --group readers` },
  { command: `${groups} --describe --group readers --state` },
  { command: `${groups} --describe --group readers --members` },
  { command: `${groups} --describe --group modern` },
  { command: `${groups} --describe --group modern --state --verbose` },
  { command: `${groups} --describe --group modern --members --verbose` },
  { command: `${groups} --describe --group absent` },

  { command: `${reset} --to-earliest --dry-run` },
  { command: `${reset} --to-latest --dry-run` },
  { command: `${reset} --to-current --dry-run` },
  { command: `${reset} --to-offset 4 --dry-run` },
  { command: `${reset} --to-offset 4000 --dry-run` },
  { command: `${reset} --shift-by -100 --dry-run` },
  { command: `${reset} --by-duration PT1H --dry-run` },
  { command: `${reset} --to-datetime 2038-01-01T00:00:00.000 --dry-run` },
  { command: `${reset} --from-file FILES/offsets.csv --dry-run` },
  { command: `${reset} --to-earliest --dry-run --export` },
  { command: `${reset} --shift-by 1 --execute` },
  {
    command: `${groups} --group readers --topic absent --reset-offsets --to-earliest --execute`,
  },
  {
    command: `${groups} --group fresh --topic lines:0 --reset-offsets --to-latest --execute`,
  },
  { command: `${groups} --describe --group readers` },

  // The tool's own groups are in it, too, so what is counted there counts for nothing.
  {
    command: `${consumer} __consumer_offsets --from-beginning --timeout-ms 4000 --formatter ${formatters}.OffsetsMessageFormatter`,
    measures: true,
  },
  {
    command: `${consumer} __consumer_offsets --from-beginning --timeout-ms 4000 --formatter ${formatters}.GroupMetadataMessageFormatter`,
    measures: true,
  },

  { command: `${groups} --group readers --topic lines --delete-offsets` },
  { command: `${groups} --group readers --topic absent --delete-offsets` },
  { command: `${groups} --group readers --delete` },
  { command: `${groups} --group modern --group fresh --delete` },
  { command: `${groups} --group absent --delete` },
  { command: `${groups} --list` },
]
