export { brokerErrors } from './errors.ts'
export type { NodeView } from './nodes.ts'
export type { RunningBroker } from './running-broker.ts'
export { startBroker, type StartOptions } from './start-broker.ts'
