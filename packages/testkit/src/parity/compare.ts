import { apiInfo, errorCodeName } from '@barnabus/protocol'

import { isFields, Normaliser } from './normalise.ts'
import type { Scenario } from './scenario.ts'
import { titleOf, type Transcript } from './transcript.ts'

/** Something that the two brokers do not agree on. */
export interface Difference {
  readonly scenario: Scenario
  /** Which request it was, from 1 on. */
  readonly step: number
  /** The API and version of that request. */
  readonly request: string
  /** The field, such as `topics[0].errorCode`. */
  readonly path: string
  /** What Apache Kafka says. */
  readonly kafka: string
  /** What Barnabus says. */
  readonly barnabus: string
}

interface Unlike {
  readonly path: string
  readonly kafka: unknown
  readonly barnabus: unknown
}

/** Compares two answers to the same play, field by field. */
export function compareTranscripts(
  scenario: Scenario,
  kafka: Transcript,
  barnabus: Transcript,
): readonly Difference[] {
  const [kafkaNormaliser, barnabusNormaliser] = [new Normaliser(), new Normaliser()]
  const steps = Math.max(kafka.length, barnabus.length)
  return Array.from({ length: steps }, (_, index) => index).flatMap((index) => {
    const step = kafka[index] ?? barnabus[index]
    const api = step === undefined ? '' : apiInfo(step.apiKey).name
    const unlike = unlikeIn(
      kafkaNormaliser.outcome(api, kafka[index]?.outcome),
      barnabusNormaliser.outcome(api, barnabus[index]?.outcome),
      '',
    )
    return unlike.map((found) => ({
      scenario,
      step: index + 1,
      request: step === undefined ? '' : titleOf(step),
      path: found.path.replace(/^answer\./, ''),
      kafka: inWords(found.path, found.kafka),
      barnabus: inWords(found.path, found.barnabus),
    }))
  })
}

function unlikeIn(kafka: unknown, barnabus: unknown, path: string): readonly Unlike[] {
  if (Array.isArray(kafka) && Array.isArray(barnabus)) return unlikeInLists(kafka, barnabus, path)
  if (isFields(kafka) && isFields(barnabus)) return unlikeInFields(kafka, barnabus, path)
  if (barnabus === 'words') return [] // Where a code says it all to Kafka, we may add a sentence.
  return kafka === barnabus ? [] : [{ path, kafka, barnabus }]
}

function unlikeInLists(
  kafka: readonly unknown[],
  barnabus: readonly unknown[],
  path: string,
): readonly Unlike[] {
  const lengths = { path: `${path}.length`, kafka: kafka.length, barnabus: barnabus.length }
  const shared = kafka.slice(0, barnabus.length)
  return [
    ...(kafka.length === barnabus.length ? [] : [lengths]),
    ...shared.flatMap((element, index) => unlikeIn(element, barnabus[index], `${path}[${index}]`)),
  ]
}

function unlikeInFields(
  kafka: Readonly<Record<string, unknown>>,
  barnabus: Readonly<Record<string, unknown>>,
  path: string,
): readonly Unlike[] {
  // Where one has an error and the other has not, the rest follows from it.
  const decisive = ['kind', 'errorCode'].filter((name) => kafka[name] !== barnabus[name])
  const all = new Set([...Object.keys(kafka), ...Object.keys(barnabus)])
  const names = decisive.length > 0 ? decisive : all
  return [...names].flatMap((name) =>
    unlikeIn(kafka[name], barnabus[name], path === '' ? name : `${path}.${name}`),
  )
}

function inWords(path: string, value: unknown): string {
  if (value === undefined) return 'nothing'
  if (path.endsWith('rrorCode') && typeof value === 'number') {
    return `${errorCodeName(value)} (${value})`
  }
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'bigint' ? `${inner}n` : inner,
  )
}
