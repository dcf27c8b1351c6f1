"""confluent-kafka, and with it a current librdkafka, as a client program of the matrix."""

import sys

import confluent_kafka
from confluent_kafka import OFFSET_BEGINNING, Consumer, KafkaException, Producer, TopicPartition

from client_program import Membership, arguments, print_record, read_records


def produce(bootstrap, topic, codec, path):
    failures = []
    producer = Producer(
        {
            "bootstrap.servers": bootstrap,
            "compression.type": codec,
            "enable.idempotence": True,
            "linger.ms": 5,
        }
    )
    for record in read_records(path):
        producer.produce(
            topic,
            value=record["value"],
            key=record["key"],
            partition=record["partition"],
            timestamp=record["timestamp"],
            headers=record["headers"],
            on_delivery=lambda error, _: failures.append(error) if error else None,
        )
        producer.poll(0)
    unsent = producer.flush(30)
    if failures or unsent:
        sys.exit(f"{unsent} records unsent, {len(failures)} refused: {failures[:3]}")


def consume(bootstrap, topic, count, isolation):
    consumer = Consumer(
        {
            "bootstrap.servers": bootstrap,
            # Asked for even when nobody joins; assign() and no commit leave the group untouched.
            "group.id": "unused",
            "enable.auto.commit": False,
            "check.crcs": True,
            "isolation.level": isolation,
        }
    )
    partitions = consumer.list_topics(topic, timeout=15).topics[topic].partitions
    consumer.assign([TopicPartition(topic, partition, OFFSET_BEGINNING) for partition in partitions])
    seen = 0
    while seen < count:
        for message in consumer.consume(1000, timeout=0.5):
            if message.error():
                sys.exit(str(message.error()))
            print_record(
                message.partition(),
                message.offset(),
                message.timestamp()[1],
                message.key(),
                message.value(),
                message.headers(),
            )
            seen += 1
    consumer.close()


def join(bootstrap, topic, group, strategy):
    settings = {
        "bootstrap.servers": bootstrap,
        "group.id": group,
        "auto.offset.reset": "earliest",
        "enable.auto.commit": False,
        "topic.metadata.refresh.interval.ms": 2000,
    }
    if strategy == "consumer":
        settings["group.protocol"] = "consumer"
    else:
        assignors = {"eager": "range", "cooperative": "cooperative-sticky"}
        settings["partition.assignment.strategy"] = assignors[strategy]
        settings["session.timeout.ms"] = 6000
        settings["heartbeat.interval.ms"] = 500
    consumer = Consumer(settings)
    consumer.subscribe([topic])
    membership = Membership()
    while not membership.is_over:
        messages = consumer.consume(500, timeout=0.2)
        for message in messages:
            if not message.error():
                membership.read(message.partition(), message.offset())
        membership.has([one.partition for one in consumer.assignment()])
        try:
            if messages:
                consumer.commit(asynchronous=False)
        except KafkaException as error:
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
    library = confluent_kafka.libversion()[0]
    print(f"{confluent_kafka.__version__} (librdkafka {library})")
