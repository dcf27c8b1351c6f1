import java.util.Arrays;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;

/** Counts words with Kafka Streams, exactly once, until it is killed: BOOTSTRAP FROM TO DIRECTORY GUARANTEE. */
final class WordCount {
    public static void main(String[] args) {
        var text = Serdes.String();
        var builder = new StreamsBuilder();
        builder.stream(args[1], Consumed.with(text, text))
            .flatMapValues(line -> Arrays.asList(line.trim().split("\\s+")))
            .groupBy((key, word) -> word, Grouped.with(text, text))
            .count(Materialized.as("counts"))
            .toStream()
            .mapValues(count -> Long.toString(count))
            .to(args[2], Produced.with(text, text));
        var settings = new Properties();
        settings.put("application.id", "word-count-of-" + args[1]);
        settings.put("bootstrap.servers", args[0]);
        settings.put("state.dir", args[3]);
        settings.put("processing.guarantee", args[4]);
        settings.put("commit.interval.ms", 300);
        settings.put("statestore.cache.max.bytes", 0); // Each count is sent on, so each can be checked.
        settings.put("replication.factor", 1);
        settings.put("auto.offset.reset", "earliest");
        settings.put("session.timeout.ms", 2_000);
        settings.put("heartbeat.interval.ms", 300);
        var streams = new KafkaStreams(builder.build(), settings);
        streams.setUncaughtExceptionHandler(failure -> StreamThreadExceptionResponse.REPLACE_THREAD);
        streams.start();
        System.out.println("ready");
    }
}
