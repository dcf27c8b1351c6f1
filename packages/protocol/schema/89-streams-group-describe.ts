import { api, array, bool, int16, int32, int64, string, struct, uint16 } from './notation.ts'

const endpoint = struct('Endpoint', {
  host: string,
  port: uint16,
})

const taskOffset = struct('TaskOffset', {
  subtopologyId: string,
  partition: int32,
  offset: int64,
})

const taskIds = struct('TaskIds', {
  subtopologyId: string,
  partitions: array(int32),
})

const assignment = struct('Assignment', {
  activeTasks: array(taskIds),
  standbyTasks: array(taskIds),
  warmupTasks: array(taskIds),
})

const keyValue = struct('KeyValue', {
  key: string,
  value: string,
})

const topicInfo = struct('TopicInfo', {
  name: string,
  partitions: int32,
  replicationFactor: int16,
  topicConfigs: array(keyValue),
})

/**
 * StreamsGroupDescribe (89): shows streams groups, their topologies and their members.
 */
export const streamsGroupDescribe = api({
  key: 89,
  name: 'StreamsGroupDescribe',
  versions: [0, 0],
  flexibleSince: 0,
  request: {
    groupIds: array(string),
    includeAuthorizedOperations: bool,
  },
  response: {
    throttleTimeMs: int32,
    groups: array({
      errorCode: int16,
      errorMessage: string.nullable.default(null),
      groupId: string,
      groupState: string,
      groupEpoch: int32,
      assignmentEpoch: int32,
      topology: struct({
        epoch: int32,
        subtopologies: array({
          subtopologyId: string,
          sourceTopics: array(string),
          repartitionSinkTopics: array(string),
          stateChangelogTopics: array(topicInfo),
          repartitionSourceTopics: array(topicInfo),
        }).nullable.default(null),
      }).nullable.default(null),
      members: array({
        memberId: string,
        memberEpoch: int32,
        instanceId: string.nullable.default(null),
        rackId: string.nullable.default(null),
        clientId: string,
        clientHost: string,
        topologyEpoch: int32,
        processId: string,
        userEndpoint: endpoint.nullable.default(null),
        clientTags: array(keyValue),
        taskOffsets: array(taskOffset),
        taskEndOffsets: array(taskOffset),
        assignment: assignment,
        targetAssignment: assignment,
        isClassic: bool,
      }),
      authorizedOperations: int32.default(-(2 ** 31)),
    }),
  },
})
