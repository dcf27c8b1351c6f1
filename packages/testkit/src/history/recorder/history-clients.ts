/** The real clients that histories are recorded from. */
import type { Client } from '../../clients/client.ts'

/** A client library behind the program that takes operations as lines. */
export type HistoryClient = Pick<Client, 'name' | 'toolchain' | 'program'>

export const historyClients = {
  java: {
    name: 'java',
    toolchain: 'java',
    program: 'HistoryClient',
  },
  librdkafka: {
    name: 'librdkafka',
    toolchain: 'python',
    program: 'history_client.py',
  },
  'franz-go': {
    name: 'franz-go',
    toolchain: 'go',
    program: 'history',
  },
  ours: {
    name: 'ours',
    toolchain: 'node',
    program: 'barnabus-history.ts',
  },
} as const satisfies Readonly<Record<string, HistoryClient>>
