import { cpus, loadavg, release, totalmem } from 'node:os'

import { runCommand } from '../engines/run-command.ts'

/** What figures depend on: the machine, how busy it was with other things, and the programs. */
export async function circumstances(): Promise<readonly string[]> {
  const all = cpus()
  const memory = `${Math.round(totalmem() / 1e9)} GB of memory`
  return [
    `Date: ${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC`,
    `Machine: ${all.length} × ${all[0]?.model ?? 'unknown CPU'}, ${memory}, Linux ${release()}`,
    `Load of the machine when the run began (1, 5, 15 minutes): ${loadavg().map(oneDecimal).join(', ')}`,
    `Node ${process.version}`,
    firstLine((await runCommand('java', ['-version'])).stderr),
    kcatVersion((await runCommand('kcat', ['-V'])).stdout.toString()),
  ]
}

function oneDecimal(value: number): string {
  return value.toFixed(1)
}

/** From lines of which one reads "Version 1.7.1 (JSON, Avro, …)". */
function kcatVersion(output: string): string {
  return `kcat ${/Version (.*)/.exec(output)?.[1] ?? 'of an unknown version'}`
}

function firstLine(text: string): string {
  return text.split('\n')[0]?.trim() ?? ''
}
