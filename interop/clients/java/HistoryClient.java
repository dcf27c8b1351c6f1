import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Apache Kafka's own producer and consumer behind a pipe, one operation per line, for histories. */
final class HistoryClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int COMMIT_ATTEMPTS = 3;

    private final String topic;
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Set<TopicPartition> rebalanced = new HashSet<>();
    private final Set<TopicPartition> gone = new HashSet<>();
    private boolean isSubscribed;

    public static void main(String[] args) throws Exception {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i + 1 < args.length; i += 2) options.put(args[i], args[i + 1]);
        var client = new HistoryClient(options);
        System.out.println("{\"ready\":true}");
        var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line; (line = commands.readLine()) != null; ) {
            tell(client.answer(JSON.readTree(line)));
        }
        Runtime.getRuntime().halt(0); // Closing would wait for a broker that may be gone.
    }

    private HistoryClient(Map<String, String> options) {
        topic = options.get("--topic");
        boolean isTransactional = options.containsKey("--transactional-id");
        Map<String, Object> both = Map.of(
            "bootstrap.servers", options.get("--bootstrap"),
            "request.timeout.ms", 3_000,
            "reconnect.backoff.ms", 20,
            "reconnect.backoff.max.ms", 200);
        Map<String, Object> sending = new HashMap<>(both);
        sending.putAll(Map.of(
            "acks", "all",
            "enable.idempotence", true,
            "delivery.timeout.ms", 8_000,
            "max.block.ms", 8_000,
            "linger.ms", 0));
        if (isTransactional) {
            sending.put("transactional.id", options.get("--transactional-id"));
            sending.put("transaction.timeout.ms", Integer.parseInt(options.get("--transaction-timeout-ms")));
        }
        Map<String, Object> reading = new HashMap<>(both);
        reading.put("group.id", options.get("--group"));
        if ("consumer".equals(options.get("--group-protocol"))) {
            reading.put("group.protocol", "consumer");
        } else {
            reading.putAll(Map.of("session.timeout.ms", 6_000, "heartbeat.interval.ms", 1_000));
        }
        reading.putAll(Map.of(
            "isolation.level", "read_committed",
            "enable.auto.commit", false,
            "auto.offset.reset", "earliest",
            "max.poll.records", 20,
            "fetch.max.wait.ms", 100,
            "default.api.timeout.ms", 8_000));
        producer = new KafkaProducer<>(sending, new ByteArraySerializer(), new ByteArraySerializer());
        consumer = new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        if (isTransactional) producer.initTransactions();
    }

    private static void tell(ObjectNode line) throws IOException {
        System.out.println(JSON.writeValueAsString(line));
    }

    private ObjectNode answer(JsonNode command) throws IOException {
        return switch (command.get("do").textValue()) {
            case "assign" -> assign(command.get("from"));
            case "subscribe" -> subscribe();
            case "txn" -> whileMember(() -> transact(command));
            case "send" -> attempt(command, "info");
            case "poll" -> whileMember(() -> attempt(command, "fail"));
            default -> throw new IllegalArgumentException(command.toString());
        };
    }

    private ObjectNode assign(JsonNode from) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry : from.properties()) {
            int partition = Integer.parseInt(entry.getKey());
            offsets.put(new TopicPartition(topic, partition), entry.getValue().longValue());
        }
        consumer.assign(offsets.keySet());
        offsets.forEach(consumer::seek);
        return JSON.createObjectNode().put("outcome", "ok");
    }

    private ObjectNode subscribe() {
        isSubscribed = true;
        consumer.subscribe(List.of(topic), new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> keys) {
                rebalanced.addAll(keys);
            }

            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> keys) {
                rebalanced.addAll(keys);
                gone.addAll(keys);
            }
        });
        return JSON.createObjectNode().put("outcome", "ok");
    }

    /** Tells which partitions came and went meanwhile; what failed is read again by whoever has them. */
    private ObjectNode whileMember(Callable<ObjectNode> work) throws IOException {
        rebalanced.clear();
        gone.clear();
        try {
            ObjectNode answer = work.call();
            if (!isSubscribed) return answer;
            if (!answer.get("outcome").textValue().equals("ok") && !rewind()) answer.put("isOver", true);
            ArrayNode keys = answer.putArray("rebalanced");
            rebalanced.forEach(key -> keys.add(key.partition()));
            return answer;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    private boolean rewind() {
        try {
            Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(consumer.assignment());
            committed.forEach((key, position) -> consumer.seek(key, position == null ? 0 : position.offset()));
            return true;
        } catch (Exception e) {
            return false;
        }
    }

    /** A send or a poll by itself, with the outcome of one that throws. */
    private ObjectNode attempt(JsonNode command, String outcomeOfFailure) {
        ObjectNode answer = JSON.createObjectNode();
        try {
            Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
            walk(command.get("steps"), answer, positions);
            if (commitsOffsets(command, answer, positions)) return commitPositions(answer, positions);
            return answer.put("outcome", "ok");
        } catch (Exception e) {
            return failed(answer, outcomeOfFailure, e);
        }
    }

    private ObjectNode commitPositions(ObjectNode answer, Map<TopicPartition, OffsetAndMetadata> positions)
        throws IOException {
        tell(answer.deepCopy().put("isInterim", true));
        try {
            consumer.commitSync(positions);
            return answer.put("outcome", "ok");
        } catch (Exception e) {
            return failed(answer, "info", e);
        }
    }

    /** Whether it does, and if so, tells which. */
    private static boolean commitsOffsets(
        JsonNode command, ObjectNode answer, Map<TopicPartition, OffsetAndMetadata> positions) {
        if (!command.get("offsets").booleanValue() || positions.isEmpty()) return false;
        ObjectNode offsets = answer.putObject("offsets");
        positions.forEach((key, position) -> offsets.put("" + key.partition(), position.offset()));
        return true;
    }

    private ObjectNode transact(JsonNode command) {
        ObjectNode answer = JSON.createObjectNode();
        boolean commits = command.get("commit").booleanValue();
        try {
            producer.beginTransaction();
            Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
            walk(command.get("steps"), answer, positions);
            Thread.sleep(command.get("pauseMs").longValue());
            requireOwned(positions.keySet());
            boolean hasOffsets = commitsOffsets(command, answer, positions);
            tell(answer.deepCopy().put("isInterim", true));
            if (hasOffsets) producer.sendOffsetsToTransaction(positions, consumer.groupMetadata());
            if (!commits) producer.abortTransaction();
        } catch (Exception e) {
            return abortAfter(answer, e);
        }
        return commits ? commit(answer) : answer.put("outcome", "fail").put("reason", "aborted on purpose");
    }

    /** Who gave a partition up is in the generation of whoever got it: nobody else would refuse. */
    private void requireOwned(Set<TopicPartition> keys) {
        if (Collections.disjoint(keys, gone)) return;
        throw new CommitFailedException("Partitions were given up while the transaction was open");
    }

    /** Nobody has asked for a commit, so whatever becomes of the abort, there will be none. */
    private ObjectNode abortAfter(ObjectNode answer, Exception cause) {
        failed(answer, "fail", cause);
        try {
            producer.abortTransaction();
            return answer;
        } catch (Exception e) {
            return answer.put("isOver", true);
        }
    }

    private ObjectNode commit(ObjectNode answer) {
        for (int attempt = 1; ; attempt++) {
            try {
                producer.commitTransaction();
                return answer.put("outcome", "ok");
            } catch (TimeoutException e) {
                if (attempt == COMMIT_ATTEMPTS) return failed(answer, "info", e).put("isOver", true);
            } catch (Exception e) {
                return failed(answer, "info", e).put("isOver", true);
            }
        }
    }

    private static ObjectNode failed(ObjectNode answer, String outcome, Exception cause) {
        Throwable root = cause;
        while (root.getCause() != null) root = root.getCause();
        return answer.put("outcome", outcome).put("reason", root.getClass().getSimpleName());
    }

    /** Sends are under way together, and are waited for at the end, whatever comes of the others. */
    private void walk(JsonNode steps, ObjectNode answer, Map<TopicPartition, OffsetAndMetadata> positions)
        throws Exception {
        ArrayNode told = answer.putArray("steps");
        Map<ObjectNode, Future<RecordMetadata>> sent = new IdentityHashMap<>();
        Exception failure = null;
        for (JsonNode step : steps) {
            ObjectNode done = told.addObject();
            if (failure != null) continue;
            try {
                if (step.has("send")) {
                    sent.put(done, producer.send(RecordLines.recordOf(topic, step.get("send"))));
                } else {
                    poll(done, step.get("poll").longValue(), positions);
                }
            } catch (Exception e) {
                failure = e;
            }
        }
        for (Map.Entry<ObjectNode, Future<RecordMetadata>> one : sent.entrySet()) {
            try {
                one.getKey().put("offset", one.getValue().get().offset());
            } catch (Exception e) {
                failure = e;
            }
        }
        if (failure != null) throw failure;
    }

    private void poll(ObjectNode done, long timeoutMs, Map<TopicPartition, OffsetAndMetadata> positions) {
        ArrayNode records = done.putArray("records");
        if (!isSubscribed && consumer.assignment().isEmpty()) return;
        List<ConsumerRecord<byte[], byte[]>> polled = new ArrayList<>();
        consumer.poll(Duration.ofMillis(timeoutMs)).forEach(polled::add);
        for (ConsumerRecord<byte[], byte[]> record : polled) {
            records.add(RecordLines.lineOf(record));
            var key = new TopicPartition(record.topic(), record.partition());
            positions.put(key, new OffsetAndMetadata(record.offset() + 1));
        }
    }
}
