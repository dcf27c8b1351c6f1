"""confluent-kafka, and with it librdkafka, writes transactions."""

import os

from confluent_kafka import Consumer, KafkaException, Producer

from transaction_program import arguments, run

PATIENCE_S = 20


class TransactionalClient:
    def __init__(self, options):
        self.options = options
        self.mistake = options.mistake
        settings = {"bootstrap.servers": options.bootstrap, "linger.ms": 0, "log_level": 0}
        if self.mistake == "no-transactions":
            self.producer = Producer(settings)
            return
        settings["transactional.id"] = options.transactional_id
        if self.mistake == "an-id-of-its-own":
            settings["transactional.id"] += f"-{os.getpid()}"
        if self.mistake != "a-long-timeout":
            settings["transaction.timeout.ms"] = options.transaction_timeout_ms
        self.producer = Producer(settings)
        self.producer.init_transactions(PATIENCE_S)

    def begin(self):
        if self.mistake != "no-transactions":
            self.producer.begin_transaction()

    def send(self, partition, value):
        failures = []
        self.producer.produce(
            self.options.topic,
            value=value,
            partition=partition,
            on_delivery=lambda error, _: failures.append(error) if error else None,
        )
        self.producer.flush(PATIENCE_S)
        if failures:
            raise KafkaException(failures[0])

    def copy(self, count):
        consumer = Consumer(
            {
                "bootstrap.servers": self.options.bootstrap,
                "group.id": self.options.group,
                "isolation.level": "read_committed",
                "enable.auto.commit": False,
                "auto.offset.reset": "earliest",
            }
        )
        try:
            consumer.subscribe([self.options.source])
            seen = 0
            while seen < count:
                message = consumer.poll(PATIENCE_S)
                if message is None or message.error():
                    raise RuntimeError(f"nothing to copy: {message and message.error()}")
                self.send(message.partition(), message.value())
                seen += 1
            positions = consumer.position(consumer.assignment())
            if self.mistake == "offsets-outside":
                consumer.commit(offsets=positions, asynchronous=False)
                return
            if self.mistake == "no-transactions":
                return
            self.producer.send_offsets_to_transaction(
                positions, consumer.consumer_group_metadata(), PATIENCE_S
            )
        finally:
            consumer.close()

    def commit(self):
        if self.mistake != "no-transactions":
            self.producer.commit_transaction(PATIENCE_S)

    def abort(self):
        if self.mistake == "abort-commits":
            self.commit()
        elif self.mistake != "no-transactions":
            self.producer.abort_transaction(PATIENCE_S)


run(TransactionalClient(arguments()))
