/** The real clients that histories are recorded from. */
import type { Client } from '../../clients/client.ts'

/** A client library behind the program that takes operations as lines. */
export interface HistoryClient extends Pick<Client, 'name' | 'toolchain' | 'program'> {
  /** Whether a transaction of a consumer that was assigned its keys can commit their offsets. */
  readonly commitsOffsets: boolean
}

export const historyClients = {
  java: {
    name: 'java',
    toolchain: 'java',
    program: 'HistoryClient',
    commitsOffsets: true,
  },
  librdkafka: {
    name: 'librdkafka',
    toolchain: 'python',
    program: 'history_client.py',
    commitsOffsets: true,
  },
  'franz-go': {
    name: 'franz-go',
    toolchain: 'go',
    program: 'history',
    commitsOffsets: false, // It does so for members of groups only.
  },
} as const satisfies Readonly<Record<string, HistoryClient>>
