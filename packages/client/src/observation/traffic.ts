import type { ApiKey } from '@barnabus/protocol'

import { Measure, type Samples } from './measure.ts'

/** What went to brokers and came back, over some connections. */
export class TrafficCounts {
  /** Bytes of each request. */
  readonly requests: Measure
  /** Bytes of whatever came. */
  readonly received: Measure
  /** How long each answer took, in ms. */
  readonly latencies: Measure

  constructor(samples: Samples) {
    this.requests = new Measure(samples)
    this.received = new Measure(samples)
    this.latencies = new Measure(samples)
  }
}

/** Requests of one kind. */
export class ApiTraffic {
  /** How long the answers took that were no refusals of the whole request, in ms. */
  readonly latencies: Measure
  /** How long brokers asked us to hold off, in ms. */
  readonly throttleTimes: Measure
  lastSentMs: number | undefined

  constructor(samples: Samples) {
    this.latencies = new Measure(samples)
    this.throttleTimes = new Measure(samples)
  }
}

/** What the connection of a client tells about itself. */
export interface ConnectionMeter {
  sent(apiKey: ApiKey, bytes: number, nowMs: number): void
  received(bytes: number, nowMs: number): void
  answered(apiKey: ApiKey, response: object, latencyMs: number, nowMs: number): void
  closed(nowMs: number): void
}

/** Everything that a client exchanges with brokers: altogether, by broker, and by kind of request. */
export class Traffic {
  readonly samples: Samples
  readonly all: TrafficCounts
  readonly nodes = new Map<number, TrafficCounts>()
  readonly created: Measure
  readonly closed: Measure
  readonly #apis = new Map<ApiKey, ApiTraffic>()

  constructor(samples: Samples) {
    this.samples = samples
    this.all = new TrafficCounts(samples)
    this.created = new Measure(samples)
    this.closed = new Measure(samples)
  }

  /** Connections that are open now. */
  get connectionCount(): number {
    return this.created.events - this.closed.events
  }

  /** Requests of one kind. */
  api(apiKey: ApiKey): ApiTraffic {
    let found = this.#apis.get(apiKey)
    if (found === undefined) this.#apis.set(apiKey, (found = new ApiTraffic(this.samples)))
    return found
  }

  /** Who counts for a connection that has just come about; undefined: to whom is not known. */
  connected(nodeId: number | undefined, nowMs: number): ConnectionMeter {
    this.created.record(1, nowMs)
    const counts = nodeId === undefined ? [this.all] : [this.all, this.#node(nodeId)]
    return {
      sent: (apiKey, bytes, atMs) => {
        for (const { requests } of counts) requests.record(bytes, atMs)
        this.api(apiKey).lastSentMs = atMs
      },
      received: (bytes, atMs) => {
        for (const { received } of counts) received.record(bytes, atMs)
      },
      answered: (apiKey, response, latencyMs, atMs) => {
        for (const { latencies } of counts) latencies.record(latencyMs, atMs)
        this.#answered(this.api(apiKey), response, latencyMs, atMs)
      },
      closed: (atMs) => this.closed.record(1, atMs),
    }
  }

  #node(nodeId: number): TrafficCounts {
    let found = this.nodes.get(nodeId)
    if (found === undefined) this.nodes.set(nodeId, (found = new TrafficCounts(this.samples)))
    return found
  }

  #answered(api: ApiTraffic, response: Answer, latencyMs: number, nowMs: number): void {
    const { errorCode = 0, throttleTimeMs = 0 } = response
    if (errorCode === 0) api.latencies.record(latencyMs, nowMs)
    api.throttleTimes.record(throttleTimeMs, nowMs)
  }
}

/** What most answers have. */
interface Answer {
  readonly errorCode?: number
  readonly throttleTimeMs?: number
}
