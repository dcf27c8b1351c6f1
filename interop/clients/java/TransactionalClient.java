import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Apache Kafka's own clients write transactions: one step per line, answered in a line. */
final class TransactionalClient {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, String> options;
    private final KafkaProducer<byte[], byte[]> producer;

    public static void main(String[] args) throws Exception {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i + 1 < args.length; i += 2) options.put(args[i], args[i + 1]);
        var client = new TransactionalClient(options);
        tell("ready", true);
        var steps = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line; (line = steps.readLine()) != null; ) {
            try {
                client.take(JSON.readTree(line));
                tell("ok", true);
            } catch (Exception e) {
                tell("failed", e.toString());
            }
        }
        Runtime.getRuntime().halt(0); // Closing would abort what the story has left open.
    }

    private static void tell(String key, Object value) throws Exception {
        System.out.println(JSON.writeValueAsString(Map.of(key, value)));
    }

    private TransactionalClient(Map<String, String> options) {
        this.options = options;
        var bytes = new ByteArraySerializer();
        producer = new KafkaProducer<>(Map.of(
            "bootstrap.servers", options.get("--bootstrap"),
            "transactional.id", options.get("--transactional-id"),
            "transaction.timeout.ms", Integer.parseInt(options.get("--transaction-timeout-ms")),
            "max.block.ms", 20_000), bytes, bytes);
        producer.initTransactions();
    }

    private void take(JsonNode step) throws Exception {
        switch (step.get("do").textValue()) {
            case "begin" -> producer.beginTransaction();
            case "send" -> {
                byte[] value = step.get("value").textValue().getBytes(StandardCharsets.UTF_8);
                send(step.get("partition").intValue(), value);
            }
            case "copy" -> copy(step.get("count").intValue());
            case "commit" -> producer.commitTransaction();
            case "abort" -> producer.abortTransaction();
            default -> throw new IllegalArgumentException(step.toString());
        }
    }

    private void send(int partition, byte[] value) throws Exception {
        producer.send(new ProducerRecord<>(options.get("--topic"), partition, null, value)).get();
    }

    private void copy(int count) throws Exception {
        Map<String, Object> settings = Map.of(
            "bootstrap.servers", options.get("--bootstrap"),
            "group.id", options.get("--group"),
            "isolation.level", "read_committed",
            "enable.auto.commit", false,
            "auto.offset.reset", "earliest",
            "max.poll.records", 1);
        var bytes = new ByteArrayDeserializer();
        try (var consumer = new KafkaConsumer<>(settings, bytes, bytes)) {
            consumer.subscribe(List.of(options.get("--source")));
            Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
            for (int seen = 0; seen < count; ) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(500))) {
                    send(record.partition(), record.value());
                    var partition = new TopicPartition(record.topic(), record.partition());
                    positions.put(partition, new OffsetAndMetadata(record.offset() + 1));
                    seen++;
                }
            }
            producer.sendOffsetsToTransaction(positions, consumer.groupMetadata());
        }
    }
}
