"""kafka-python as a client program of the matrix."""

import kafka
from kafka import KafkaConsumer, KafkaProducer, TopicPartition
from kafka.coordinator.assignors.cooperative_sticky import CooperativeStickyAssignor
from kafka.coordinator.assignors.range import RangePartitionAssignor
from kafka.errors import KafkaError

from client_program import Membership, arguments, print_record, read_records


def produce(bootstrap, topic, codec, path):
    producer = KafkaProducer(
        bootstrap_servers=bootstrap,
        compression_type=None if codec == "none" else codec,
        enable_idempotence=True,
        linger_ms=5,
    )
    sent = [
        producer.send(
            topic,
            value=record["value"],
            key=record["key"],
            headers=record["headers"],
            partition=record["partition"],
            timestamp_ms=record["timestamp"],
        )
        for record in read_records(path)
    ]
    producer.flush()
    for future in sent:
        future.get(timeout=30)
    producer.close()


def consume(bootstrap, topic, count, isolation):
    consumer = KafkaConsumer(
        bootstrap_servers=bootstrap,
        group_id=None,
        enable_auto_commit=False,
        isolation_level=isolation,
    )
    partitions = [TopicPartition(topic, number) for number in consumer.partitions_for_topic(topic)]
    consumer.assign(partitions)
    consumer.seek_to_beginning(*partitions)
    seen = 0
    while seen < count:
        for records in consumer.poll(timeout_ms=500).values():
            for record in records:
                print_record(
                    record.partition,
                    record.offset,
                    record.timestamp,
                    record.key,
                    record.value,
                    record.headers,
                )
                seen += 1
    consumer.close()


def join(bootstrap, topic, group, strategy):
    assignors = {"eager": RangePartitionAssignor, "cooperative": CooperativeStickyAssignor}
    consumer = KafkaConsumer(
        topic,
        bootstrap_servers=bootstrap,
        group_id=group,
        partition_assignment_strategy=[assignors[strategy]],
        auto_offset_reset="earliest",
        enable_auto_commit=False,
        session_timeout_ms=6000,
        heartbeat_interval_ms=500,
        metadata_max_age_ms=2000,
    )
    membership = Membership()
    while not membership.is_over:
        for records in consumer.poll(timeout_ms=200).values():
            for record in records:
                membership.read(record.partition, record.offset)
        membership.has([one.partition for one in consumer.assignment()])
        try:
            consumer.commit()
        except KafkaError as error:
            membership.failed(error)
    consumer.close()


options = arguments()
if options.command == "produce":
    produce(options.bootstrap, options.topic, options.codec, options.input)
elif options.command == "consume":
    consume(options.bootstrap, options.topic, options.count, options.isolation)
elif options.command == "join":
    join(options.bootstrap, options.topic, options.group, options.strategy)
else:
    print(kafka.__version__)
