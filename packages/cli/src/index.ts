export type { Logger } from '@barnabus/base'
export type { NodeView } from '@barnabus/broker'
export { startBarnabus, type Barnabus, type BarnabusOptions } from './start-barnabus.ts'
