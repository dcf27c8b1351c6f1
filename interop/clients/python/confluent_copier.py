"""confluent-kafka, and with it librdkafka, copies a topic in transactions until it is killed."""

import argparse
import sys
import time

from confluent_kafka import Consumer, KafkaException, Producer

PATIENCE_S = 20


class Rebalanced(Exception):
    pass


class Copier:
    def __init__(self, options):
        self.options = options
        self.is_rebalanced = False
        self.next = None
        self.read = set()
        both = {
            "bootstrap.servers": options.bootstrap,
            "reconnect.backoff.ms": 20,
            "reconnect.backoff.max.ms": 200,
            "log_level": 0,
            # When it bootstraps again, librdkafka 2.16 ends its connection to the coordinator of the
            # group and yet waits for it: send_offsets_to_transaction hangs, whatever its timeout
            # (confluentinc/librdkafka issues 5511 and 5456). It does so at every broker of Kafka's.
            "metadata.recovery.strategy": "none",
        }
        self.producer = Producer(
            {
                **both,
                "transactional.id": options.transactional_id,
                "transaction.timeout.ms": 20_000,
                "linger.ms": 5,
            }
        )
        self.consumer = Consumer(
            {
                **both,
                "group.id": options.group,
                "isolation.level": "read_committed",
                "enable.auto.commit": False,
                "auto.offset.reset": "earliest",
                "session.timeout.ms": 2_000,
                "heartbeat.interval.ms": 300,
            }
        )
        self.producer.init_transactions(PATIENCE_S)
        note = self.note
        self.consumer.subscribe([options.source], on_assign=note, on_revoke=note, on_lost=note)

    def note(self, *_):
        self.is_rebalanced = True

    def run(self):
        while True:
            self.is_rebalanced = False
            self.read = set()
            self.producer.begin_transaction()
            try:
                self.copy_one()
            except Rebalanced:
                self.producer.abort_transaction(PATIENCE_S)
            except KafkaException as failure:
                print(failure, file=sys.stderr)
                if not failure.args[0].txn_requires_abort():
                    raise
                self.producer.abort_transaction(PATIENCE_S)
                self.start_over()

    def copy_one(self):
        count = 0
        while count < self.options.transaction_size:
            message = self.take()
            if message is None and count > 0:
                break
            if message is None:
                continue
            self.read.add(message.partition())
            self.producer.produce(
                self.options.topic,
                value=message.value(),
                key=message.key(),
                partition=message.partition(),
            )
            count += 1
        positions = self.consumer.position(self.partitions_read())
        if self.options.mistake == "offsets-outside":
            self.consumer.commit(offsets=positions, asynchronous=False)
        else:
            self.producer.send_offsets_to_transaction(
                positions, self.consumer.consumer_group_metadata(), PATIENCE_S
            )
        time.sleep(self.options.pause_ms / 1000)
        self.producer.commit_transaction(PATIENCE_S)

    def take(self):
        """
        The next record, if there is one. What comes with a rebalance is the first of what was newly
        assigned, from where the group has committed: it belongs to the next transaction.
        """
        message, self.next = self.next, None
        if message is None:
            message = self.consumer.poll(0.2)
        if message is not None and message.error():
            message = None
        if self.is_rebalanced:
            self.next = message
            raise Rebalanced
        return message

    def start_over(self):
        """What was read and not committed is read again."""
        self.next = None
        for key in self.consumer.committed(self.partitions_read(), PATIENCE_S):
            key.offset = max(key.offset, 0)
            self.consumer.seek(key)

    def partitions_read(self):
        """Those in which this transaction has read: elsewhere a position may be from an aborted one."""
        return [key for key in self.consumer.assignment() if key.partition in self.read]


parser = argparse.ArgumentParser()
parser.add_argument("--bootstrap", required=True)
parser.add_argument("--source", required=True)
parser.add_argument("--topic", required=True)
parser.add_argument("--group", required=True)
parser.add_argument("--transactional-id", required=True)
parser.add_argument("--transaction-size", required=True, type=int)
parser.add_argument("--pause-ms", required=True, type=int)
parser.add_argument("--mistake")
Copier(parser.parse_args()).run()
