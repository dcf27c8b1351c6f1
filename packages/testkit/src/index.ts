export {
  InProcessBroker,
  type InProcessBrokerOptions,
  type MadeTopic,
} from './in-process-broker.ts'
export { randomRequest, randomRequestBody, randomResponse } from './protocol/random-message.ts'
export { RawConnection } from './raw-connection.ts'
export { seededRandom } from './seeded-random.ts'
