/**
 * The contents page of what is compared with Apache Kafka.
 *
 * Scenarios of one more API, or of one more kind of story, are a file here and one line below.
 */
export { createTopics } from './19-create-topics.ts'
export { consumerGroupHeartbeat } from './68-consumer-group-heartbeat.ts'
export { consumerGroupDescribe } from './69-consumer-group-describe.ts'
