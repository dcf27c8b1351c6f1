// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type {
  ProduceRequest,
  ProduceRequestDraft,
  ProduceResponse,
  ProduceResponseDraft,
} from './00-produce.ts'
import type {
  FetchRequest,
  FetchRequestDraft,
  FetchResponse,
  FetchResponseDraft,
} from './01-fetch.ts'
import type {
  ListOffsetsRequest,
  ListOffsetsRequestDraft,
  ListOffsetsResponse,
  ListOffsetsResponseDraft,
} from './02-list-offsets.ts'
import type {
  MetadataRequest,
  MetadataRequestDraft,
  MetadataResponse,
  MetadataResponseDraft,
} from './03-metadata.ts'
import type {
  OffsetCommitRequest,
  OffsetCommitRequestDraft,
  OffsetCommitResponse,
  OffsetCommitResponseDraft,
} from './08-offset-commit.ts'
import type {
  OffsetFetchRequest,
  OffsetFetchRequestDraft,
  OffsetFetchResponse,
  OffsetFetchResponseDraft,
} from './09-offset-fetch.ts'
import type {
  FindCoordinatorRequest,
  FindCoordinatorRequestDraft,
  FindCoordinatorResponse,
  FindCoordinatorResponseDraft,
} from './10-find-coordinator.ts'
import type {
  JoinGroupRequest,
  JoinGroupRequestDraft,
  JoinGroupResponse,
  JoinGroupResponseDraft,
} from './11-join-group.ts'
import type {
  HeartbeatRequest,
  HeartbeatRequestDraft,
  HeartbeatResponse,
  HeartbeatResponseDraft,
} from './12-heartbeat.ts'
import type {
  LeaveGroupRequest,
  LeaveGroupRequestDraft,
  LeaveGroupResponse,
  LeaveGroupResponseDraft,
} from './13-leave-group.ts'
import type {
  SyncGroupRequest,
  SyncGroupRequestDraft,
  SyncGroupResponse,
  SyncGroupResponseDraft,
} from './14-sync-group.ts'
import type {
  DescribeGroupsRequest,
  DescribeGroupsRequestDraft,
  DescribeGroupsResponse,
  DescribeGroupsResponseDraft,
} from './15-describe-groups.ts'
import type {
  ListGroupsRequest,
  ListGroupsRequestDraft,
  ListGroupsResponse,
  ListGroupsResponseDraft,
} from './16-list-groups.ts'
import type {
  SaslHandshakeRequest,
  SaslHandshakeRequestDraft,
  SaslHandshakeResponse,
  SaslHandshakeResponseDraft,
} from './17-sasl-handshake.ts'
import type {
  ApiVersionsRequest,
  ApiVersionsRequestDraft,
  ApiVersionsResponse,
  ApiVersionsResponseDraft,
} from './18-api-versions.ts'
import type {
  CreateTopicsRequest,
  CreateTopicsRequestDraft,
  CreateTopicsResponse,
  CreateTopicsResponseDraft,
} from './19-create-topics.ts'
import type {
  DeleteTopicsRequest,
  DeleteTopicsRequestDraft,
  DeleteTopicsResponse,
  DeleteTopicsResponseDraft,
} from './20-delete-topics.ts'
import type {
  DeleteRecordsRequest,
  DeleteRecordsRequestDraft,
  DeleteRecordsResponse,
  DeleteRecordsResponseDraft,
} from './21-delete-records.ts'
import type {
  InitProducerIdRequest,
  InitProducerIdRequestDraft,
  InitProducerIdResponse,
  InitProducerIdResponseDraft,
} from './22-init-producer-id.ts'
import type {
  OffsetForLeaderEpochRequest,
  OffsetForLeaderEpochRequestDraft,
  OffsetForLeaderEpochResponse,
  OffsetForLeaderEpochResponseDraft,
} from './23-offset-for-leader-epoch.ts'
import type {
  AddPartitionsToTxnRequest,
  AddPartitionsToTxnRequestDraft,
  AddPartitionsToTxnResponse,
  AddPartitionsToTxnResponseDraft,
} from './24-add-partitions-to-txn.ts'
import type {
  AddOffsetsToTxnRequest,
  AddOffsetsToTxnRequestDraft,
  AddOffsetsToTxnResponse,
  AddOffsetsToTxnResponseDraft,
} from './25-add-offsets-to-txn.ts'
import type {
  EndTxnRequest,
  EndTxnRequestDraft,
  EndTxnResponse,
  EndTxnResponseDraft,
} from './26-end-txn.ts'
import type {
  WriteTxnMarkersRequest,
  WriteTxnMarkersRequestDraft,
  WriteTxnMarkersResponse,
  WriteTxnMarkersResponseDraft,
} from './27-write-txn-markers.ts'
import type {
  TxnOffsetCommitRequest,
  TxnOffsetCommitRequestDraft,
  TxnOffsetCommitResponse,
  TxnOffsetCommitResponseDraft,
} from './28-txn-offset-commit.ts'
import type {
  DescribeAclsRequest,
  DescribeAclsRequestDraft,
  DescribeAclsResponse,
  DescribeAclsResponseDraft,
} from './29-describe-acls.ts'
import type {
  CreateAclsRequest,
  CreateAclsRequestDraft,
  CreateAclsResponse,
  CreateAclsResponseDraft,
} from './30-create-acls.ts'
import type {
  DeleteAclsRequest,
  DeleteAclsRequestDraft,
  DeleteAclsResponse,
  DeleteAclsResponseDraft,
} from './31-delete-acls.ts'
import type {
  DescribeConfigsRequest,
  DescribeConfigsRequestDraft,
  DescribeConfigsResponse,
  DescribeConfigsResponseDraft,
} from './32-describe-configs.ts'
import type {
  AlterConfigsRequest,
  AlterConfigsRequestDraft,
  AlterConfigsResponse,
  AlterConfigsResponseDraft,
} from './33-alter-configs.ts'
import type {
  AlterReplicaLogDirsRequest,
  AlterReplicaLogDirsRequestDraft,
  AlterReplicaLogDirsResponse,
  AlterReplicaLogDirsResponseDraft,
} from './34-alter-replica-log-dirs.ts'
import type {
  DescribeLogDirsRequest,
  DescribeLogDirsRequestDraft,
  DescribeLogDirsResponse,
  DescribeLogDirsResponseDraft,
} from './35-describe-log-dirs.ts'
import type {
  SaslAuthenticateRequest,
  SaslAuthenticateRequestDraft,
  SaslAuthenticateResponse,
  SaslAuthenticateResponseDraft,
} from './36-sasl-authenticate.ts'
import type {
  CreatePartitionsRequest,
  CreatePartitionsRequestDraft,
  CreatePartitionsResponse,
  CreatePartitionsResponseDraft,
} from './37-create-partitions.ts'
import type {
  CreateDelegationTokenRequest,
  CreateDelegationTokenRequestDraft,
  CreateDelegationTokenResponse,
  CreateDelegationTokenResponseDraft,
} from './38-create-delegation-token.ts'
import type {
  RenewDelegationTokenRequest,
  RenewDelegationTokenRequestDraft,
  RenewDelegationTokenResponse,
  RenewDelegationTokenResponseDraft,
} from './39-renew-delegation-token.ts'
import type {
  ExpireDelegationTokenRequest,
  ExpireDelegationTokenRequestDraft,
  ExpireDelegationTokenResponse,
  ExpireDelegationTokenResponseDraft,
} from './40-expire-delegation-token.ts'
import type {
  DescribeDelegationTokenRequest,
  DescribeDelegationTokenRequestDraft,
  DescribeDelegationTokenResponse,
  DescribeDelegationTokenResponseDraft,
} from './41-describe-delegation-token.ts'
import type {
  DeleteGroupsRequest,
  DeleteGroupsRequestDraft,
  DeleteGroupsResponse,
  DeleteGroupsResponseDraft,
} from './42-delete-groups.ts'
import type {
  ElectLeadersRequest,
  ElectLeadersRequestDraft,
  ElectLeadersResponse,
  ElectLeadersResponseDraft,
} from './43-elect-leaders.ts'
import type {
  IncrementalAlterConfigsRequest,
  IncrementalAlterConfigsRequestDraft,
  IncrementalAlterConfigsResponse,
  IncrementalAlterConfigsResponseDraft,
} from './44-incremental-alter-configs.ts'
import type {
  AlterPartitionReassignmentsRequest,
  AlterPartitionReassignmentsRequestDraft,
  AlterPartitionReassignmentsResponse,
  AlterPartitionReassignmentsResponseDraft,
} from './45-alter-partition-reassignments.ts'
import type {
  ListPartitionReassignmentsRequest,
  ListPartitionReassignmentsRequestDraft,
  ListPartitionReassignmentsResponse,
  ListPartitionReassignmentsResponseDraft,
} from './46-list-partition-reassignments.ts'
import type {
  OffsetDeleteRequest,
  OffsetDeleteRequestDraft,
  OffsetDeleteResponse,
  OffsetDeleteResponseDraft,
} from './47-offset-delete.ts'
import type {
  DescribeClientQuotasRequest,
  DescribeClientQuotasRequestDraft,
  DescribeClientQuotasResponse,
  DescribeClientQuotasResponseDraft,
} from './48-describe-client-quotas.ts'
import type {
  AlterClientQuotasRequest,
  AlterClientQuotasRequestDraft,
  AlterClientQuotasResponse,
  AlterClientQuotasResponseDraft,
} from './49-alter-client-quotas.ts'
import type {
  DescribeUserScramCredentialsRequest,
  DescribeUserScramCredentialsRequestDraft,
  DescribeUserScramCredentialsResponse,
  DescribeUserScramCredentialsResponseDraft,
} from './50-describe-user-scram-credentials.ts'
import type {
  AlterUserScramCredentialsRequest,
  AlterUserScramCredentialsRequestDraft,
  AlterUserScramCredentialsResponse,
  AlterUserScramCredentialsResponseDraft,
} from './51-alter-user-scram-credentials.ts'
import type {
  DescribeQuorumRequest,
  DescribeQuorumRequestDraft,
  DescribeQuorumResponse,
  DescribeQuorumResponseDraft,
} from './55-describe-quorum.ts'
import type {
  UpdateFeaturesRequest,
  UpdateFeaturesRequestDraft,
  UpdateFeaturesResponse,
  UpdateFeaturesResponseDraft,
} from './57-update-features.ts'
import type {
  DescribeClusterRequest,
  DescribeClusterRequestDraft,
  DescribeClusterResponse,
  DescribeClusterResponseDraft,
} from './60-describe-cluster.ts'
import type {
  DescribeProducersRequest,
  DescribeProducersRequestDraft,
  DescribeProducersResponse,
  DescribeProducersResponseDraft,
} from './61-describe-producers.ts'
import type {
  UnregisterBrokerRequest,
  UnregisterBrokerRequestDraft,
  UnregisterBrokerResponse,
  UnregisterBrokerResponseDraft,
} from './64-unregister-broker.ts'
import type {
  DescribeTransactionsRequest,
  DescribeTransactionsRequestDraft,
  DescribeTransactionsResponse,
  DescribeTransactionsResponseDraft,
} from './65-describe-transactions.ts'
import type {
  ListTransactionsRequest,
  ListTransactionsRequestDraft,
  ListTransactionsResponse,
  ListTransactionsResponseDraft,
} from './66-list-transactions.ts'
import type {
  ConsumerGroupHeartbeatRequest,
  ConsumerGroupHeartbeatRequestDraft,
  ConsumerGroupHeartbeatResponse,
  ConsumerGroupHeartbeatResponseDraft,
} from './68-consumer-group-heartbeat.ts'
import type {
  ConsumerGroupDescribeRequest,
  ConsumerGroupDescribeRequestDraft,
  ConsumerGroupDescribeResponse,
  ConsumerGroupDescribeResponseDraft,
} from './69-consumer-group-describe.ts'
import type {
  GetTelemetrySubscriptionsRequest,
  GetTelemetrySubscriptionsRequestDraft,
  GetTelemetrySubscriptionsResponse,
  GetTelemetrySubscriptionsResponseDraft,
} from './71-get-telemetry-subscriptions.ts'
import type {
  PushTelemetryRequest,
  PushTelemetryRequestDraft,
  PushTelemetryResponse,
  PushTelemetryResponseDraft,
} from './72-push-telemetry.ts'
import type {
  ListConfigResourcesRequest,
  ListConfigResourcesRequestDraft,
  ListConfigResourcesResponse,
  ListConfigResourcesResponseDraft,
} from './74-list-config-resources.ts'
import type {
  DescribeTopicPartitionsRequest,
  DescribeTopicPartitionsRequestDraft,
  DescribeTopicPartitionsResponse,
  DescribeTopicPartitionsResponseDraft,
} from './75-describe-topic-partitions.ts'
import type {
  ShareGroupHeartbeatRequest,
  ShareGroupHeartbeatRequestDraft,
  ShareGroupHeartbeatResponse,
  ShareGroupHeartbeatResponseDraft,
} from './76-share-group-heartbeat.ts'
import type {
  ShareGroupDescribeRequest,
  ShareGroupDescribeRequestDraft,
  ShareGroupDescribeResponse,
  ShareGroupDescribeResponseDraft,
} from './77-share-group-describe.ts'
import type {
  ShareFetchRequest,
  ShareFetchRequestDraft,
  ShareFetchResponse,
  ShareFetchResponseDraft,
} from './78-share-fetch.ts'
import type {
  ShareAcknowledgeRequest,
  ShareAcknowledgeRequestDraft,
  ShareAcknowledgeResponse,
  ShareAcknowledgeResponseDraft,
} from './79-share-acknowledge.ts'
import type {
  AddRaftVoterRequest,
  AddRaftVoterRequestDraft,
  AddRaftVoterResponse,
  AddRaftVoterResponseDraft,
} from './80-add-raft-voter.ts'
import type {
  RemoveRaftVoterRequest,
  RemoveRaftVoterRequestDraft,
  RemoveRaftVoterResponse,
  RemoveRaftVoterResponseDraft,
} from './81-remove-raft-voter.ts'
import type {
  InitializeShareGroupStateRequest,
  InitializeShareGroupStateRequestDraft,
  InitializeShareGroupStateResponse,
  InitializeShareGroupStateResponseDraft,
} from './83-initialize-share-group-state.ts'
import type {
  ReadShareGroupStateRequest,
  ReadShareGroupStateRequestDraft,
  ReadShareGroupStateResponse,
  ReadShareGroupStateResponseDraft,
} from './84-read-share-group-state.ts'
import type {
  WriteShareGroupStateRequest,
  WriteShareGroupStateRequestDraft,
  WriteShareGroupStateResponse,
  WriteShareGroupStateResponseDraft,
} from './85-write-share-group-state.ts'
import type {
  DeleteShareGroupStateRequest,
  DeleteShareGroupStateRequestDraft,
  DeleteShareGroupStateResponse,
  DeleteShareGroupStateResponseDraft,
} from './86-delete-share-group-state.ts'
import type {
  ReadShareGroupStateSummaryRequest,
  ReadShareGroupStateSummaryRequestDraft,
  ReadShareGroupStateSummaryResponse,
  ReadShareGroupStateSummaryResponseDraft,
} from './87-read-share-group-state-summary.ts'
import type {
  StreamsGroupHeartbeatRequest,
  StreamsGroupHeartbeatRequestDraft,
  StreamsGroupHeartbeatResponse,
  StreamsGroupHeartbeatResponseDraft,
} from './88-streams-group-heartbeat.ts'
import type {
  StreamsGroupDescribeRequest,
  StreamsGroupDescribeRequestDraft,
  StreamsGroupDescribeResponse,
  StreamsGroupDescribeResponseDraft,
} from './89-streams-group-describe.ts'
import type {
  DescribeShareGroupOffsetsRequest,
  DescribeShareGroupOffsetsRequestDraft,
  DescribeShareGroupOffsetsResponse,
  DescribeShareGroupOffsetsResponseDraft,
} from './90-describe-share-group-offsets.ts'
import type {
  AlterShareGroupOffsetsRequest,
  AlterShareGroupOffsetsRequestDraft,
  AlterShareGroupOffsetsResponse,
  AlterShareGroupOffsetsResponseDraft,
} from './91-alter-share-group-offsets.ts'
import type {
  DeleteShareGroupOffsetsRequest,
  DeleteShareGroupOffsetsRequestDraft,
  DeleteShareGroupOffsetsResponse,
  DeleteShareGroupOffsetsResponseDraft,
} from './92-delete-share-group-offsets.ts'

export type {
  ProduceRequest,
  ProduceRequestDraft,
  ProduceRequestTopicData,
  ProduceRequestTopicDataDraft,
  ProduceRequestPartitionData,
  ProduceRequestPartitionDataDraft,
  ProduceResponse,
  ProduceResponseDraft,
  ProduceResponseNodeEndpoint,
  ProduceResponseNodeEndpointDraft,
  ProduceResponseResponse,
  ProduceResponseResponseDraft,
  ProduceResponsePartitionResponse,
  ProduceResponsePartitionResponseDraft,
  ProduceResponseCurrentLeader,
  ProduceResponseCurrentLeaderDraft,
  ProduceResponseRecordError,
  ProduceResponseRecordErrorDraft,
} from './00-produce.ts'
export type {
  FetchRequest,
  FetchRequestDraft,
  FetchRequestForgottenTopicsData,
  FetchRequestForgottenTopicsDataDraft,
  FetchRequestTopic,
  FetchRequestTopicDraft,
  FetchRequestPartition,
  FetchRequestPartitionDraft,
  FetchRequestReplicaState,
  FetchRequestReplicaStateDraft,
  FetchResponse,
  FetchResponseDraft,
  FetchResponseNodeEndpoint,
  FetchResponseNodeEndpointDraft,
  FetchResponseResponse,
  FetchResponseResponseDraft,
  FetchResponsePartition,
  FetchResponsePartitionDraft,
  FetchResponseAbortedTransaction,
  FetchResponseAbortedTransactionDraft,
  FetchResponseSnapshotId,
  FetchResponseSnapshotIdDraft,
  FetchResponseCurrentLeader,
  FetchResponseCurrentLeaderDraft,
  FetchResponseDivergingEpoch,
  FetchResponseDivergingEpochDraft,
} from './01-fetch.ts'
export type {
  ListOffsetsRequest,
  ListOffsetsRequestDraft,
  ListOffsetsRequestTopic,
  ListOffsetsRequestTopicDraft,
  ListOffsetsRequestPartition,
  ListOffsetsRequestPartitionDraft,
  ListOffsetsResponse,
  ListOffsetsResponseDraft,
  ListOffsetsResponseTopic,
  ListOffsetsResponseTopicDraft,
  ListOffsetsResponsePartition,
  ListOffsetsResponsePartitionDraft,
} from './02-list-offsets.ts'
export type {
  MetadataRequest,
  MetadataRequestDraft,
  MetadataRequestTopic,
  MetadataRequestTopicDraft,
  MetadataResponse,
  MetadataResponseDraft,
  MetadataResponseTopic,
  MetadataResponseTopicDraft,
  MetadataResponsePartition,
  MetadataResponsePartitionDraft,
  MetadataResponseBroker,
  MetadataResponseBrokerDraft,
} from './03-metadata.ts'
export type {
  OffsetCommitRequest,
  OffsetCommitRequestDraft,
  OffsetCommitRequestTopic,
  OffsetCommitRequestTopicDraft,
  OffsetCommitRequestPartition,
  OffsetCommitRequestPartitionDraft,
  OffsetCommitResponse,
  OffsetCommitResponseDraft,
  OffsetCommitResponseTopic,
  OffsetCommitResponseTopicDraft,
  OffsetCommitResponsePartition,
  OffsetCommitResponsePartitionDraft,
} from './08-offset-commit.ts'
export type {
  OffsetFetchRequest,
  OffsetFetchRequestDraft,
  OffsetFetchRequestGroup,
  OffsetFetchRequestGroupDraft,
  OffsetFetchRequestGroupTopic,
  OffsetFetchRequestGroupTopicDraft,
  OffsetFetchRequestTopic,
  OffsetFetchRequestTopicDraft,
  OffsetFetchResponse,
  OffsetFetchResponseDraft,
  OffsetFetchResponseGroup,
  OffsetFetchResponseGroupDraft,
  OffsetFetchResponseGroupTopic,
  OffsetFetchResponseGroupTopicDraft,
  OffsetFetchResponseGroupTopicPartition,
  OffsetFetchResponseGroupTopicPartitionDraft,
  OffsetFetchResponseTopic,
  OffsetFetchResponseTopicDraft,
  OffsetFetchResponseTopicPartition,
  OffsetFetchResponseTopicPartitionDraft,
} from './09-offset-fetch.ts'
export type {
  FindCoordinatorRequest,
  FindCoordinatorRequestDraft,
  FindCoordinatorResponse,
  FindCoordinatorResponseDraft,
  FindCoordinatorResponseCoordinator,
  FindCoordinatorResponseCoordinatorDraft,
} from './10-find-coordinator.ts'
export type {
  JoinGroupRequest,
  JoinGroupRequestDraft,
  JoinGroupRequestProtocol,
  JoinGroupRequestProtocolDraft,
  JoinGroupResponse,
  JoinGroupResponseDraft,
  JoinGroupResponseMember,
  JoinGroupResponseMemberDraft,
} from './11-join-group.ts'
export type {
  HeartbeatRequest,
  HeartbeatRequestDraft,
  HeartbeatResponse,
  HeartbeatResponseDraft,
} from './12-heartbeat.ts'
export type {
  LeaveGroupRequest,
  LeaveGroupRequestDraft,
  LeaveGroupRequestMember,
  LeaveGroupRequestMemberDraft,
  LeaveGroupResponse,
  LeaveGroupResponseDraft,
  LeaveGroupResponseMember,
  LeaveGroupResponseMemberDraft,
} from './13-leave-group.ts'
export type {
  SyncGroupRequest,
  SyncGroupRequestDraft,
  SyncGroupRequestAssignment,
  SyncGroupRequestAssignmentDraft,
  SyncGroupResponse,
  SyncGroupResponseDraft,
} from './14-sync-group.ts'
export type {
  DescribeGroupsRequest,
  DescribeGroupsRequestDraft,
  DescribeGroupsResponse,
  DescribeGroupsResponseDraft,
  DescribeGroupsResponseGroup,
  DescribeGroupsResponseGroupDraft,
  DescribeGroupsResponseMember,
  DescribeGroupsResponseMemberDraft,
} from './15-describe-groups.ts'
export type {
  ListGroupsRequest,
  ListGroupsRequestDraft,
  ListGroupsResponse,
  ListGroupsResponseDraft,
  ListGroupsResponseGroup,
  ListGroupsResponseGroupDraft,
} from './16-list-groups.ts'
export type {
  SaslHandshakeRequest,
  SaslHandshakeRequestDraft,
  SaslHandshakeResponse,
  SaslHandshakeResponseDraft,
} from './17-sasl-handshake.ts'
export type {
  ApiVersionsRequest,
  ApiVersionsRequestDraft,
  ApiVersionsResponse,
  ApiVersionsResponseDraft,
  ApiVersionsResponseFinalizedFeature,
  ApiVersionsResponseFinalizedFeatureDraft,
  ApiVersionsResponseSupportedFeature,
  ApiVersionsResponseSupportedFeatureDraft,
  ApiVersionsResponseApiKey,
  ApiVersionsResponseApiKeyDraft,
} from './18-api-versions.ts'
export type {
  CreateTopicsRequest,
  CreateTopicsRequestDraft,
  CreateTopicsRequestTopic,
  CreateTopicsRequestTopicDraft,
  CreateTopicsRequestConfig,
  CreateTopicsRequestConfigDraft,
  CreateTopicsRequestAssignment,
  CreateTopicsRequestAssignmentDraft,
  CreateTopicsResponse,
  CreateTopicsResponseDraft,
  CreateTopicsResponseTopic,
  CreateTopicsResponseTopicDraft,
  CreateTopicsResponseConfig,
  CreateTopicsResponseConfigDraft,
} from './19-create-topics.ts'
export type {
  DeleteTopicsRequest,
  DeleteTopicsRequestDraft,
  DeleteTopicsRequestTopic,
  DeleteTopicsRequestTopicDraft,
  DeleteTopicsResponse,
  DeleteTopicsResponseDraft,
  DeleteTopicsResponseResponse,
  DeleteTopicsResponseResponseDraft,
} from './20-delete-topics.ts'
export type {
  DeleteRecordsRequest,
  DeleteRecordsRequestDraft,
  DeleteRecordsRequestTopic,
  DeleteRecordsRequestTopicDraft,
  DeleteRecordsRequestPartition,
  DeleteRecordsRequestPartitionDraft,
  DeleteRecordsResponse,
  DeleteRecordsResponseDraft,
  DeleteRecordsResponseTopic,
  DeleteRecordsResponseTopicDraft,
  DeleteRecordsResponsePartition,
  DeleteRecordsResponsePartitionDraft,
} from './21-delete-records.ts'
export type {
  InitProducerIdRequest,
  InitProducerIdRequestDraft,
  InitProducerIdResponse,
  InitProducerIdResponseDraft,
} from './22-init-producer-id.ts'
export type {
  OffsetForLeaderEpochRequest,
  OffsetForLeaderEpochRequestDraft,
  OffsetForLeaderEpochRequestTopic,
  OffsetForLeaderEpochRequestTopicDraft,
  OffsetForLeaderEpochRequestPartition,
  OffsetForLeaderEpochRequestPartitionDraft,
  OffsetForLeaderEpochResponse,
  OffsetForLeaderEpochResponseDraft,
  OffsetForLeaderEpochResponseTopic,
  OffsetForLeaderEpochResponseTopicDraft,
  OffsetForLeaderEpochResponsePartition,
  OffsetForLeaderEpochResponsePartitionDraft,
} from './23-offset-for-leader-epoch.ts'
export type {
  AddPartitionsToTxnRequest,
  AddPartitionsToTxnRequestDraft,
  AddPartitionsToTxnRequestTransaction,
  AddPartitionsToTxnRequestTransactionDraft,
  AddPartitionsToTxnRequestAddPartitionsToTxnTopic,
  AddPartitionsToTxnRequestAddPartitionsToTxnTopicDraft,
  AddPartitionsToTxnResponse,
  AddPartitionsToTxnResponseDraft,
  AddPartitionsToTxnResponseResultsByTransaction,
  AddPartitionsToTxnResponseResultsByTransactionDraft,
  AddPartitionsToTxnResponseAddPartitionsToTxnTopicResult,
  AddPartitionsToTxnResponseAddPartitionsToTxnTopicResultDraft,
  AddPartitionsToTxnResponseAddPartitionsToTxnPartitionResult,
  AddPartitionsToTxnResponseAddPartitionsToTxnPartitionResultDraft,
} from './24-add-partitions-to-txn.ts'
export type {
  AddOffsetsToTxnRequest,
  AddOffsetsToTxnRequestDraft,
  AddOffsetsToTxnResponse,
  AddOffsetsToTxnResponseDraft,
} from './25-add-offsets-to-txn.ts'
export type {
  EndTxnRequest,
  EndTxnRequestDraft,
  EndTxnResponse,
  EndTxnResponseDraft,
} from './26-end-txn.ts'
export type {
  WriteTxnMarkersRequest,
  WriteTxnMarkersRequestDraft,
  WriteTxnMarkersRequestMarker,
  WriteTxnMarkersRequestMarkerDraft,
  WriteTxnMarkersRequestTopic,
  WriteTxnMarkersRequestTopicDraft,
  WriteTxnMarkersResponse,
  WriteTxnMarkersResponseDraft,
  WriteTxnMarkersResponseMarker,
  WriteTxnMarkersResponseMarkerDraft,
  WriteTxnMarkersResponseTopic,
  WriteTxnMarkersResponseTopicDraft,
  WriteTxnMarkersResponsePartition,
  WriteTxnMarkersResponsePartitionDraft,
} from './27-write-txn-markers.ts'
export type {
  TxnOffsetCommitRequest,
  TxnOffsetCommitRequestDraft,
  TxnOffsetCommitRequestTopic,
  TxnOffsetCommitRequestTopicDraft,
  TxnOffsetCommitRequestPartition,
  TxnOffsetCommitRequestPartitionDraft,
  TxnOffsetCommitResponse,
  TxnOffsetCommitResponseDraft,
  TxnOffsetCommitResponseTopic,
  TxnOffsetCommitResponseTopicDraft,
  TxnOffsetCommitResponsePartition,
  TxnOffsetCommitResponsePartitionDraft,
} from './28-txn-offset-commit.ts'
export type {
  DescribeAclsRequest,
  DescribeAclsRequestDraft,
  DescribeAclsResponse,
  DescribeAclsResponseDraft,
  DescribeAclsResponseResource,
  DescribeAclsResponseResourceDraft,
  DescribeAclsResponseAcl,
  DescribeAclsResponseAclDraft,
} from './29-describe-acls.ts'
export type {
  CreateAclsRequest,
  CreateAclsRequestDraft,
  CreateAclsRequestCreation,
  CreateAclsRequestCreationDraft,
  CreateAclsResponse,
  CreateAclsResponseDraft,
  CreateAclsResponseResult,
  CreateAclsResponseResultDraft,
} from './30-create-acls.ts'
export type {
  DeleteAclsRequest,
  DeleteAclsRequestDraft,
  DeleteAclsRequestFilter,
  DeleteAclsRequestFilterDraft,
  DeleteAclsResponse,
  DeleteAclsResponseDraft,
  DeleteAclsResponseFilterResult,
  DeleteAclsResponseFilterResultDraft,
  DeleteAclsResponseMatchingAcl,
  DeleteAclsResponseMatchingAclDraft,
} from './31-delete-acls.ts'
export type {
  DescribeConfigsRequest,
  DescribeConfigsRequestDraft,
  DescribeConfigsRequestResource,
  DescribeConfigsRequestResourceDraft,
  DescribeConfigsResponse,
  DescribeConfigsResponseDraft,
  DescribeConfigsResponseResult,
  DescribeConfigsResponseResultDraft,
  DescribeConfigsResponseConfig,
  DescribeConfigsResponseConfigDraft,
  DescribeConfigsResponseSynonym,
  DescribeConfigsResponseSynonymDraft,
} from './32-describe-configs.ts'
export type {
  AlterConfigsRequest,
  AlterConfigsRequestDraft,
  AlterConfigsRequestResource,
  AlterConfigsRequestResourceDraft,
  AlterConfigsRequestConfig,
  AlterConfigsRequestConfigDraft,
  AlterConfigsResponse,
  AlterConfigsResponseDraft,
  AlterConfigsResponseResponse,
  AlterConfigsResponseResponseDraft,
} from './33-alter-configs.ts'
export type {
  AlterReplicaLogDirsRequest,
  AlterReplicaLogDirsRequestDraft,
  AlterReplicaLogDirsRequestDir,
  AlterReplicaLogDirsRequestDirDraft,
  AlterReplicaLogDirsRequestTopic,
  AlterReplicaLogDirsRequestTopicDraft,
  AlterReplicaLogDirsResponse,
  AlterReplicaLogDirsResponseDraft,
  AlterReplicaLogDirsResponseResult,
  AlterReplicaLogDirsResponseResultDraft,
  AlterReplicaLogDirsResponsePartition,
  AlterReplicaLogDirsResponsePartitionDraft,
} from './34-alter-replica-log-dirs.ts'
export type {
  DescribeLogDirsRequest,
  DescribeLogDirsRequestDraft,
  DescribeLogDirsRequestTopic,
  DescribeLogDirsRequestTopicDraft,
  DescribeLogDirsResponse,
  DescribeLogDirsResponseDraft,
  DescribeLogDirsResponseResult,
  DescribeLogDirsResponseResultDraft,
  DescribeLogDirsResponseTopic,
  DescribeLogDirsResponseTopicDraft,
  DescribeLogDirsResponsePartition,
  DescribeLogDirsResponsePartitionDraft,
} from './35-describe-log-dirs.ts'
export type {
  SaslAuthenticateRequest,
  SaslAuthenticateRequestDraft,
  SaslAuthenticateResponse,
  SaslAuthenticateResponseDraft,
} from './36-sasl-authenticate.ts'
export type {
  CreatePartitionsRequest,
  CreatePartitionsRequestDraft,
  CreatePartitionsRequestTopic,
  CreatePartitionsRequestTopicDraft,
  CreatePartitionsRequestAssignment,
  CreatePartitionsRequestAssignmentDraft,
  CreatePartitionsResponse,
  CreatePartitionsResponseDraft,
  CreatePartitionsResponseResult,
  CreatePartitionsResponseResultDraft,
} from './37-create-partitions.ts'
export type {
  CreateDelegationTokenRequest,
  CreateDelegationTokenRequestDraft,
  CreateDelegationTokenRequestRenewer,
  CreateDelegationTokenRequestRenewerDraft,
  CreateDelegationTokenResponse,
  CreateDelegationTokenResponseDraft,
} from './38-create-delegation-token.ts'
export type {
  RenewDelegationTokenRequest,
  RenewDelegationTokenRequestDraft,
  RenewDelegationTokenResponse,
  RenewDelegationTokenResponseDraft,
} from './39-renew-delegation-token.ts'
export type {
  ExpireDelegationTokenRequest,
  ExpireDelegationTokenRequestDraft,
  ExpireDelegationTokenResponse,
  ExpireDelegationTokenResponseDraft,
} from './40-expire-delegation-token.ts'
export type {
  DescribeDelegationTokenRequest,
  DescribeDelegationTokenRequestDraft,
  DescribeDelegationTokenRequestOwner,
  DescribeDelegationTokenRequestOwnerDraft,
  DescribeDelegationTokenResponse,
  DescribeDelegationTokenResponseDraft,
  DescribeDelegationTokenResponseToken,
  DescribeDelegationTokenResponseTokenDraft,
  DescribeDelegationTokenResponseRenewer,
  DescribeDelegationTokenResponseRenewerDraft,
} from './41-describe-delegation-token.ts'
export type {
  DeleteGroupsRequest,
  DeleteGroupsRequestDraft,
  DeleteGroupsResponse,
  DeleteGroupsResponseDraft,
  DeleteGroupsResponseResult,
  DeleteGroupsResponseResultDraft,
} from './42-delete-groups.ts'
export type {
  ElectLeadersRequest,
  ElectLeadersRequestDraft,
  ElectLeadersRequestTopicPartition,
  ElectLeadersRequestTopicPartitionDraft,
  ElectLeadersResponse,
  ElectLeadersResponseDraft,
  ElectLeadersResponseReplicaElectionResult,
  ElectLeadersResponseReplicaElectionResultDraft,
  ElectLeadersResponsePartitionResult,
  ElectLeadersResponsePartitionResultDraft,
} from './43-elect-leaders.ts'
export type {
  IncrementalAlterConfigsRequest,
  IncrementalAlterConfigsRequestDraft,
  IncrementalAlterConfigsRequestResource,
  IncrementalAlterConfigsRequestResourceDraft,
  IncrementalAlterConfigsRequestConfig,
  IncrementalAlterConfigsRequestConfigDraft,
  IncrementalAlterConfigsResponse,
  IncrementalAlterConfigsResponseDraft,
  IncrementalAlterConfigsResponseResponse,
  IncrementalAlterConfigsResponseResponseDraft,
} from './44-incremental-alter-configs.ts'
export type {
  AlterPartitionReassignmentsRequest,
  AlterPartitionReassignmentsRequestDraft,
  AlterPartitionReassignmentsRequestTopic,
  AlterPartitionReassignmentsRequestTopicDraft,
  AlterPartitionReassignmentsRequestPartition,
  AlterPartitionReassignmentsRequestPartitionDraft,
  AlterPartitionReassignmentsResponse,
  AlterPartitionReassignmentsResponseDraft,
  AlterPartitionReassignmentsResponseResponse,
  AlterPartitionReassignmentsResponseResponseDraft,
  AlterPartitionReassignmentsResponsePartition,
  AlterPartitionReassignmentsResponsePartitionDraft,
} from './45-alter-partition-reassignments.ts'
export type {
  ListPartitionReassignmentsRequest,
  ListPartitionReassignmentsRequestDraft,
  ListPartitionReassignmentsRequestTopic,
  ListPartitionReassignmentsRequestTopicDraft,
  ListPartitionReassignmentsResponse,
  ListPartitionReassignmentsResponseDraft,
  ListPartitionReassignmentsResponseTopic,
  ListPartitionReassignmentsResponseTopicDraft,
  ListPartitionReassignmentsResponsePartition,
  ListPartitionReassignmentsResponsePartitionDraft,
} from './46-list-partition-reassignments.ts'
export type {
  OffsetDeleteRequest,
  OffsetDeleteRequestDraft,
  OffsetDeleteRequestTopic,
  OffsetDeleteRequestTopicDraft,
  OffsetDeleteRequestPartition,
  OffsetDeleteRequestPartitionDraft,
  OffsetDeleteResponse,
  OffsetDeleteResponseDraft,
  OffsetDeleteResponseTopic,
  OffsetDeleteResponseTopicDraft,
  OffsetDeleteResponsePartition,
  OffsetDeleteResponsePartitionDraft,
} from './47-offset-delete.ts'
export type {
  DescribeClientQuotasRequest,
  DescribeClientQuotasRequestDraft,
  DescribeClientQuotasRequestComponent,
  DescribeClientQuotasRequestComponentDraft,
  DescribeClientQuotasResponse,
  DescribeClientQuotasResponseDraft,
  DescribeClientQuotasResponseEntry,
  DescribeClientQuotasResponseEntryDraft,
  DescribeClientQuotasResponseValue,
  DescribeClientQuotasResponseValueDraft,
  DescribeClientQuotasResponseEntity,
  DescribeClientQuotasResponseEntityDraft,
} from './48-describe-client-quotas.ts'
export type {
  AlterClientQuotasRequest,
  AlterClientQuotasRequestDraft,
  AlterClientQuotasRequestEntry,
  AlterClientQuotasRequestEntryDraft,
  AlterClientQuotasRequestOp,
  AlterClientQuotasRequestOpDraft,
  AlterClientQuotasRequestEntity,
  AlterClientQuotasRequestEntityDraft,
  AlterClientQuotasResponse,
  AlterClientQuotasResponseDraft,
  AlterClientQuotasResponseEntry,
  AlterClientQuotasResponseEntryDraft,
  AlterClientQuotasResponseEntity,
  AlterClientQuotasResponseEntityDraft,
} from './49-alter-client-quotas.ts'
export type {
  DescribeUserScramCredentialsRequest,
  DescribeUserScramCredentialsRequestDraft,
  DescribeUserScramCredentialsRequestUser,
  DescribeUserScramCredentialsRequestUserDraft,
  DescribeUserScramCredentialsResponse,
  DescribeUserScramCredentialsResponseDraft,
  DescribeUserScramCredentialsResponseResult,
  DescribeUserScramCredentialsResponseResultDraft,
  DescribeUserScramCredentialsResponseCredentialInfo,
  DescribeUserScramCredentialsResponseCredentialInfoDraft,
} from './50-describe-user-scram-credentials.ts'
export type {
  AlterUserScramCredentialsRequest,
  AlterUserScramCredentialsRequestDraft,
  AlterUserScramCredentialsRequestUpsertion,
  AlterUserScramCredentialsRequestUpsertionDraft,
  AlterUserScramCredentialsRequestDeletion,
  AlterUserScramCredentialsRequestDeletionDraft,
  AlterUserScramCredentialsResponse,
  AlterUserScramCredentialsResponseDraft,
  AlterUserScramCredentialsResponseResult,
  AlterUserScramCredentialsResponseResultDraft,
} from './51-alter-user-scram-credentials.ts'
export type {
  DescribeQuorumRequest,
  DescribeQuorumRequestDraft,
  DescribeQuorumRequestTopic,
  DescribeQuorumRequestTopicDraft,
  DescribeQuorumRequestPartition,
  DescribeQuorumRequestPartitionDraft,
  DescribeQuorumResponse,
  DescribeQuorumResponseDraft,
  DescribeQuorumResponseNode,
  DescribeQuorumResponseNodeDraft,
  DescribeQuorumResponseListener,
  DescribeQuorumResponseListenerDraft,
  DescribeQuorumResponseTopic,
  DescribeQuorumResponseTopicDraft,
  DescribeQuorumResponsePartition,
  DescribeQuorumResponsePartitionDraft,
  DescribeQuorumResponseReplicaState,
  DescribeQuorumResponseReplicaStateDraft,
} from './55-describe-quorum.ts'
export type {
  UpdateFeaturesRequest,
  UpdateFeaturesRequestDraft,
  UpdateFeaturesRequestFeatureUpdate,
  UpdateFeaturesRequestFeatureUpdateDraft,
  UpdateFeaturesResponse,
  UpdateFeaturesResponseDraft,
  UpdateFeaturesResponseResult,
  UpdateFeaturesResponseResultDraft,
} from './57-update-features.ts'
export type {
  DescribeClusterRequest,
  DescribeClusterRequestDraft,
  DescribeClusterResponse,
  DescribeClusterResponseDraft,
  DescribeClusterResponseBroker,
  DescribeClusterResponseBrokerDraft,
} from './60-describe-cluster.ts'
export type {
  DescribeProducersRequest,
  DescribeProducersRequestDraft,
  DescribeProducersRequestTopic,
  DescribeProducersRequestTopicDraft,
  DescribeProducersResponse,
  DescribeProducersResponseDraft,
  DescribeProducersResponseTopic,
  DescribeProducersResponseTopicDraft,
  DescribeProducersResponsePartition,
  DescribeProducersResponsePartitionDraft,
  DescribeProducersResponseActiveProducer,
  DescribeProducersResponseActiveProducerDraft,
} from './61-describe-producers.ts'
export type {
  UnregisterBrokerRequest,
  UnregisterBrokerRequestDraft,
  UnregisterBrokerResponse,
  UnregisterBrokerResponseDraft,
} from './64-unregister-broker.ts'
export type {
  DescribeTransactionsRequest,
  DescribeTransactionsRequestDraft,
  DescribeTransactionsResponse,
  DescribeTransactionsResponseDraft,
  DescribeTransactionsResponseTransactionState,
  DescribeTransactionsResponseTransactionStateDraft,
  DescribeTransactionsResponseTopic,
  DescribeTransactionsResponseTopicDraft,
} from './65-describe-transactions.ts'
export type {
  ListTransactionsRequest,
  ListTransactionsRequestDraft,
  ListTransactionsResponse,
  ListTransactionsResponseDraft,
  ListTransactionsResponseTransactionState,
  ListTransactionsResponseTransactionStateDraft,
} from './66-list-transactions.ts'
export type {
  ConsumerGroupHeartbeatRequest,
  ConsumerGroupHeartbeatRequestDraft,
  ConsumerGroupHeartbeatRequestTopicPartition,
  ConsumerGroupHeartbeatRequestTopicPartitionDraft,
  ConsumerGroupHeartbeatResponse,
  ConsumerGroupHeartbeatResponseDraft,
  ConsumerGroupHeartbeatResponseAssignment,
  ConsumerGroupHeartbeatResponseAssignmentDraft,
  ConsumerGroupHeartbeatResponseTopicPartitions,
  ConsumerGroupHeartbeatResponseTopicPartitionsDraft,
} from './68-consumer-group-heartbeat.ts'
export type {
  ConsumerGroupDescribeRequest,
  ConsumerGroupDescribeRequestDraft,
  ConsumerGroupDescribeResponse,
  ConsumerGroupDescribeResponseDraft,
  ConsumerGroupDescribeResponseGroup,
  ConsumerGroupDescribeResponseGroupDraft,
  ConsumerGroupDescribeResponseMember,
  ConsumerGroupDescribeResponseMemberDraft,
  ConsumerGroupDescribeResponseAssignment,
  ConsumerGroupDescribeResponseAssignmentDraft,
  ConsumerGroupDescribeResponseTopicPartitions,
  ConsumerGroupDescribeResponseTopicPartitionsDraft,
} from './69-consumer-group-describe.ts'
export type {
  GetTelemetrySubscriptionsRequest,
  GetTelemetrySubscriptionsRequestDraft,
  GetTelemetrySubscriptionsResponse,
  GetTelemetrySubscriptionsResponseDraft,
} from './71-get-telemetry-subscriptions.ts'
export type {
  PushTelemetryRequest,
  PushTelemetryRequestDraft,
  PushTelemetryResponse,
  PushTelemetryResponseDraft,
} from './72-push-telemetry.ts'
export type {
  ListConfigResourcesRequest,
  ListConfigResourcesRequestDraft,
  ListConfigResourcesResponse,
  ListConfigResourcesResponseDraft,
  ListConfigResourcesResponseConfigResource,
  ListConfigResourcesResponseConfigResourceDraft,
} from './74-list-config-resources.ts'
export type {
  DescribeTopicPartitionsRequest,
  DescribeTopicPartitionsRequestDraft,
  DescribeTopicPartitionsRequestCursor,
  DescribeTopicPartitionsRequestCursorDraft,
  DescribeTopicPartitionsRequestTopic,
  DescribeTopicPartitionsRequestTopicDraft,
  DescribeTopicPartitionsResponse,
  DescribeTopicPartitionsResponseDraft,
  DescribeTopicPartitionsResponseNextCursor,
  DescribeTopicPartitionsResponseNextCursorDraft,
  DescribeTopicPartitionsResponseTopic,
  DescribeTopicPartitionsResponseTopicDraft,
  DescribeTopicPartitionsResponsePartition,
  DescribeTopicPartitionsResponsePartitionDraft,
} from './75-describe-topic-partitions.ts'
export type {
  ShareGroupHeartbeatRequest,
  ShareGroupHeartbeatRequestDraft,
  ShareGroupHeartbeatResponse,
  ShareGroupHeartbeatResponseDraft,
  ShareGroupHeartbeatResponseAssignment,
  ShareGroupHeartbeatResponseAssignmentDraft,
  ShareGroupHeartbeatResponseTopicPartitions,
  ShareGroupHeartbeatResponseTopicPartitionsDraft,
} from './76-share-group-heartbeat.ts'
export type {
  ShareGroupDescribeRequest,
  ShareGroupDescribeRequestDraft,
  ShareGroupDescribeResponse,
  ShareGroupDescribeResponseDraft,
  ShareGroupDescribeResponseGroup,
  ShareGroupDescribeResponseGroupDraft,
  ShareGroupDescribeResponseMember,
  ShareGroupDescribeResponseMemberDraft,
  ShareGroupDescribeResponseAssignment,
  ShareGroupDescribeResponseAssignmentDraft,
  ShareGroupDescribeResponseTopicPartitions,
  ShareGroupDescribeResponseTopicPartitionsDraft,
} from './77-share-group-describe.ts'
export type {
  ShareFetchRequest,
  ShareFetchRequestDraft,
  ShareFetchRequestForgottenTopicsData,
  ShareFetchRequestForgottenTopicsDataDraft,
  ShareFetchRequestTopic,
  ShareFetchRequestTopicDraft,
  ShareFetchRequestPartition,
  ShareFetchRequestPartitionDraft,
  ShareFetchRequestAcknowledgementBatch,
  ShareFetchRequestAcknowledgementBatchDraft,
  ShareFetchResponse,
  ShareFetchResponseDraft,
  ShareFetchResponseNodeEndpoint,
  ShareFetchResponseNodeEndpointDraft,
  ShareFetchResponseResponse,
  ShareFetchResponseResponseDraft,
  ShareFetchResponsePartition,
  ShareFetchResponsePartitionDraft,
  ShareFetchResponseAcquiredRecord,
  ShareFetchResponseAcquiredRecordDraft,
  ShareFetchResponseCurrentLeader,
  ShareFetchResponseCurrentLeaderDraft,
} from './78-share-fetch.ts'
export type {
  ShareAcknowledgeRequest,
  ShareAcknowledgeRequestDraft,
  ShareAcknowledgeRequestTopic,
  ShareAcknowledgeRequestTopicDraft,
  ShareAcknowledgeRequestPartition,
  ShareAcknowledgeRequestPartitionDraft,
  ShareAcknowledgeRequestAcknowledgementBatch,
  ShareAcknowledgeRequestAcknowledgementBatchDraft,
  ShareAcknowledgeResponse,
  ShareAcknowledgeResponseDraft,
  ShareAcknowledgeResponseNodeEndpoint,
  ShareAcknowledgeResponseNodeEndpointDraft,
  ShareAcknowledgeResponseResponse,
  ShareAcknowledgeResponseResponseDraft,
  ShareAcknowledgeResponsePartition,
  ShareAcknowledgeResponsePartitionDraft,
  ShareAcknowledgeResponseCurrentLeader,
  ShareAcknowledgeResponseCurrentLeaderDraft,
} from './79-share-acknowledge.ts'
export type {
  AddRaftVoterRequest,
  AddRaftVoterRequestDraft,
  AddRaftVoterRequestListener,
  AddRaftVoterRequestListenerDraft,
  AddRaftVoterResponse,
  AddRaftVoterResponseDraft,
} from './80-add-raft-voter.ts'
export type {
  RemoveRaftVoterRequest,
  RemoveRaftVoterRequestDraft,
  RemoveRaftVoterResponse,
  RemoveRaftVoterResponseDraft,
} from './81-remove-raft-voter.ts'
export type {
  InitializeShareGroupStateRequest,
  InitializeShareGroupStateRequestDraft,
  InitializeShareGroupStateRequestTopic,
  InitializeShareGroupStateRequestTopicDraft,
  InitializeShareGroupStateRequestPartition,
  InitializeShareGroupStateRequestPartitionDraft,
  InitializeShareGroupStateResponse,
  InitializeShareGroupStateResponseDraft,
  InitializeShareGroupStateResponseResult,
  InitializeShareGroupStateResponseResultDraft,
  InitializeShareGroupStateResponsePartition,
  InitializeShareGroupStateResponsePartitionDraft,
} from './83-initialize-share-group-state.ts'
export type {
  ReadShareGroupStateRequest,
  ReadShareGroupStateRequestDraft,
  ReadShareGroupStateRequestTopic,
  ReadShareGroupStateRequestTopicDraft,
  ReadShareGroupStateRequestPartition,
  ReadShareGroupStateRequestPartitionDraft,
  ReadShareGroupStateResponse,
  ReadShareGroupStateResponseDraft,
  ReadShareGroupStateResponseResult,
  ReadShareGroupStateResponseResultDraft,
  ReadShareGroupStateResponsePartition,
  ReadShareGroupStateResponsePartitionDraft,
  ReadShareGroupStateResponseStateBatch,
  ReadShareGroupStateResponseStateBatchDraft,
} from './84-read-share-group-state.ts'
export type {
  WriteShareGroupStateRequest,
  WriteShareGroupStateRequestDraft,
  WriteShareGroupStateRequestTopic,
  WriteShareGroupStateRequestTopicDraft,
  WriteShareGroupStateRequestPartition,
  WriteShareGroupStateRequestPartitionDraft,
  WriteShareGroupStateRequestStateBatch,
  WriteShareGroupStateRequestStateBatchDraft,
  WriteShareGroupStateResponse,
  WriteShareGroupStateResponseDraft,
  WriteShareGroupStateResponseResult,
  WriteShareGroupStateResponseResultDraft,
  WriteShareGroupStateResponsePartition,
  WriteShareGroupStateResponsePartitionDraft,
} from './85-write-share-group-state.ts'
export type {
  DeleteShareGroupStateRequest,
  DeleteShareGroupStateRequestDraft,
  DeleteShareGroupStateRequestTopic,
  DeleteShareGroupStateRequestTopicDraft,
  DeleteShareGroupStateRequestPartition,
  DeleteShareGroupStateRequestPartitionDraft,
  DeleteShareGroupStateResponse,
  DeleteShareGroupStateResponseDraft,
  DeleteShareGroupStateResponseResult,
  DeleteShareGroupStateResponseResultDraft,
  DeleteShareGroupStateResponsePartition,
  DeleteShareGroupStateResponsePartitionDraft,
} from './86-delete-share-group-state.ts'
export type {
  ReadShareGroupStateSummaryRequest,
  ReadShareGroupStateSummaryRequestDraft,
  ReadShareGroupStateSummaryRequestTopic,
  ReadShareGroupStateSummaryRequestTopicDraft,
  ReadShareGroupStateSummaryRequestPartition,
  ReadShareGroupStateSummaryRequestPartitionDraft,
  ReadShareGroupStateSummaryResponse,
  ReadShareGroupStateSummaryResponseDraft,
  ReadShareGroupStateSummaryResponseResult,
  ReadShareGroupStateSummaryResponseResultDraft,
  ReadShareGroupStateSummaryResponsePartition,
  ReadShareGroupStateSummaryResponsePartitionDraft,
} from './87-read-share-group-state-summary.ts'
export type {
  StreamsGroupHeartbeatRequest,
  StreamsGroupHeartbeatRequestDraft,
  StreamsGroupHeartbeatRequestTaskOffset,
  StreamsGroupHeartbeatRequestTaskOffsetDraft,
  StreamsGroupHeartbeatRequestEndpoint,
  StreamsGroupHeartbeatRequestEndpointDraft,
  StreamsGroupHeartbeatRequestTaskIds,
  StreamsGroupHeartbeatRequestTaskIdsDraft,
  StreamsGroupHeartbeatRequestTopology,
  StreamsGroupHeartbeatRequestTopologyDraft,
  StreamsGroupHeartbeatRequestSubtopology,
  StreamsGroupHeartbeatRequestSubtopologyDraft,
  StreamsGroupHeartbeatRequestCopartitionGroup,
  StreamsGroupHeartbeatRequestCopartitionGroupDraft,
  StreamsGroupHeartbeatRequestTopicInfo,
  StreamsGroupHeartbeatRequestTopicInfoDraft,
  StreamsGroupHeartbeatRequestKeyValue,
  StreamsGroupHeartbeatRequestKeyValueDraft,
  StreamsGroupHeartbeatResponse,
  StreamsGroupHeartbeatResponseDraft,
  StreamsGroupHeartbeatResponsePartitionsByUserEndpoint,
  StreamsGroupHeartbeatResponsePartitionsByUserEndpointDraft,
  StreamsGroupHeartbeatResponseTopicPartition,
  StreamsGroupHeartbeatResponseTopicPartitionDraft,
  StreamsGroupHeartbeatResponseEndpoint,
  StreamsGroupHeartbeatResponseEndpointDraft,
  StreamsGroupHeartbeatResponseTaskIds,
  StreamsGroupHeartbeatResponseTaskIdsDraft,
  StreamsGroupHeartbeatResponseStatus,
  StreamsGroupHeartbeatResponseStatusDraft,
} from './88-streams-group-heartbeat.ts'
export type {
  StreamsGroupDescribeRequest,
  StreamsGroupDescribeRequestDraft,
  StreamsGroupDescribeResponse,
  StreamsGroupDescribeResponseDraft,
  StreamsGroupDescribeResponseGroup,
  StreamsGroupDescribeResponseGroupDraft,
  StreamsGroupDescribeResponseMember,
  StreamsGroupDescribeResponseMemberDraft,
  StreamsGroupDescribeResponseAssignment,
  StreamsGroupDescribeResponseAssignmentDraft,
  StreamsGroupDescribeResponseTaskIds,
  StreamsGroupDescribeResponseTaskIdsDraft,
  StreamsGroupDescribeResponseTaskOffset,
  StreamsGroupDescribeResponseTaskOffsetDraft,
  StreamsGroupDescribeResponseEndpoint,
  StreamsGroupDescribeResponseEndpointDraft,
  StreamsGroupDescribeResponseTopology,
  StreamsGroupDescribeResponseTopologyDraft,
  StreamsGroupDescribeResponseSubtopology,
  StreamsGroupDescribeResponseSubtopologyDraft,
  StreamsGroupDescribeResponseTopicInfo,
  StreamsGroupDescribeResponseTopicInfoDraft,
  StreamsGroupDescribeResponseKeyValue,
  StreamsGroupDescribeResponseKeyValueDraft,
} from './89-streams-group-describe.ts'
export type {
  DescribeShareGroupOffsetsRequest,
  DescribeShareGroupOffsetsRequestDraft,
  DescribeShareGroupOffsetsRequestGroup,
  DescribeShareGroupOffsetsRequestGroupDraft,
  DescribeShareGroupOffsetsRequestTopic,
  DescribeShareGroupOffsetsRequestTopicDraft,
  DescribeShareGroupOffsetsResponse,
  DescribeShareGroupOffsetsResponseDraft,
  DescribeShareGroupOffsetsResponseGroup,
  DescribeShareGroupOffsetsResponseGroupDraft,
  DescribeShareGroupOffsetsResponseTopic,
  DescribeShareGroupOffsetsResponseTopicDraft,
  DescribeShareGroupOffsetsResponsePartition,
  DescribeShareGroupOffsetsResponsePartitionDraft,
} from './90-describe-share-group-offsets.ts'
export type {
  AlterShareGroupOffsetsRequest,
  AlterShareGroupOffsetsRequestDraft,
  AlterShareGroupOffsetsRequestTopic,
  AlterShareGroupOffsetsRequestTopicDraft,
  AlterShareGroupOffsetsRequestPartition,
  AlterShareGroupOffsetsRequestPartitionDraft,
  AlterShareGroupOffsetsResponse,
  AlterShareGroupOffsetsResponseDraft,
  AlterShareGroupOffsetsResponseResponse,
  AlterShareGroupOffsetsResponseResponseDraft,
  AlterShareGroupOffsetsResponsePartition,
  AlterShareGroupOffsetsResponsePartitionDraft,
} from './91-alter-share-group-offsets.ts'
export type {
  DeleteShareGroupOffsetsRequest,
  DeleteShareGroupOffsetsRequestDraft,
  DeleteShareGroupOffsetsRequestTopic,
  DeleteShareGroupOffsetsRequestTopicDraft,
  DeleteShareGroupOffsetsResponse,
  DeleteShareGroupOffsetsResponseDraft,
  DeleteShareGroupOffsetsResponseResponse,
  DeleteShareGroupOffsetsResponseResponseDraft,
} from './92-delete-share-group-offsets.ts'
export type {
  RequestHeader,
  RequestHeaderDraft,
  ResponseHeader,
  ResponseHeaderDraft,
} from './headers.ts'
export type {
  ConsumerProtocolSubscription,
  ConsumerProtocolSubscriptionDraft,
  ConsumerProtocolSubscriptionOwnedPartition,
  ConsumerProtocolSubscriptionOwnedPartitionDraft,
  ConsumerProtocolAssignment,
  ConsumerProtocolAssignmentDraft,
  ConsumerProtocolAssignmentAssignedPartition,
  ConsumerProtocolAssignmentAssignedPartitionDraft,
} from './consumer-protocol.ts'
export type {
  ControlRecordTypeSchema,
  ControlRecordTypeSchemaDraft,
  EndTxnMarker,
  EndTxnMarkerDraft,
} from './control-records.ts'
export type {
  ProducerSnapshot,
  ProducerSnapshotDraft,
  ProducerSnapshotProducerEntry,
  ProducerSnapshotProducerEntryDraft,
} from './producer-snapshot.ts'
export type {
  LegacyOffsetCommitKey,
  LegacyOffsetCommitKeyDraft,
  LegacyOffsetCommitValue,
  LegacyOffsetCommitValueDraft,
  OffsetCommitKey,
  OffsetCommitKeyDraft,
  OffsetCommitValue,
  OffsetCommitValueDraft,
  GroupMetadataKey,
  GroupMetadataKeyDraft,
  GroupMetadataValue,
  GroupMetadataValueDraft,
  GroupMetadataValueMemberMetadata,
  GroupMetadataValueMemberMetadataDraft,
} from './classic-group-records.ts'
export type {
  ConsumerGroupMetadataKey,
  ConsumerGroupMetadataKeyDraft,
  ConsumerGroupMetadataValue,
  ConsumerGroupMetadataValueDraft,
  ConsumerGroupPartitionMetadataKey,
  ConsumerGroupPartitionMetadataKeyDraft,
  ConsumerGroupPartitionMetadataValue,
  ConsumerGroupPartitionMetadataValueDraft,
  ConsumerGroupPartitionMetadataValueTopic,
  ConsumerGroupPartitionMetadataValueTopicDraft,
  ConsumerGroupPartitionMetadataValuePartitionMetadata,
  ConsumerGroupPartitionMetadataValuePartitionMetadataDraft,
  ConsumerGroupMemberMetadataKey,
  ConsumerGroupMemberMetadataKeyDraft,
  ConsumerGroupMemberMetadataValue,
  ConsumerGroupMemberMetadataValueDraft,
  ConsumerGroupMemberMetadataValueClassicMemberMetadata,
  ConsumerGroupMemberMetadataValueClassicMemberMetadataDraft,
  ConsumerGroupMemberMetadataValueSupportedProtocol,
  ConsumerGroupMemberMetadataValueSupportedProtocolDraft,
  ConsumerGroupTargetAssignmentMetadataKey,
  ConsumerGroupTargetAssignmentMetadataKeyDraft,
  ConsumerGroupTargetAssignmentMetadataValue,
  ConsumerGroupTargetAssignmentMetadataValueDraft,
  ConsumerGroupTargetAssignmentMemberKey,
  ConsumerGroupTargetAssignmentMemberKeyDraft,
  ConsumerGroupTargetAssignmentMemberValue,
  ConsumerGroupTargetAssignmentMemberValueDraft,
  ConsumerGroupTargetAssignmentMemberValueTopicPartition,
  ConsumerGroupTargetAssignmentMemberValueTopicPartitionDraft,
  ConsumerGroupCurrentMemberAssignmentKey,
  ConsumerGroupCurrentMemberAssignmentKeyDraft,
  ConsumerGroupCurrentMemberAssignmentValue,
  ConsumerGroupCurrentMemberAssignmentValueDraft,
  ConsumerGroupCurrentMemberAssignmentValueTopicPartitions,
  ConsumerGroupCurrentMemberAssignmentValueTopicPartitionsDraft,
  ConsumerGroupRegularExpressionKey,
  ConsumerGroupRegularExpressionKeyDraft,
  ConsumerGroupRegularExpressionValue,
  ConsumerGroupRegularExpressionValueDraft,
} from './consumer-group-records.ts'
export type {
  TransactionLogKey,
  TransactionLogKeyDraft,
  TransactionLogValue,
  TransactionLogValueDraft,
  TransactionLogValueTransactionPartition,
  TransactionLogValueTransactionPartitionDraft,
} from './transaction-records.ts'
/** The messages of each API, by its key. */
export interface ApiMessages {
  0: {
    request: ProduceRequest
    requestDraft: ProduceRequestDraft
    response: ProduceResponse
    responseDraft: ProduceResponseDraft
  }
  1: {
    request: FetchRequest
    requestDraft: FetchRequestDraft
    response: FetchResponse
    responseDraft: FetchResponseDraft
  }
  2: {
    request: ListOffsetsRequest
    requestDraft: ListOffsetsRequestDraft
    response: ListOffsetsResponse
    responseDraft: ListOffsetsResponseDraft
  }
  3: {
    request: MetadataRequest
    requestDraft: MetadataRequestDraft
    response: MetadataResponse
    responseDraft: MetadataResponseDraft
  }
  8: {
    request: OffsetCommitRequest
    requestDraft: OffsetCommitRequestDraft
    response: OffsetCommitResponse
    responseDraft: OffsetCommitResponseDraft
  }
  9: {
    request: OffsetFetchRequest
    requestDraft: OffsetFetchRequestDraft
    response: OffsetFetchResponse
    responseDraft: OffsetFetchResponseDraft
  }
  10: {
    request: FindCoordinatorRequest
    requestDraft: FindCoordinatorRequestDraft
    response: FindCoordinatorResponse
    responseDraft: FindCoordinatorResponseDraft
  }
  11: {
    request: JoinGroupRequest
    requestDraft: JoinGroupRequestDraft
    response: JoinGroupResponse
    responseDraft: JoinGroupResponseDraft
  }
  12: {
    request: HeartbeatRequest
    requestDraft: HeartbeatRequestDraft
    response: HeartbeatResponse
    responseDraft: HeartbeatResponseDraft
  }
  13: {
    request: LeaveGroupRequest
    requestDraft: LeaveGroupRequestDraft
    response: LeaveGroupResponse
    responseDraft: LeaveGroupResponseDraft
  }
  14: {
    request: SyncGroupRequest
    requestDraft: SyncGroupRequestDraft
    response: SyncGroupResponse
    responseDraft: SyncGroupResponseDraft
  }
  15: {
    request: DescribeGroupsRequest
    requestDraft: DescribeGroupsRequestDraft
    response: DescribeGroupsResponse
    responseDraft: DescribeGroupsResponseDraft
  }
  16: {
    request: ListGroupsRequest
    requestDraft: ListGroupsRequestDraft
    response: ListGroupsResponse
    responseDraft: ListGroupsResponseDraft
  }
  17: {
    request: SaslHandshakeRequest
    requestDraft: SaslHandshakeRequestDraft
    response: SaslHandshakeResponse
    responseDraft: SaslHandshakeResponseDraft
  }
  18: {
    request: ApiVersionsRequest
    requestDraft: ApiVersionsRequestDraft
    response: ApiVersionsResponse
    responseDraft: ApiVersionsResponseDraft
  }
  19: {
    request: CreateTopicsRequest
    requestDraft: CreateTopicsRequestDraft
    response: CreateTopicsResponse
    responseDraft: CreateTopicsResponseDraft
  }
  20: {
    request: DeleteTopicsRequest
    requestDraft: DeleteTopicsRequestDraft
    response: DeleteTopicsResponse
    responseDraft: DeleteTopicsResponseDraft
  }
  21: {
    request: DeleteRecordsRequest
    requestDraft: DeleteRecordsRequestDraft
    response: DeleteRecordsResponse
    responseDraft: DeleteRecordsResponseDraft
  }
  22: {
    request: InitProducerIdRequest
    requestDraft: InitProducerIdRequestDraft
    response: InitProducerIdResponse
    responseDraft: InitProducerIdResponseDraft
  }
  23: {
    request: OffsetForLeaderEpochRequest
    requestDraft: OffsetForLeaderEpochRequestDraft
    response: OffsetForLeaderEpochResponse
    responseDraft: OffsetForLeaderEpochResponseDraft
  }
  24: {
    request: AddPartitionsToTxnRequest
    requestDraft: AddPartitionsToTxnRequestDraft
    response: AddPartitionsToTxnResponse
    responseDraft: AddPartitionsToTxnResponseDraft
  }
  25: {
    request: AddOffsetsToTxnRequest
    requestDraft: AddOffsetsToTxnRequestDraft
    response: AddOffsetsToTxnResponse
    responseDraft: AddOffsetsToTxnResponseDraft
  }
  26: {
    request: EndTxnRequest
    requestDraft: EndTxnRequestDraft
    response: EndTxnResponse
    responseDraft: EndTxnResponseDraft
  }
  27: {
    request: WriteTxnMarkersRequest
    requestDraft: WriteTxnMarkersRequestDraft
    response: WriteTxnMarkersResponse
    responseDraft: WriteTxnMarkersResponseDraft
  }
  28: {
    request: TxnOffsetCommitRequest
    requestDraft: TxnOffsetCommitRequestDraft
    response: TxnOffsetCommitResponse
    responseDraft: TxnOffsetCommitResponseDraft
  }
  29: {
    request: DescribeAclsRequest
    requestDraft: DescribeAclsRequestDraft
    response: DescribeAclsResponse
    responseDraft: DescribeAclsResponseDraft
  }
  30: {
    request: CreateAclsRequest
    requestDraft: CreateAclsRequestDraft
    response: CreateAclsResponse
    responseDraft: CreateAclsResponseDraft
  }
  31: {
    request: DeleteAclsRequest
    requestDraft: DeleteAclsRequestDraft
    response: DeleteAclsResponse
    responseDraft: DeleteAclsResponseDraft
  }
  32: {
    request: DescribeConfigsRequest
    requestDraft: DescribeConfigsRequestDraft
    response: DescribeConfigsResponse
    responseDraft: DescribeConfigsResponseDraft
  }
  33: {
    request: AlterConfigsRequest
    requestDraft: AlterConfigsRequestDraft
    response: AlterConfigsResponse
    responseDraft: AlterConfigsResponseDraft
  }
  34: {
    request: AlterReplicaLogDirsRequest
    requestDraft: AlterReplicaLogDirsRequestDraft
    response: AlterReplicaLogDirsResponse
    responseDraft: AlterReplicaLogDirsResponseDraft
  }
  35: {
    request: DescribeLogDirsRequest
    requestDraft: DescribeLogDirsRequestDraft
    response: DescribeLogDirsResponse
    responseDraft: DescribeLogDirsResponseDraft
  }
  36: {
    request: SaslAuthenticateRequest
    requestDraft: SaslAuthenticateRequestDraft
    response: SaslAuthenticateResponse
    responseDraft: SaslAuthenticateResponseDraft
  }
  37: {
    request: CreatePartitionsRequest
    requestDraft: CreatePartitionsRequestDraft
    response: CreatePartitionsResponse
    responseDraft: CreatePartitionsResponseDraft
  }
  38: {
    request: CreateDelegationTokenRequest
    requestDraft: CreateDelegationTokenRequestDraft
    response: CreateDelegationTokenResponse
    responseDraft: CreateDelegationTokenResponseDraft
  }
  39: {
    request: RenewDelegationTokenRequest
    requestDraft: RenewDelegationTokenRequestDraft
    response: RenewDelegationTokenResponse
    responseDraft: RenewDelegationTokenResponseDraft
  }
  40: {
    request: ExpireDelegationTokenRequest
    requestDraft: ExpireDelegationTokenRequestDraft
    response: ExpireDelegationTokenResponse
    responseDraft: ExpireDelegationTokenResponseDraft
  }
  41: {
    request: DescribeDelegationTokenRequest
    requestDraft: DescribeDelegationTokenRequestDraft
    response: DescribeDelegationTokenResponse
    responseDraft: DescribeDelegationTokenResponseDraft
  }
  42: {
    request: DeleteGroupsRequest
    requestDraft: DeleteGroupsRequestDraft
    response: DeleteGroupsResponse
    responseDraft: DeleteGroupsResponseDraft
  }
  43: {
    request: ElectLeadersRequest
    requestDraft: ElectLeadersRequestDraft
    response: ElectLeadersResponse
    responseDraft: ElectLeadersResponseDraft
  }
  44: {
    request: IncrementalAlterConfigsRequest
    requestDraft: IncrementalAlterConfigsRequestDraft
    response: IncrementalAlterConfigsResponse
    responseDraft: IncrementalAlterConfigsResponseDraft
  }
  45: {
    request: AlterPartitionReassignmentsRequest
    requestDraft: AlterPartitionReassignmentsRequestDraft
    response: AlterPartitionReassignmentsResponse
    responseDraft: AlterPartitionReassignmentsResponseDraft
  }
  46: {
    request: ListPartitionReassignmentsRequest
    requestDraft: ListPartitionReassignmentsRequestDraft
    response: ListPartitionReassignmentsResponse
    responseDraft: ListPartitionReassignmentsResponseDraft
  }
  47: {
    request: OffsetDeleteRequest
    requestDraft: OffsetDeleteRequestDraft
    response: OffsetDeleteResponse
    responseDraft: OffsetDeleteResponseDraft
  }
  48: {
    request: DescribeClientQuotasRequest
    requestDraft: DescribeClientQuotasRequestDraft
    response: DescribeClientQuotasResponse
    responseDraft: DescribeClientQuotasResponseDraft
  }
  49: {
    request: AlterClientQuotasRequest
    requestDraft: AlterClientQuotasRequestDraft
    response: AlterClientQuotasResponse
    responseDraft: AlterClientQuotasResponseDraft
  }
  50: {
    request: DescribeUserScramCredentialsRequest
    requestDraft: DescribeUserScramCredentialsRequestDraft
    response: DescribeUserScramCredentialsResponse
    responseDraft: DescribeUserScramCredentialsResponseDraft
  }
  51: {
    request: AlterUserScramCredentialsRequest
    requestDraft: AlterUserScramCredentialsRequestDraft
    response: AlterUserScramCredentialsResponse
    responseDraft: AlterUserScramCredentialsResponseDraft
  }
  55: {
    request: DescribeQuorumRequest
    requestDraft: DescribeQuorumRequestDraft
    response: DescribeQuorumResponse
    responseDraft: DescribeQuorumResponseDraft
  }
  57: {
    request: UpdateFeaturesRequest
    requestDraft: UpdateFeaturesRequestDraft
    response: UpdateFeaturesResponse
    responseDraft: UpdateFeaturesResponseDraft
  }
  60: {
    request: DescribeClusterRequest
    requestDraft: DescribeClusterRequestDraft
    response: DescribeClusterResponse
    responseDraft: DescribeClusterResponseDraft
  }
  61: {
    request: DescribeProducersRequest
    requestDraft: DescribeProducersRequestDraft
    response: DescribeProducersResponse
    responseDraft: DescribeProducersResponseDraft
  }
  64: {
    request: UnregisterBrokerRequest
    requestDraft: UnregisterBrokerRequestDraft
    response: UnregisterBrokerResponse
    responseDraft: UnregisterBrokerResponseDraft
  }
  65: {
    request: DescribeTransactionsRequest
    requestDraft: DescribeTransactionsRequestDraft
    response: DescribeTransactionsResponse
    responseDraft: DescribeTransactionsResponseDraft
  }
  66: {
    request: ListTransactionsRequest
    requestDraft: ListTransactionsRequestDraft
    response: ListTransactionsResponse
    responseDraft: ListTransactionsResponseDraft
  }
  68: {
    request: ConsumerGroupHeartbeatRequest
    requestDraft: ConsumerGroupHeartbeatRequestDraft
    response: ConsumerGroupHeartbeatResponse
    responseDraft: ConsumerGroupHeartbeatResponseDraft
  }
  69: {
    request: ConsumerGroupDescribeRequest
    requestDraft: ConsumerGroupDescribeRequestDraft
    response: ConsumerGroupDescribeResponse
    responseDraft: ConsumerGroupDescribeResponseDraft
  }
  71: {
    request: GetTelemetrySubscriptionsRequest
    requestDraft: GetTelemetrySubscriptionsRequestDraft
    response: GetTelemetrySubscriptionsResponse
    responseDraft: GetTelemetrySubscriptionsResponseDraft
  }
  72: {
    request: PushTelemetryRequest
    requestDraft: PushTelemetryRequestDraft
    response: PushTelemetryResponse
    responseDraft: PushTelemetryResponseDraft
  }
  74: {
    request: ListConfigResourcesRequest
    requestDraft: ListConfigResourcesRequestDraft
    response: ListConfigResourcesResponse
    responseDraft: ListConfigResourcesResponseDraft
  }
  75: {
    request: DescribeTopicPartitionsRequest
    requestDraft: DescribeTopicPartitionsRequestDraft
    response: DescribeTopicPartitionsResponse
    responseDraft: DescribeTopicPartitionsResponseDraft
  }
  76: {
    request: ShareGroupHeartbeatRequest
    requestDraft: ShareGroupHeartbeatRequestDraft
    response: ShareGroupHeartbeatResponse
    responseDraft: ShareGroupHeartbeatResponseDraft
  }
  77: {
    request: ShareGroupDescribeRequest
    requestDraft: ShareGroupDescribeRequestDraft
    response: ShareGroupDescribeResponse
    responseDraft: ShareGroupDescribeResponseDraft
  }
  78: {
    request: ShareFetchRequest
    requestDraft: ShareFetchRequestDraft
    response: ShareFetchResponse
    responseDraft: ShareFetchResponseDraft
  }
  79: {
    request: ShareAcknowledgeRequest
    requestDraft: ShareAcknowledgeRequestDraft
    response: ShareAcknowledgeResponse
    responseDraft: ShareAcknowledgeResponseDraft
  }
  80: {
    request: AddRaftVoterRequest
    requestDraft: AddRaftVoterRequestDraft
    response: AddRaftVoterResponse
    responseDraft: AddRaftVoterResponseDraft
  }
  81: {
    request: RemoveRaftVoterRequest
    requestDraft: RemoveRaftVoterRequestDraft
    response: RemoveRaftVoterResponse
    responseDraft: RemoveRaftVoterResponseDraft
  }
  83: {
    request: InitializeShareGroupStateRequest
    requestDraft: InitializeShareGroupStateRequestDraft
    response: InitializeShareGroupStateResponse
    responseDraft: InitializeShareGroupStateResponseDraft
  }
  84: {
    request: ReadShareGroupStateRequest
    requestDraft: ReadShareGroupStateRequestDraft
    response: ReadShareGroupStateResponse
    responseDraft: ReadShareGroupStateResponseDraft
  }
  85: {
    request: WriteShareGroupStateRequest
    requestDraft: WriteShareGroupStateRequestDraft
    response: WriteShareGroupStateResponse
    responseDraft: WriteShareGroupStateResponseDraft
  }
  86: {
    request: DeleteShareGroupStateRequest
    requestDraft: DeleteShareGroupStateRequestDraft
    response: DeleteShareGroupStateResponse
    responseDraft: DeleteShareGroupStateResponseDraft
  }
  87: {
    request: ReadShareGroupStateSummaryRequest
    requestDraft: ReadShareGroupStateSummaryRequestDraft
    response: ReadShareGroupStateSummaryResponse
    responseDraft: ReadShareGroupStateSummaryResponseDraft
  }
  88: {
    request: StreamsGroupHeartbeatRequest
    requestDraft: StreamsGroupHeartbeatRequestDraft
    response: StreamsGroupHeartbeatResponse
    responseDraft: StreamsGroupHeartbeatResponseDraft
  }
  89: {
    request: StreamsGroupDescribeRequest
    requestDraft: StreamsGroupDescribeRequestDraft
    response: StreamsGroupDescribeResponse
    responseDraft: StreamsGroupDescribeResponseDraft
  }
  90: {
    request: DescribeShareGroupOffsetsRequest
    requestDraft: DescribeShareGroupOffsetsRequestDraft
    response: DescribeShareGroupOffsetsResponse
    responseDraft: DescribeShareGroupOffsetsResponseDraft
  }
  91: {
    request: AlterShareGroupOffsetsRequest
    requestDraft: AlterShareGroupOffsetsRequestDraft
    response: AlterShareGroupOffsetsResponse
    responseDraft: AlterShareGroupOffsetsResponseDraft
  }
  92: {
    request: DeleteShareGroupOffsetsRequest
    requestDraft: DeleteShareGroupOffsetsRequestDraft
    response: DeleteShareGroupOffsetsResponse
    responseDraft: DeleteShareGroupOffsetsResponseDraft
  }
}
