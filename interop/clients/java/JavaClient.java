import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
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
            case "join" -> GroupMember.join(options);
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
                sent.add(producer.send(RecordLines.recordOf(options.get("--topic"), JSON.readTree(line))));
            }
            for (Future<RecordMetadata> acknowledgement : sent) acknowledgement.get();
        }
    }

    private static void consume(Map<String, String> options) throws Exception {
        Map<String, Object> settings = Map.of(
            "bootstrap.servers", options.get("--bootstrap"),
            "enable.auto.commit", false,
            "isolation.level", options.getOrDefault("--isolation", "read_uncommitted"));
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
                    output.write(JSON.writeValueAsString(RecordLines.lineOf(record)));
                    output.write('\n');
                    seen++;
                }
                output.flush();
            }
        }
    }
}
