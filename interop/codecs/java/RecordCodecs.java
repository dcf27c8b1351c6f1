import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Random;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MemoryRecordsBuilder;
import org.apache.kafka.common.record.internal.MutableRecordBatch;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.utils.BufferSupplier;
import org.apache.kafka.common.utils.ByteBufferOutputStream;

/** Apache Kafka's compression and record batches. */
final class RecordCodecs {
    private static final byte MAGIC = RecordBatch.MAGIC_VALUE_V2;
    private static final int BATCH_SIZE_MAX = 4 * 1024 * 1024;
    private static final int CONTENT_SIZE_MAX = 200_000;

    static String compress(String codec, String level, String seed) throws IOException {
        byte[] content = content(new Random(Long.parseLong(seed)));
        ByteBufferOutputStream output = new ByteBufferOutputStream(BATCH_SIZE_MAX);
        try (OutputStream compressor = compression(codec, level).wrapForOutput(output, MAGIC)) {
            compressor.write(content);
        }
        ByteBuffer compressed = output.buffer().flip();
        return encoded(content) + " " + encoded(bytesOf(compressed));
    }

    static String decompress(String codec, String base64) throws IOException {
        ByteBuffer compressed = ByteBuffer.wrap(Base64.getDecoder().decode(base64));
        var input = compression(codec, "-").wrapForInput(compressed, MAGIC, BufferSupplier.NO_CACHING);
        byte[] content = input.readAllBytes();
        return encoded(content);
    }

    static String batch(String base64) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(base64));
        var batches = MemoryRecords.readableRecords(bytes).batches().iterator();
        MutableRecordBatch batch = batches.next();
        batch.ensureValid();
        if (batches.hasNext()) throw new IllegalArgumentException("there is more than one batch");
        var builder = new MemoryRecordsBuilder(
            ByteBuffer.allocate(BATCH_SIZE_MAX), MAGIC, Compression.NONE, batch.timestampType(),
            batch.baseOffset(), batch.maxTimestamp(), batch.producerId(), batch.producerEpoch(),
            batch.baseSequence(), batch.isTransactional(), batch.isControlBatch(),
            batch.partitionLeaderEpoch(), BATCH_SIZE_MAX);
        for (Record record : batch) {
            builder.appendWithOffset(
                record.offset(), record.timestamp(), record.key(), record.value(), record.headers());
        }
        return encoded(bytesOf(builder.build().buffer()));
    }

    private static Compression compression(String codec, String level) {
        if (level.equals("-")) return Compression.of(codec).build();
        int number = Integer.parseInt(level);
        return switch (codec) {
            case "gzip" -> Compression.gzip().level(number).build();
            case "lz4" -> Compression.lz4().level(number).build();
            case "zstd" -> Compression.zstd().level(number).build();
            default -> throw new IllegalArgumentException("no levels for " + codec);
        };
    }

    /** Runs of repeated and of random bytes. */
    private static byte[] content(Random random) {
        byte[] content = new byte[random.nextInt(CONTENT_SIZE_MAX)];
        for (int at = 0; at < content.length; ) {
            int size = Math.min(content.length - at, 1 + random.nextInt(1 << random.nextInt(17)));
            if (random.nextBoolean() && at > 0) {
                int from = random.nextInt(at);
                for (int i = 0; i < size; i++) content[at + i] = content[from + i % (at - from)];
            } else {
                byte[] fresh = new byte[size];
                random.nextBytes(fresh);
                System.arraycopy(fresh, 0, content, at, size);
            }
            at += size;
        }
        return content;
    }

    private static byte[] bytesOf(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private static String encoded(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
