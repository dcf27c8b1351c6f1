import { systemClock, systemFiles, systemNetwork, systemRandom, type Env } from '@barnabus/base'

/** The side effects a client may have; tests hand in their own. */
export type ClientEnv = Pick<Env, 'clock' | 'files' | 'network' | 'random'>

/** The machine's own clock, files, network and randomness. */
export const systemClientEnv: ClientEnv = {
  clock: systemClock,
  files: systemFiles,
  network: systemNetwork,
  random: systemRandom,
}
