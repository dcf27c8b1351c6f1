import { EndOfPlay, Stage } from './stage.ts'
import type { Scenario } from './scenario.ts'
import type { Transcript } from './transcript.ts'

/** A broker that scenarios are played for. */
export interface Host {
  /** Which one, for people. */
  readonly title: string
  /** host:port. */
  readonly bootstrap: string
}

/** What a broker let see, or why the scenario could not be played for it to the end. */
export interface Performance {
  readonly transcript: Transcript
  readonly mishap?: string
}

/** Plays a scenario for one broker. Throws nothing: what goes wrong is part of what comes back. */
export async function perform(
  { name, apiKey, version, play }: Scenario,
  { title, bootstrap }: Host,
  nowMs: number,
): Promise<Performance> {
  const stage = new Stage({ bootstrap, name, apiKey, version, nowMs })
  try {
    await play(stage)
    return { transcript: stage.transcript }
  } catch (error) {
    if (error instanceof EndOfPlay) return { transcript: stage.transcript }
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return { transcript: stage.transcript, mishap: `${title}: ${reason}` }
  } finally {
    stage.leave()
  }
}
