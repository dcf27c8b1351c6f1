import { Cluster, type Patience } from '../cluster/cluster.ts'
import { clusterConfig } from '../cluster/cluster-config.ts'
import { systemClientEnv, type ClientEnv } from '../client-env.ts'
import { adminProperties } from '../config/admin-properties.ts'
import { readSettings, type SettingsOf } from '../config/read-settings.ts'
import type { CommittedOffset, OffsetToCommit } from '../consumer/committing/group-offsets.ts'
import { readAdminMetrics } from '../observation/admin-metrics.ts'
import type { Metric } from '../observation/metric.ts'
import { securityOf, type SecurityOptions } from '../security/security.ts'
import type { TopicPartition } from '../topic-partition.ts'
import type { Acl, AclFilter, NewAcl } from './access/acl.ts'
import * as acls from './access/acls.ts'
import * as clientQuotas from './access/client-quotas.ts'
import * as configs from './cluster/configs.ts'
import * as creatingPartitions from './topics/create-partitions.ts'
import * as creatingTopics from './topics/create-topics.ts'
import { deleteGroups } from './groups/delete-groups.ts'
import * as deletingRecords from './topics/delete-records.ts'
import { deleteTopics } from './topics/delete-topics.ts'
import * as describingCluster from './cluster/describe-cluster.ts'
import * as describingGroups from './groups/describe-groups.ts'
import * as describingProducers from './transactions/describe-producers.ts'
import * as describingTopics from './topics/describe-topics.ts'
import * as features from './cluster/features.ts'
import type { GroupDescription } from './groups/group-description.ts'
import * as groupOffsets from './groups/group-offsets.ts'
import * as listingGroups from './groups/list-groups.ts'
import * as listingOffsets from './topics/list-offsets.ts'
import * as listingTopics from './topics/list-topics.ts'
import * as logDirs from './cluster/log-dirs.ts'
import * as quorum from './cluster/metadata-quorum.ts'
import * as reassignments from './topics/reassignments.ts'
import * as removingMembers from './groups/remove-members.ts'
import type { TopicDescription } from './topics/topic-description.ts'
import type { TopicReference } from './topics/topic-reference.ts'
import * as transactions from './transactions/transactions.ts'
import * as scram from './access/user-scram-credentials.ts'

/** Kafka's settings of an administrator, by their names. */
export type AdminSettings = SettingsOf<typeof adminProperties>

/** What an administrator is given beside its settings. */
export interface AdminOptions extends SecurityOptions {
  /** Clock, files, network and randomness; left out: the machine's. */
  readonly env?: ClientEnv
}

/**
 * Looks after a cluster: topics, settings, groups, transactions, users.
 *
 * Every call may be bounded (`timeoutMs`; left out: `default.api.timeout.ms`) and given up
 * (`signal`), and is tried again meanwhile after whatever passes by itself. A call on several things
 * asks all brokers concerned at once; if it fails for some of them it rejects, when nothing is under
 * way any more, with a FailedItemsError that names each one (`errors`) and has what became of the
 * others (`results`). Results come in the order in which things were asked for.
 *
 * Throws a KafkaError (INVALID_CONFIG) for settings that it does not know, or that are wrong.
 */
export class Admin implements AsyncDisposable {
  readonly #cluster: Cluster
  readonly #clientId: string

  constructor(settings: AdminSettings, options: AdminOptions = {}) {
    const { env = systemClientEnv } = options
    const values = readSettings(adminProperties, settings)
    const security = securityOf(values, options, env)
    const config = clusterConfig({ ...values, 'client.rack': '' }, security, {
      allowAutoTopicCreation: false,
    })
    this.#cluster = new Cluster(config, env)
    this.#clientId = values['client.id']
  }

  // Topics

  /**
   * Makes topics. Resolves when every broker knows who leads each partition, so that the topics can
   * be used at once, by any client. Fails with TOPIC_ALREADY_EXISTS, INVALID_PARTITIONS,
   * INVALID_REPLICATION_FACTOR, INVALID_CONFIG, POLICY_VIOLATION (KIP-4).
   */
  async createTopics(
    topics: readonly creatingTopics.NewTopic[],
    options?: creatingTopics.CreateTopicsOptions,
  ): Promise<readonly creatingTopics.CreatedTopic[]> {
    return await creatingTopics.createTopics(this.#cluster, topics, options)
  }

  /**
   * Deletes topics with all their records, by name, or by id (KIP-516). Fails with
   * UNKNOWN_TOPIC_OR_PARTITION, UNKNOWN_TOPIC_ID, TOPIC_DELETION_DISABLED.
   */
  async deleteTopics(topics: readonly TopicReference[], options?: Patience): Promise<void> {
    await deleteTopics(this.#cluster, topics, options)
  }

  /**
   * The topics that this client may see, by name. Internal ones are left out unless asked for.
   */
  async listTopics(
    options?: listingTopics.ListTopicsOptions,
  ): Promise<readonly listingTopics.TopicListing[]> {
    return await listingTopics.listTopics(this.#cluster, options)
  }

  /**
   * Partitions of topics, who leads them and who keeps them; by name, 2,000 partitions at a time from
   * brokers that can (KIP-966), or by id (KIP-516). Fails with UNKNOWN_TOPIC_OR_PARTITION,
   * UNKNOWN_TOPIC_ID, INVALID_TOPIC_EXCEPTION.
   */
  async describeTopics(
    topics: readonly TopicReference[],
    options?: describingTopics.DescribeTopicsOptions,
  ): Promise<readonly TopicDescription[]> {
    return await describingTopics.describeTopics(this.#cluster, topics, options)
  }

  /**
   * Gives topics more partitions (KIP-195). Keys may go to other partitions from then on. Fails with
   * INVALID_PARTITIONS, INVALID_REPLICA_ASSIGNMENT, UNKNOWN_TOPIC_OR_PARTITION.
   */
  async createPartitions(
    topics: readonly creatingPartitions.NewPartitions[],
    options?: creatingPartitions.CreatePartitionsOptions,
  ): Promise<void> {
    await creatingPartitions.createPartitions(this.#cluster, topics, options)
  }

  /**
   * Deletes the oldest records of partitions, up to an offset (KIP-107), and tells where they begin
   * now. Fails with OFFSET_OUT_OF_RANGE, POLICY_VIOLATION (a compacted topic).
   */
  async deleteRecords(
    partitions: readonly deletingRecords.RecordsToDelete[],
    options?: Patience,
  ): Promise<readonly deletingRecords.DeletedRecords[]> {
    return await deletingRecords.deleteRecords(this.#cluster, partitions, options)
  }

  /**
   * Offsets of partitions: the first, the next to come, that of the newest record (KIP-734), or of the
   * first record that is not older than a moment (KIP-79). Fails with UNKNOWN_TOPIC_OR_PARTITION.
   */
  async listOffsets(
    partitions: readonly listingOffsets.OffsetToList[],
    options?: listingOffsets.ListOffsetsOptions,
  ): Promise<readonly listingOffsets.ListedOffset[]> {
    return await listingOffsets.listOffsets(this.#cluster, partitions, options)
  }

  // Settings

  /**
   * Settings of topics, brokers, groups and client metrics, and where their values come from
   * (KIP-133). Fails with UNKNOWN_TOPIC_OR_PARTITION, INVALID_REQUEST.
   */
  async describeConfigs(
    resources: readonly configs.ConfigResource[],
    options?: configs.DescribeConfigsOptions,
  ): Promise<readonly configs.ConfigDescription[]> {
    return await configs.describeConfigs(this.#cluster, resources, options)
  }

  /**
   * Changes settings and leaves all others as they are (KIP-339). Fails with INVALID_CONFIG,
   * POLICY_VIOLATION, UNKNOWN_TOPIC_OR_PARTITION.
   */
  async incrementalAlterConfigs(
    alterations: readonly configs.ConfigAlteration[],
    options?: configs.AlterConfigsOptions,
  ): Promise<void> {
    await configs.incrementalAlterConfigs(this.#cluster, alterations, options)
  }

  /** Whatever has settings of its own (KIP-1142). */
  async listConfigResources(
    options?: configs.ListConfigResourcesOptions,
  ): Promise<readonly configs.ConfigResource[]> {
    return await configs.listConfigResources(this.#cluster, options)
  }

  // The cluster

  /** The brokers, and who leads them (KIP-700). */
  async describeCluster(
    options?: describingCluster.DescribeClusterOptions,
  ): Promise<describingCluster.ClusterDescription> {
    return await describingCluster.describeCluster(this.#cluster, options)
  }

  /** Which features the cluster has, and could have (KIP-584). */
  async describeFeatures(options?: Patience): Promise<features.FeatureDescription> {
    return await features.describeFeatures(this.#cluster, options)
  }

  /**
   * Raises and lowers features (KIP-584). Fails with INVALID_UPDATE_VERSION, FEATURE_UPDATE_FAILED.
   */
  async updateFeatures(
    updates: readonly features.FeatureUpdate[],
    options?: features.UpdateFeaturesOptions,
  ): Promise<void> {
    await features.updateFeatures(this.#cluster, updates, options)
  }

  /** The directories of brokers, and what they keep there (KIP-113). */
  async describeLogDirs(
    options?: logDirs.DescribeLogDirsOptions,
  ): Promise<readonly logDirs.LogDirDescription[]> {
    return await logDirs.describeLogDirs(this.#cluster, options)
  }

  /** Who keeps the metadata, and how far each of them is (KIP-836). */
  async describeMetadataQuorum(options?: Patience): Promise<quorum.MetadataQuorum> {
    return await quorum.describeMetadataQuorum(this.#cluster, options)
  }

  /**
   * Moves partitions to other brokers (KIP-455); resolves when that has begun. Fails with
   * INVALID_REPLICA_ASSIGNMENT, NO_REASSIGNMENT_IN_PROGRESS, UNKNOWN_TOPIC_OR_PARTITION.
   */
  async alterPartitionReassignments(
    moves: readonly reassignments.Reassignment[],
    options?: Patience,
  ): Promise<void> {
    await reassignments.alterPartitionReassignments(this.#cluster, moves, options)
  }

  /** Partitions that are being moved (KIP-455). */
  async listPartitionReassignments(
    options?: reassignments.ListReassignmentsOptions,
  ): Promise<readonly reassignments.OngoingReassignment[]> {
    return await reassignments.listPartitionReassignments(this.#cluster, options)
  }

  /**
   * Has partitions led by their preferred replica, or by any that is left (KIP-460). One that is led so
   * already counts as done. Fails with PREFERRED_LEADER_NOT_AVAILABLE, ELIGIBLE_LEADERS_NOT_AVAILABLE.
   */
  async electLeaders(
    type: reassignments.ElectionType,
    partitions: readonly TopicPartition[],
    options?: Patience,
  ): Promise<void> {
    await reassignments.electLeaders(this.#cluster, type, partitions, options)
  }

  // Groups

  /** The groups of all brokers, of every kind (KIP-518, KIP-848, KIP-1043). */
  async listGroups(
    options?: listingGroups.ListGroupsOptions,
  ): Promise<readonly listingGroups.GroupListing[]> {
    return await listingGroups.listGroups(this.#cluster, options)
  }

  /**
   * Groups of both protocols, with their members and what each of them reads. Fails with
   * GROUP_ID_NOT_FOUND, GROUP_AUTHORIZATION_FAILED.
   */
  async describeGroups(
    groupIds: readonly string[],
    options?: describingGroups.DescribeGroupsOptions,
  ): Promise<readonly GroupDescription[]> {
    return await describingGroups.describeGroups(this.#cluster, groupIds, options)
  }

  /**
   * Deletes groups with their offsets (KIP-229). Fails with NON_EMPTY_GROUP, GROUP_ID_NOT_FOUND.
   */
  async deleteGroups(groupIds: readonly string[], options?: Patience): Promise<void> {
    await deleteGroups(this.#cluster, groupIds, options)
  }

  /** What a group has committed; nothing where it has not. A group that is not there has none. */
  async listGroupOffsets(
    groupId: string,
    options?: groupOffsets.ListGroupOffsetsOptions,
  ): Promise<readonly CommittedOffset[]> {
    return await groupOffsets.listGroupOffsets(this.#cluster, groupId, options)
  }

  /**
   * Commits for a group that nobody is in (KIP-396). Fails with UNKNOWN_MEMBER_ID while somebody is.
   */
  async alterGroupOffsets(
    groupId: string,
    offsets: readonly OffsetToCommit[],
    options?: Patience,
  ): Promise<void> {
    await groupOffsets.alterGroupOffsets(this.#cluster, groupId, offsets, options)
  }

  /**
   * Forgets what a group has committed of topics that it does not read (KIP-496). Fails with
   * GROUP_SUBSCRIBED_TO_TOPIC, GROUP_ID_NOT_FOUND.
   */
  async deleteGroupOffsets(
    groupId: string,
    partitions: readonly TopicPartition[],
    options?: Patience,
  ): Promise<void> {
    await groupOffsets.deleteGroupOffsets(this.#cluster, groupId, partitions, options)
  }

  /**
   * Removes members from a group: all, or some (KIP-345, KIP-571). Fails with UNKNOWN_MEMBER_ID.
   */
  async removeMembersFromGroup(
    groupId: string,
    options?: removingMembers.RemoveMembersOptions,
  ): Promise<void> {
    await removingMembers.removeMembersFromGroup(this.#cluster, groupId, options)
  }

  // Producers and transactions

  /**
   * Who has written to partitions with a producer id, and whose transactions are open there
   * (KIP-664).
   */
  async describeProducers(
    partitions: readonly TopicPartition[],
    options?: Patience,
  ): Promise<readonly describingProducers.PartitionProducers[]> {
    return await describingProducers.describeProducers(this.#cluster, partitions, options)
  }

  /** The transactional ids of all brokers (KIP-664, KIP-994). */
  async listTransactions(
    options?: transactions.ListTransactionsOptions,
  ): Promise<readonly transactions.TransactionListing[]> {
    return await transactions.listTransactions(this.#cluster, options)
  }

  /**
   * How transactions stand, and where they have written (KIP-664). Fails with
   * TRANSACTIONAL_ID_NOT_FOUND.
   */
  async describeTransactions(
    transactionalIds: readonly string[],
    options?: Patience,
  ): Promise<readonly transactions.TransactionDescription[]> {
    return await transactions.describeTransactions(this.#cluster, transactionalIds, options)
  }

  /**
   * Aborts what a producer has written to one partition, without its coordinator (KIP-664). Fails with
   * INVALID_PRODUCER_EPOCH, TRANSACTION_COORDINATOR_FENCED.
   */
  async abortTransaction(
    transaction: transactions.TransactionToAbort,
    options?: Patience,
  ): Promise<void> {
    await transactions.abortTransaction(this.#cluster, transaction, options)
  }

  /**
   * Shuts out whoever uses these transactional ids now, and aborts their transactions (KIP-691).
   */
  async fenceProducers(
    transactionalIds: readonly string[],
    options?: Patience,
  ): Promise<readonly transactions.FencedProducer[]> {
    return await transactions.fenceProducers(this.#cluster, transactionalIds, options)
  }

  // Who may do what

  /** ACLs that a filter covers; an empty one covers all. Fails with SECURITY_DISABLED. */
  async describeAcls(filter: AclFilter, options?: Patience): Promise<readonly Acl[]> {
    return await acls.describeAcls(this.#cluster, filter, options)
  }

  /**
   * Makes ACLs; one that is there already stays. Fails with SECURITY_DISABLED, INVALID_REQUEST.
   */
  async createAcls(added: readonly NewAcl[], options?: Patience): Promise<void> {
    await acls.createAcls(this.#cluster, added, options)
  }

  /** Deletes the ACLs that filters cover, and tells which. Fails with SECURITY_DISABLED. */
  async deleteAcls(filters: readonly AclFilter[], options?: Patience): Promise<readonly Acl[]> {
    return await acls.deleteAcls(this.#cluster, filters, options)
  }

  /** Quotas of users, client ids and addresses (KIP-546); an empty filter means all. */
  async describeClientQuotas(
    filter: clientQuotas.ClientQuotaFilter = {},
    options?: Patience,
  ): Promise<readonly clientQuotas.ClientQuotas[]> {
    return await clientQuotas.describeClientQuotas(this.#cluster, filter, options)
  }

  /** Sets quotas and takes them away (KIP-546). Fails with INVALID_REQUEST. */
  async alterClientQuotas(
    alterations: readonly clientQuotas.ClientQuotaAlteration[],
    options?: clientQuotas.AlterClientQuotasOptions,
  ): Promise<void> {
    await clientQuotas.alterClientQuotas(this.#cluster, alterations, options)
  }

  /**
   * Gives users passwords for SCRAM, or takes them away (KIP-554). Fails with RESOURCE_NOT_FOUND,
   * UNACCEPTABLE_CREDENTIAL, DUPLICATE_RESOURCE (one mechanism of a user at a time).
   */
  async alterUserScramCredentials(
    alterations: readonly scram.UserScramCredentialAlteration[],
    options?: Patience,
  ): Promise<void> {
    await scram.alterUserScramCredentials(this.#cluster, alterations, options)
  }

  /**
   * For which mechanisms users have passwords (KIP-554); left out: all users that have one. Fails
   * with RESOURCE_NOT_FOUND.
   */
  async describeUserScramCredentials(
    users?: readonly string[],
    options?: Patience,
  ): Promise<readonly scram.UserScramCredentials[]> {
    return await scram.describeUserScramCredentials(this.#cluster, users, options)
  }

  /** What this administrator has counted, under the names of Kafka's own client. */
  metrics(): readonly Metric[] {
    const { traffic, env } = this.#cluster
    return readAdminMetrics(this.#clientId, traffic, env.clock.monotonicMs())
  }

  /** Closes all connections; calls under way reject with CLOSED. */
  close(): Promise<void> {
    this.#cluster.close('admin')
    return Promise.resolve()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close()
  }
}
