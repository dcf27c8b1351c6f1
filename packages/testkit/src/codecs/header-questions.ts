import { Writer, encodeRequestHeader, encodeResponseHeader, isApiKey } from '@barnabus/protocol'

import type { Question } from './question.ts'
import type { Subject } from './subject.ts'

const correlationId = 0x0bad_cafe

/** Our headers of all requests and responses, read with the header version that belongs to them. */
export function headerQuestions(subjects: readonly Subject[]): readonly Question[] {
  return subjects.flatMap(({ name, part, version: apiVersion }) => {
    if (part.kind === 'stored' || !isApiKey(part.apiKey)) return []
    const { apiKey } = part
    if (part.kind === 'response') {
      const writer = new Writer()
      encodeResponseHeader(writer, { apiKey, apiVersion, correlationId })
      return [question({ name, part, apiVersion, type: 'ResponseHeaderData', writer })]
    }
    return [null, '', 'a client'].map((clientId) => {
      const writer = new Writer()
      encodeRequestHeader(writer, { apiKey, apiVersion, correlationId, clientId })
      return question({ name, part, apiVersion, type: 'RequestHeaderData', writer })
    })
  })
}

function question(asked: {
  readonly name: string
  readonly part: { readonly apiKey: number }
  readonly apiVersion: number
  readonly type: string
  readonly writer: Writer
}): Question {
  const sent = Buffer.concat(asked.writer.finish()).toString('base64')
  const { name, part, apiVersion, type } = asked
  return {
    message: `header of ${name}`,
    version: apiVersion,
    direction: 'headers',
    seed: 0,
    excuse: undefined,
    line: `header ${type} ${part.apiKey} ${apiVersion} ${sent}`,
    judge: (answer) => (answer === sent ? undefined : `sent ${sent}, got ${answer}`),
  }
}
