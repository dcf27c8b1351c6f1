import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.protocol.types.BoundField;
import org.apache.kafka.common.protocol.types.Field;
import org.apache.kafka.common.protocol.types.RawTaggedField;
import org.apache.kafka.common.protocol.types.Schema;
import org.apache.kafka.common.protocol.types.Struct;
import org.apache.kafka.common.protocol.types.TaggedFields;
import org.apache.kafka.common.protocol.types.Type;
import org.apache.kafka.common.record.internal.MemoryRecords;

/** Random content for any schema, with many values from the edges of their types. */
final class RandomContent {
    private static final String[] LETTERS = {"a", "Z", "0", "-", " ", "\0", "é", "€", "ж", "😀"};
    private static final int[] SIZES = {0, 0, 1, 1, 5, 20, 127, 128, 300};
    private static final int FIRST_UNKNOWN_TAG = 100;

    private final Random random;
    private final Random unknownTags;

    RandomContent(long seed, boolean withUnknownTags) {
        // Two sources, so that unknown tags change nothing else.
        random = new Random(seed);
        unknownTags = withUnknownTags ? new Random(~seed) : null;
    }

    Struct structOf(Schema schema) {
        Struct struct = new Struct(schema);
        for (BoundField field : schema.fields()) struct.set(field, valueOf(field.def.type));
        return struct;
    }

    private Object valueOf(Type type) {
        if (type instanceof TaggedFields tagged) return tagsOf(tagged);
        if (type.isNullable() && random.nextInt(4) == 0) return null;
        if (type instanceof Schema schema) return structOf(schema);
        if (type.isArray()) {
            Object[] elements = new Object[random.nextInt(4)];
            for (int i = 0; i < elements.length; i++) {
                elements[i] = valueOf(type.arrayElementType().get());
            }
            return elements;
        }
        return switch (type.toString()) {
            case "BOOLEAN" -> random.nextBoolean();
            case "INT8" -> (byte) number();
            case "INT16" -> (short) number();
            case "UINT16" -> (int) (number() & 0xffff);
            case "INT32" -> (int) number();
            case "UINT32" -> number() & 0xffffffffL;
            case "INT64" -> number();
            case "FLOAT64" -> Double.longBitsToDouble(number() & 0xbfffffffffffffffL);
            case "UUID" -> random.nextInt(4) == 0 ? Uuid.ZERO_UUID : new Uuid(number(), number());
            case "STRING", "COMPACT_STRING", "NULLABLE_STRING", "COMPACT_NULLABLE_STRING" -> text();
            case "BYTES", "COMPACT_BYTES", "NULLABLE_BYTES", "COMPACT_NULLABLE_BYTES" -> bytes();
            case "RECORDS", "COMPACT_RECORDS", "NULLABLE_RECORDS", "COMPACT_NULLABLE_RECORDS" ->
                MemoryRecords.readableRecords(bytes());
            default -> throw new IllegalStateException("no content for " + type);
        };
    }

    private Map<Integer, Object> tagsOf(TaggedFields tagged) {
        Map<Integer, Object> tags = new TreeMap<>();
        for (Map.Entry<Integer, Field> entry : tagged.fields().entrySet()) {
            if (random.nextBoolean()) tags.put(entry.getKey(), valueOf(entry.getValue().type));
        }
        if (unknownTags != null) {
            for (int count = unknownTags.nextInt(3); count > 0; count--) {
                int tag = FIRST_UNKNOWN_TAG + unknownTags.nextInt(1000);
                byte[] value = new byte[unknownTags.nextInt(200)];
                unknownTags.nextBytes(value);
                tags.put(tag, new RawTaggedField(tag, value));
            }
        }
        return tags;
    }

    private long number() {
        return switch (random.nextInt(6)) {
            case 0 -> 0;
            case 1 -> -1;
            case 2 -> Long.MAX_VALUE >>> 16 * random.nextInt(4);
            case 3 -> -1L << random.nextInt(64);
            default -> random.nextLong();
        };
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int left = size(); left > 0; left--) {
            text.append(LETTERS[random.nextInt(LETTERS.length)]);
        }
        return text.toString();
    }

    private ByteBuffer bytes() {
        byte[] bytes = new byte[size()];
        random.nextBytes(bytes);
        return ByteBuffer.wrap(bytes);
    }

    private int size() {
        return SIZES[random.nextInt(SIZES.length)];
    }
}
