import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Copies a topic in transactions with Apache Kafka's own clients, until it is killed. */
final class TransactionalCopier implements ConsumerRebalanceListener {
    private final String topic;
    private final int transactionSize;
    private final int pauseMs;
    private final boolean commitsOutside;
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private boolean isRebalanced;

    public static void main(String[] args) throws Exception {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i + 1 < args.length; i += 2) options.put(args[i], args[i + 1]);
        try {
            new TransactionalCopier(options).run();
        } catch (KafkaException e) {
            System.err.println(e);
            Runtime.getRuntime().halt(1); // Whoever comes next with this id ends what is open.
        }
    }

    private TransactionalCopier(Map<String, String> options) {
        topic = options.get("--topic");
        transactionSize = Integer.parseInt(options.get("--transaction-size"));
        pauseMs = Integer.parseInt(options.get("--pause-ms"));
        commitsOutside = "offsets-outside".equals(options.get("--mistake"));
        producer = new KafkaProducer<>(Map.of(
            "bootstrap.servers", options.get("--bootstrap"),
            "transactional.id", options.get("--transactional-id"),
            "transaction.timeout.ms", 20_000,
            "reconnect.backoff.max.ms", 200,
            "linger.ms", 5), new ByteArraySerializer(), new ByteArraySerializer());
        consumer = new KafkaConsumer<>(Map.of(
            "bootstrap.servers", options.get("--bootstrap"),
            "group.id", options.get("--group"),
            "isolation.level", "read_committed",
            "enable.auto.commit", false,
            "auto.offset.reset", "earliest",
            "reconnect.backoff.max.ms", 200,
            "session.timeout.ms", 2_000,
            "heartbeat.interval.ms", 300,
            "max.poll.records", 100), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        producer.initTransactions();
        consumer.subscribe(List.of(options.get("--source")), this);
    }

    private void run() throws InterruptedException {
        while (true) {
            isRebalanced = false;
            producer.beginTransaction();
            try {
                copyOne();
            } catch (KafkaException e) {
                System.err.println(e);
                producer.abortTransaction(); // Throws what cannot be mended here.
                rewind();
            }
        }
    }

    private void copyOne() throws InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
        for (int count = 0; count < transactionSize; ) {
            var records = consumer.poll(Duration.ofMillis(200));
            if (isRebalanced) throw new KafkaException("the partitions are others now");
            if (records.isEmpty() && count > 0) break;
            for (ConsumerRecord<byte[], byte[]> record : records) {
                producer.send(new ProducerRecord<>(topic, record.partition(), record.key(), record.value()));
                var partition = new TopicPartition(record.topic(), record.partition());
                positions.put(partition, new OffsetAndMetadata(record.offset() + 1));
                count++;
            }
        }
        if (commitsOutside) consumer.commitSync(positions);
        else producer.sendOffsetsToTransaction(positions, consumer.groupMetadata());
        Thread.sleep(pauseMs);
        producer.commitTransaction();
    }

    private void rewind() {
        consumer.committed(consumer.assignment())
            .forEach((partition, position) -> consumer.seek(partition, position == null ? 0 : position.offset()));
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        isRebalanced = true;
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        isRebalanced = true;
    }
}
