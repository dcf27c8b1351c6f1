package main

import (
	"context"
	"errors"
	"strconv"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kmsg"
)

// The library commits offsets for members of groups only; these clients are assigned what they read,
// so their requests are made here, and sent by it.

// Where the polls have come, if they are to be committed.
func positions(asked command, told []done) map[string]int64 {
	offsets := map[string]int64{}
	if !asked.Offsets {
		return offsets
	}
	for _, one := range told {
		for _, record := range one.Records {
			offsets[strconv.Itoa(int(record.Partition))] = record.Offset + 1
		}
	}
	return offsets
}

func hasSent(told []done) bool {
	for _, one := range told {
		if one.Offset != nil {
			return true
		}
	}
	return false
}

func (c *client) commitOffsets(offsets map[string]int64) error {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	id, err := c.topicID(ctx)
	if err != nil {
		return err
	}
	request := kmsg.NewPtrOffsetCommitRequest()
	request.Group = c.group
	topic := kmsg.NewOffsetCommitRequestTopic()
	topic.Topic, topic.TopicID = c.topic, id // Which of them is sent is up to the version.
	for partition, offset := range offsets {
		one := kmsg.NewOffsetCommitRequestTopicPartition()
		one.Partition, one.Offset = number(partition), offset
		topic.Partitions = append(topic.Partitions, one)
	}
	request.Topics = append(request.Topics, topic)
	response, err := request.RequestWith(ctx, c.producer)
	if err != nil {
		return err
	}
	for _, topic := range response.Topics {
		for _, partition := range topic.Partitions {
			err = errors.Join(err, kerr.ErrorForCode(partition.ErrorCode))
		}
	}
	return err
}

// Makes the offsets a part of the open transaction.
func (c *client) addOffsets(offsets map[string]int64) error {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	id, epoch, err := c.producer.ProducerID(ctx)
	if err != nil {
		return err
	}
	joining := kmsg.NewPtrAddOffsetsToTxnRequest()
	joining.TransactionalID, joining.ProducerID, joining.ProducerEpoch = c.transactionalID, id, epoch
	joining.Group = c.group
	joined, err := joining.RequestWith(ctx, c.producer)
	if err == nil {
		err = kerr.ErrorForCode(joined.ErrorCode)
	}
	if err != nil {
		return err
	}

	request := kmsg.NewPtrTxnOffsetCommitRequest()
	request.TransactionalID, request.ProducerID, request.ProducerEpoch = c.transactionalID, id, epoch
	request.Group = c.group
	topic := kmsg.NewTxnOffsetCommitRequestTopic()
	topic.Topic = c.topic
	for partition, offset := range offsets {
		one := kmsg.NewTxnOffsetCommitRequestTopicPartition()
		one.Partition, one.Offset = number(partition), offset
		topic.Partitions = append(topic.Partitions, one)
	}
	request.Topics = append(request.Topics, topic)
	response, err := request.RequestWith(ctx, c.producer)
	if err != nil {
		return err
	}
	for _, topic := range response.Topics {
		for _, partition := range topic.Partitions {
			err = errors.Join(err, kerr.ErrorForCode(partition.ErrorCode))
		}
	}
	return err
}

func (c *client) topicID(ctx context.Context) ([16]byte, error) {
	request := kmsg.NewPtrMetadataRequest()
	topic := kmsg.NewMetadataRequestTopic()
	topic.Topic = &c.topic
	request.Topics = append(request.Topics, topic)
	response, err := request.RequestWith(ctx, c.producer)
	if err != nil {
		return [16]byte{}, err
	}
	return response.Topics[0].TopicID, kerr.ErrorForCode(response.Topics[0].ErrorCode)
}

func number(partition string) int32 {
	parsed, _ := strconv.Atoi(partition)
	return int32(parsed)
}
