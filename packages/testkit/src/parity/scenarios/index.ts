/**
 * The contents page of what is compared with Apache Kafka.
 *
 * Scenarios of one more API, or of one more kind of story, are a file here and one line below.
 */
export { offsetCommit } from './08-offset-commit.ts'
export { offsetFetch } from './09-offset-fetch.ts'
export { joinGroup } from './11-join-group.ts'
export { groupsAdministration } from './15-describe-groups.ts'
export { createTopics } from './19-create-topics.ts'
export { consumerGroupHeartbeat } from './68-consumer-group-heartbeat.ts'
export { consumerGroupDescribe } from './69-consumer-group-describe.ts'
