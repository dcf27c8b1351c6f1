export type { Letter } from './letter.ts'
export { startTestBus, type TestBusOptions } from './start-test-bus.ts'
export type { TestBus } from './test-bus.ts'
