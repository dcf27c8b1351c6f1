import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Apache Kafka's own consumer as a member of a group, until it is asked to leave (SIGTERM). */
final class GroupMember implements ConsumerRebalanceListener {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TreeSet<Integer> has = new TreeSet<>();

    static void join(Map<String, String> options) throws Exception {
        Map<String, Object> settings = new HashMap<>(Map.of(
            "bootstrap.servers", options.get("--bootstrap"),
            "group.id", options.get("--group"),
            "auto.offset.reset", "earliest",
            "enable.auto.commit", false,
            "metadata.max.age.ms", 2000));
        if (options.get("--strategy").equals("consumer")) {
            settings.put("group.protocol", "consumer");
        } else {
            boolean isEager = options.get("--strategy").equals("eager");
            settings.put("partition.assignment.strategy",
                List.of(isEager ? RangeAssignor.class : CooperativeStickyAssignor.class));
            settings.put("session.timeout.ms", 6000);
            settings.put("heartbeat.interval.ms", 500);
        }
        var bytes = new ByteArrayDeserializer();
        var main = Thread.currentThread();
        var consumer = new KafkaConsumer<>(settings, bytes, bytes);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            consumer.wakeup();
            try {
                main.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        try (consumer) {
            consumer.subscribe(List.of(options.get("--topic")), new GroupMember());
            while (true) readOnce(consumer);
        } catch (WakeupException e) {
            // It is to leave, and has left by now.
        }
    }

    private static void readOnce(KafkaConsumer<byte[], byte[]> consumer) throws Exception {
        var records = consumer.poll(Duration.ofMillis(200));
        for (ConsumerRecord<byte[], byte[]> record : records) {
            say(Map.of("partition", record.partition(), "offset", record.offset()));
        }
        try {
            if (!records.isEmpty()) consumer.commitSync();
        } catch (WakeupException e) {
            throw e;
        } catch (KafkaException e) {
            say(Map.of("failed", e.toString()));
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        has.addAll(numbers(partitions));
        sayHas();
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        numbers(partitions).forEach(has::remove);
        sayHas();
    }

    private static List<Integer> numbers(Collection<TopicPartition> partitions) {
        return partitions.stream().map(TopicPartition::partition).collect(Collectors.toList());
    }

    private void sayHas() {
        say(Map.of("has", new ArrayList<>(has)));
    }

    private static void say(Map<String, ?> line) {
        try {
            System.out.println(JSON.writeValueAsString(line));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
