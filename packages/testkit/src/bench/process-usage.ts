import { readFile, readdir } from 'node:fs/promises'

import { assert } from '@barnabus/base'

/** What the operating system says of a process. Linux only, as the figures we publish are. */
export interface ProcessUsage {
  readonly residentBytes: number
  /** User and system time since it started. */
  readonly cpuSeconds: number
}

/** How many file descriptors a process has open. Linux only. */
export async function openDescriptors(processId: number | undefined): Promise<number> {
  assert(processId !== undefined, 'the process runs')
  return (await readdir(`/proc/${processId}/fd`)).length
}

const ticksPerSecond = 100 // What Linux has shown to programs on every architecture for decades.

export async function processUsage(processId: number | undefined): Promise<ProcessUsage> {
  assert(processId !== undefined, 'the process runs')
  const status = await readFile(`/proc/${processId}/status`, 'utf8')
  const resident = /VmRSS:\s+(\d+) kB/.exec(status)?.[1]
  const stat = await readFile(`/proc/${processId}/stat`, 'utf8')
  // The second field is the program's name in brackets, which may itself hold blanks.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const ticks = Number(fields[11]) + Number(fields[12])
  assert(resident !== undefined && ticks >= 0, '/proc has the form that proc(5) describes')
  return { residentBytes: Number(resident) * 1024, cpuSeconds: ticks / ticksPerSecond }
}
