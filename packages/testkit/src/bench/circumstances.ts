import { cpus, loadavg, release, totalmem } from 'node:os'

import { runCommand } from '../engines/run-command.ts'

/** What figures depend on: the machine, how busy it was with other things, and the programs. */
export async function circumstances(): Promise<readonly string[]> {
  const all = cpus()
  const memory = `${Math.round(totalmem() / 1e9)} GB of memory`
  return [
    `${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC`,
    `${all.length} × ${all[0]?.model ?? 'unknown CPU'}, ${memory}, Linux ${release()}`,
    `load of the machine when the run began ${(loadavg()[0] ?? 0).toFixed(1)}`,
    `Node ${process.version}`,
    firstLine((await runCommand('java', ['-version'])).stderr),
    kcatVersion((await runCommand('kcat', ['-V'])).stdout.toString()),
  ]
}

/** From lines of which one reads "Version 1.7.1 (JSON, Avro, … librdkafka 2.0.2 …)". */
function kcatVersion(output: string): string {
  return `kcat ${/Version (\S+)/.exec(output)?.[1] ?? 'of an unknown version'} (librdkafka ${/librdkafka (\S+)/.exec(output)?.[1] ?? 'of an unknown version'})`
}

function firstLine(text: string): string {
  return text.split('\n')[0]?.trim() ?? ''
}
