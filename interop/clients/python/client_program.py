"""The command line that every client program of the matrix has, and its two kinds of JSON lines."""

import argparse
import base64
import json
import signal
import sys


class Membership:
    """What a member of a group says of itself, until it is asked to leave (SIGTERM)."""

    def __init__(self):
        self.is_over = False
        self._has = None
        signal.signal(signal.SIGTERM, self._leave)

    def _leave(self, *_):
        self.is_over = True

    def has(self, partitions):
        """Tells which partitions are its own by now."""
        partitions = sorted(partitions)
        if partitions != self._has:
            self._has = partitions
            _say({"has": partitions})

    def read(self, partition, offset):
        _say({"partition": partition, "offset": offset})

    def failed(self, error):
        _say({"failed": repr(error)})


def _say(line):
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


def arguments():
    parser = argparse.ArgumentParser()
    commands = parser.add_subparsers(dest="command", required=True)
    produce = commands.add_parser("produce")
    produce.add_argument("--bootstrap", required=True)
    produce.add_argument("--topic", required=True)
    produce.add_argument("--codec", required=True)
    produce.add_argument("--input", required=True)
    consume = commands.add_parser("consume")
    consume.add_argument("--bootstrap", required=True)
    consume.add_argument("--topic", required=True)
    consume.add_argument("--count", required=True, type=int)
    consume.add_argument("--isolation", default="read_uncommitted")
    join = commands.add_parser("join")
    join.add_argument("--bootstrap", required=True)
    join.add_argument("--topic", required=True)
    join.add_argument("--group", required=True)
    join.add_argument("--strategy", required=True)
    commands.add_parser("version")
    return parser.parse_args()


def _bytes(text):
    return None if text is None else base64.b64decode(text)


def _text(data):
    return None if data is None else base64.b64encode(data).decode()


def record_from(line):
    """A record to send, as a JSON line has it."""
    return {
        **line,
        "key": _bytes(line["key"]),
        "value": _bytes(line["value"]),
        "headers": [(name, _bytes(value)) for name, value in line["headers"]],
    }


def read_records(path):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            yield record_from(json.loads(line))


def record_line(partition, offset, timestamp, key, value, headers):
    """A record that was read, as a JSON line has it."""
    return {
        "partition": partition,
        "offset": offset,
        "timestamp": timestamp,
        "key": _text(key),
        "value": _text(value),
        "headers": [[name, _text(value)] for name, value in headers or []],
    }


def print_record(*parts):
    _say(record_line(*parts))
