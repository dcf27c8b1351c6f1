/** What Kafka's tools print differently against us, and why. The page on compatibility shows it. */

/** Lines that come against one of the brokers only. Each pattern must match one, or it is outdated. */
export interface KnownDifference {
  /** Part of the commands that it is about. */
  readonly command: string
  /** What only Kafka gives rise to. */
  readonly kafka: readonly RegExp[]
  /** What only Barnabus gives rise to. */
  readonly barnabus: readonly RegExp[]
  readonly reason: string
}

const election = 'One process is the leader of everything: there is nobody to elect.'
const upgrades = 'A feature is finalized in the version that works, and stays there.'
const eligibleReplicas =
  'With eligible leader replicas Kafka sets min.insync.replicas for the cluster when its storage is formatted; we have one copy and set nothing.'
const unsupported = /UnsupportedVersionException: MESSAGE$/

export const knownDifferences: readonly KnownDifference[] = [
  apis('Authentication, access control and quotas are not there yet.', [
    'AlterClientQuotas',
    'AlterUserScramCredentials',
    'CreateAcls',
    'CreateDelegationToken',
    'DeleteAcls',
    'DescribeAcls',
    'DescribeClientQuotas',
    'DescribeDelegationToken',
    'DescribeUserScramCredentials',
    'ExpireDelegationToken',
    'RenewDelegationToken',
    'SaslAuthenticate',
    'SaslHandshake',
  ]),
  apis('Share groups and streams groups are not served; their features are not finalized.', [
    'AlterShareGroupOffsets',
    'DeleteShareGroupOffsets',
    'DeleteShareGroupState',
    'DescribeShareGroupOffsets',
    'InitializeShareGroupState',
    'ReadShareGroupState',
    'ReadShareGroupStateSummary',
    'ShareAcknowledge',
    'ShareFetch',
    'ShareGroupDescribe',
    'ShareGroupHeartbeat',
    'StreamsGroupDescribe',
    'StreamsGroupHeartbeat',
    'WriteShareGroupState',
  ]),
  apis('One process has no voters to add, no replicas to move and no leaders to elect.', [
    'AddRaftVoter',
    'AlterPartitionReassignments',
    'AlterReplicaLogDirs',
    'ElectLeaders',
    'RemoveRaftVoter',
    'UnregisterBroker',
  ]),
  apis(upgrades, ['UpdateFeatures']),
  {
    command: 'kafka-cluster unregister',
    kafka: [/^exit code 1$/, /BrokerIdNotRegisteredException: MESSAGE$/],
    barnabus: [
      /^exit code 0$/,
      /^The target cluster does not support the broker unregistration API\.$/,
    ],
    reason: 'Brokers are the nodes of one process, and none of them can be forgotten.',
  },
  {
    command: 'kafka-topics --bootstrap-server BOOTSTRAP --describe',
    kafka: [
      /^Topic: .* Configs: min\.insync\.replicas=1(,cleanup\.policy=compact,retention\.ms=3600000)?$/,
    ],
    barnabus: [/^Topic: .* Configs:( cleanup\.policy=compact,retention\.ms=3600000)?$/],
    reason: eligibleReplicas,
  },
  {
    command: 'kafka-configs --bootstrap-server BOOTSTRAP --describe --broker-defaults',
    kafka: [/^min\.insync\.replicas=1 /],
    barnabus: [],
    reason: eligibleReplicas,
  },
  {
    command: '--describe --topic keyed --all',
    kafka: [/^min\.insync\.replicas=1 .*=\{DYNAMIC_DEFAULT_BROKER_CONFIG:/],
    barnabus: [/^min\.insync\.replicas=1 .*=\{DEFAULT_CONFIG:min\.insync\.replicas=1\}$/],
    reason: eligibleReplicas,
  },
  {
    command: '--describe --topic keyed --all',
    kafka: [/^local\.retention\.bytes=-2 .*=\{DEFAULT/, /^local\.retention\.ms=-2 .*=\{DEFAULT/],
    barnabus: [/^local\.retention\.bytes=-2 .*=\{\}$/, /^local\.retention\.ms=-2 .*=\{\}$/],
    reason: 'Tiered storage is not there, nor are the settings of brokers about it.',
  },
  {
    command: 'kafka-features --bootstrap-server BOOTSTRAP describe',
    kafka: [
      /^Feature: eligible\.leader\.replicas\.version /,
      /^Feature: kraft\.version /,
      /^Feature: metadata\.version /,
      /^Feature: share\.version /,
      /^Feature: streams\.version /,
    ],
    barnabus: [],
    reason:
      'Features are named that work: there is no quorum, and there are no groups of these kinds.',
  },
  {
    command: 'kafka-features --bootstrap-server BOOTSTRAP upgrade --feature transaction.version=2',
    kafka: [/^exit code 0$/, /^transaction\.version was upgraded to 2\.$/],
    barnabus: [/^exit code 1$/, /^Could not upgrade .* UPDATE_FEATURES$/, /^stderr: 1 out of 1 /],
    reason: upgrades,
  },
  {
    command: 'kafka-features --bootstrap-server BOOTSTRAP upgrade --feature no.such=1',
    kafka: [/^Could not upgrade no\.such to 1\. .* error: MESSAGE$/],
    barnabus: [/^Could not upgrade .* UPDATE_FEATURES$/],
    reason: upgrades,
  },
  {
    command: 'kafka-features --bootstrap-server BOOTSTRAP upgrade --feature group.version=9',
    kafka: [/^Could not upgrade group\.version to 9\. .* error: MESSAGE$/],
    barnabus: [/^Could not upgrade .* UPDATE_FEATURES$/],
    reason: upgrades,
  },
  {
    command: 'kafka-features --bootstrap-server BOOTSTRAP downgrade',
    kafka: [/^exit code 0$/, /^group\.version can be downgraded to 0\.$/],
    barnabus: [/^exit code 1$/, /^Can not downgrade .* UPDATE_FEATURES$/, /^stderr: 1 out of 1 /],
    reason: upgrades,
  },
  {
    command: 'kafka-leader-election',
    kafka: [/^exit code 0$/, /^Valid replica already elected for partitions lines-0$/],
    barnabus: [/^exit code 1$/, unsupported],
    reason: election,
  },
]

/** One line of kafka-broker-api-versions for each API that Kafka serves and we do not. */
function apis(reason: string, names: readonly string[]): KnownDifference {
  const command = 'kafka-broker-api-versions'
  return {
    command,
    kafka: names.map((name) => new RegExp(`^${name}\\(\\d+\\): .*usable`)),
    barnabus: names.map((name) => new RegExp(`^${name}\\(\\d+\\): UNSUPPORTED,?$`)),
    reason,
  }
}
