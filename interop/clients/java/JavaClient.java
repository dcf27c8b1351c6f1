import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.AppInfoParser;

/** Apache Kafka's own producer and consumer as a client program of the matrix. */
final class JavaClient {
    private static final ObjectMapper JSON = new ObjectMapper();

    public static void main(String[] args) throws Exception {
        Map<String, String> options = new HashMap<>();
        for (int i = 1; i + 1 < args.length; i += 2) options.put(args[i], args[i + 1]);
        switch (args[0]) {
            case "produce" -> produce(options);
            case "consume" -> consume(options);
            case "version" -> System.out.println(AppInfoParser.getVersion());
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static void produce(Map<String, String> options) throws Exception {
        Map<String, Object> settings = Map.of(
            "bootstrap.servers", options.get("--bootstrap"),
            "compression.type", options.get("--codec"),
            "linger.ms", 5);
        var bytes = new ByteArraySerializer();
        try (var producer = new KafkaProducer<>(settings, bytes, bytes);
             var lines = Files.lines(Path.of(options.get("--input")))) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (String line : (Iterable<String>) lines::iterator) {
                sent.add(producer.send(recordOf(options.get("--topic"), JSON.readTree(line))));
            }
            for (Future<RecordMetadata> acknowledgement : sent) acknowledgement.get();
        }
    }

    private static ProducerRecord<byte[], byte[]> recordOf(String topic, JsonNode line) throws IOException {
        List<Header> headers = new ArrayList<>();
        for (JsonNode header : line.get("headers")) {
            headers.add(new RecordHeader(header.get(0).textValue(), header.get(1).binaryValue()));
        }
        return new ProducerRecord<>(
            topic,
            line.get("partition").intValue(),
            line.get("timestamp").longValue(),
            line.get("key").binaryValue(),
            line.get("value").binaryValue(),
            headers);
    }

    private static void consume(Map<String, String> options) throws Exception {
        Map<String, Object> settings = Map.of(
            "bootstrap.servers", options.get("--bootstrap"),
            "enable.auto.commit", false);
        int count = Integer.parseInt(options.get("--count"));
        var bytes = new ByteArrayDeserializer();
        var output = new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8));
        try (var consumer = new KafkaConsumer<>(settings, bytes, bytes); output) {
            List<TopicPartition> partitions = consumer.partitionsFor(options.get("--topic")).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            for (int seen = 0; seen < count; ) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(500))) {
                    output.write(JSON.writeValueAsString(lineOf(record)));
                    output.write('\n');
                    seen++;
                }
            }
        }
    }

    private static ObjectNode lineOf(ConsumerRecord<byte[], byte[]> record) {
        ObjectNode line = JSON.createObjectNode();
        line.put("partition", record.partition());
        line.put("offset", record.offset());
        line.put("timestamp", record.timestamp());
        line.put("key", base64(record.key()));
        line.put("value", base64(record.value()));
        ArrayNode headers = line.putArray("headers");
        for (Header header : record.headers()) headers.addArray().add(header.key()).add(base64(header.value()));
        return line;
    }

    private static String base64(byte[] bytes) {
        return bytes == null ? null : Base64.getEncoder().encodeToString(bytes);
    }
}
