import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.kafka.common.message.ApiMessageType;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.Message;
import org.apache.kafka.common.protocol.MessageUtil;
import org.apache.kafka.common.protocol.types.Schema;
import org.apache.kafka.common.protocol.types.Struct;

/**
 * Apache Kafka's own message classes behind a pipe. One line asks, one line answers:
 *
 *   versions CLASS                   first and last version
 *   recode CLASS VERSION BASE64      the bytes of the message, read and written again
 *   header CLASS API VERSION BASE64  the same for the header of a request or response
 *   make CLASS VERSION SEED          the bytes of a random message, then the same with unknown tags
 *   compress CODEC LEVEL SEED        random content, then the same compressed; the level may be "-"
 *   decompress CODEC BASE64          what was compressed
 *   batch BASE64                     the records of a batch in a batch without compression
 *
 * An answer that starts with "!" says what went wrong.
 */
final class MessageCodecs {
    private static final int ATTEMPTS_MAX = 20;
    private static final String[] PACKAGES = {
        "org.apache.kafka.common.message.",
        "org.apache.kafka.coordinator.group.generated.",
        "org.apache.kafka.coordinator.transaction.generated.",
        "org.apache.kafka.server.log.remote.metadata.storage.generated.",
    };

    public static void main(String[] args) throws Exception {
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        var output = new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.US_ASCII));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            output.write(answer(line.split(" ", -1)));
            output.newLine();
        }
        output.flush();
    }

    private static String answer(String[] words) {
        try {
            switch (words[0]) {
                case "compress": return RecordCodecs.compress(words[1], words[2], words[3]);
                case "decompress": return RecordCodecs.decompress(words[1], words[2]);
                case "batch": return RecordCodecs.batch(words[1]);
                default: break;
            }
            Class<?> type = classOf(words[1]);
            if (words[0].equals("versions")) {
                Message message = newMessage(type);
                return message.lowestSupportedVersion() + " " + message.highestSupportedVersion();
            }
            if (words[0].equals("header")) {
                return recode(type, headerVersion(words[1], words[2], words[3]), words[4]);
            }
            short version = Short.parseShort(words[2]);
            return switch (words[0]) {
                case "recode" -> recode(type, version, words[3]);
                case "make" -> make(type, version, Long.parseLong(words[3]));
                default -> "!no such question";
            };
        } catch (Exception error) {
            return "!" + error.toString().replaceAll("\\R", " ");
        }
    }

    private static String recode(Class<?> type, short version, String base64) throws Exception {
        return encoded(write(read(type, version, Base64.getDecoder().decode(base64)), version));
    }

    private static short headerVersion(String name, String key, String version) {
        ApiMessageType api = ApiMessageType.fromApiKey(Short.parseShort(key));
        return name.startsWith("Request")
            ? api.requestHeaderVersion(Short.parseShort(version))
            : api.responseHeaderVersion(Short.parseShort(version));
    }

    /**
     * The schema of a nullable structure in a tagged field forgets the byte that says whether it
     * is null, so the message class refuses some of what such a schema writes.
     */
    private static String make(Class<?> type, short version, long seed) throws Exception {
        for (int attempt = 1; ; attempt++) {
            try {
                return makeOnce(type, version, seed + attempt * 1_000_000_007L);
            } catch (BufferUnderflowException error) {
                if (attempt == ATTEMPTS_MAX) throw error;
            }
        }
    }

    /**
     * The content is made from the message's schema and written by it, which shares no code with
     * the message classes; what they make of it is the answer.
     */
    private static String makeOnce(Class<?> type, short version, long seed) throws Exception {
        Schema schema = ((Schema[]) type.getField("SCHEMAS").get(null))[version];
        byte[] plain = write(read(type, version, bytesOf(schema, seed, false)), version);
        byte[] tagged = write(read(type, version, bytesOf(schema, seed, true)), version);
        return encoded(plain) + " " + encoded(tagged);
    }

    private static byte[] bytesOf(Schema schema, long seed, boolean withUnknownTags) {
        Struct struct = new RandomContent(seed, withUnknownTags).structOf(schema);
        ByteBuffer buffer = ByteBuffer.allocate(schema.sizeOf(struct));
        schema.write(buffer, struct);
        return buffer.array();
    }

    private static Message read(Class<?> type, short version, byte[] bytes) throws Exception {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        Message message = newMessage(type);
        message.read(new ByteBufferAccessor(buffer), version);
        if (buffer.hasRemaining()) {
            throw new IllegalStateException(buffer.remaining() + " bytes were left over");
        }
        return message;
    }

    private static byte[] write(Message message, short version) {
        ByteBuffer buffer = MessageUtil.toByteBufferAccessor(message, version).buffer();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private static Class<?> classOf(String name) throws ClassNotFoundException {
        for (String prefix : PACKAGES) {
            try {
                return Class.forName(prefix + name);
            } catch (ClassNotFoundException absent) {
                // It may be in the next package.
            }
        }
        throw new ClassNotFoundException(name);
    }

    private static Message newMessage(Class<?> type) throws Exception {
        return (Message) type.getConstructor().newInstance();
    }

    private static String encoded(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
