"""aiokafka as a client program of the matrix."""

import asyncio

import aiokafka
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.errors import KafkaError

from client_program import Membership, arguments, print_record, read_records


async def produce(bootstrap, topic, codec, path):
    producer = AIOKafkaProducer(
        bootstrap_servers=bootstrap,
        compression_type=None if codec == "none" else codec,
        enable_idempotence=True,
        linger_ms=5,
    )
    async with producer:
        sent = [
            await producer.send(
                topic,
                value=record["value"],
                key=record["key"],
                headers=record["headers"],
                partition=record["partition"],
                timestamp_ms=record["timestamp"],
            )
            for record in read_records(path)
        ]
        await asyncio.gather(*sent)


async def consume(bootstrap, topic, count, isolation):
    # A topic without a group: every partition, from its start.
    consumer = AIOKafkaConsumer(
        topic,
        bootstrap_servers=bootstrap,
        group_id=None,
        auto_offset_reset="earliest",
        isolation_level=isolation,
    )
    async with consumer:
        seen = 0
        while seen < count:
            for records in (await consumer.getmany(timeout_ms=500)).values():
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


async def join(bootstrap, topic, group):
    consumer = AIOKafkaConsumer(
        topic,
        bootstrap_servers=bootstrap,
        group_id=group,
        auto_offset_reset="earliest",
        enable_auto_commit=False,
        session_timeout_ms=6000,
        heartbeat_interval_ms=500,
        metadata_max_age_ms=2000,
    )
    membership = Membership()
    async with consumer:
        while not membership.is_over:
            for records in (await consumer.getmany(timeout_ms=200)).values():
                for record in records:
                    membership.read(record.partition, record.offset)
            membership.has([one.partition for one in consumer.assignment()])
            try:
                await consumer.commit()
            except KafkaError as error:
                membership.failed(error)


options = arguments()
if options.command == "produce":
    asyncio.run(produce(options.bootstrap, options.topic, options.codec, options.input))
elif options.command == "consume":
    asyncio.run(consume(options.bootstrap, options.topic, options.count, options.isolation))
elif options.command == "join":
    asyncio.run(join(options.bootstrap, options.topic, options.group))
else:
    print(aiokafka.__version__)
