"""aiokafka as a client program of the matrix."""

import asyncio

import aiokafka
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer

from client_program import arguments, print_record, read_records


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


async def consume(bootstrap, topic, count):
    # A topic without a group: every partition, from its start.
    consumer = AIOKafkaConsumer(
        topic, bootstrap_servers=bootstrap, group_id=None, auto_offset_reset="earliest"
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


options = arguments()
if options.command == "produce":
    asyncio.run(produce(options.bootstrap, options.topic, options.codec, options.input))
elif options.command == "consume":
    asyncio.run(consume(options.bootstrap, options.topic, options.count))
else:
    print(aiokafka.__version__)
