import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.utils.Exit;

/**
 * Apache Kafka's command line tools behind a pipe, so that many commands need one JVM. One line asks:
 * the name of a main class, its standard input, and its arguments, all base64 and with spaces between.
 * One line answers: exit code, standard output, standard error.
 *
 * A tool that has not ended after a minute is left alone, and its exit code is 124, as timeout has it.
 */
final class KafkaTools {
    private static final long PATIENCE_S = 60;
    private static final int TIMED_OUT = 124;

    public static void main(String[] args) throws Exception {
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        PrintStream output = System.out;
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            output.println(answer(line.split(" ", -1)));
        }
        output.flush();
        Runtime.getRuntime().halt(0); // Threads of tools that never end do not keep us.
    }

    private static String answer(String[] words) throws Exception {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        System.setIn(new ByteArrayInputStream(Base64.getDecoder().decode(words[1])));
        String[] args = Arrays.stream(words).skip(2).map(KafkaTools::text).toArray(String[]::new);
        int exitCode = run(text(words[0]), args);
        System.out.flush();
        System.err.flush();
        return exitCode + " " + base64(out) + " " + base64(err);
    }

    private static int run(String mainClass, String[] args) throws Exception {
        var exitCode = new CompletableFuture<Integer>();
        Exit.Procedure end = (code, message) -> {
            if (message != null) System.err.println(message);
            exitCode.complete(code);
            while (true) LockSupport.park(); // As with the true one, nothing happens after it.
        };
        Exit.setExitProcedure(end);
        Exit.setHaltProcedure(end);
        Exit.setShutdownHookAdder((name, hook) -> { });
        var tool = new Thread(() -> exitCode.complete(runMain(mainClass, args)), mainClass);
        tool.setDaemon(true);
        tool.start();
        return exitCode.completeOnTimeout(TIMED_OUT, PATIENCE_S, TimeUnit.SECONDS).get();
    }

    private static int runMain(String mainClass, String[] args) {
        try {
            Class.forName(mainClass).getMethod("main", String[].class).invoke(null, (Object) args);
            return 0;
        } catch (InvocationTargetException error) {
            error.getCause().printStackTrace();
            return 1; // What the JVM ends with after an exception.
        } catch (ReflectiveOperationException error) {
            error.printStackTrace();
            return 1;
        }
    }

    private static String text(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }

    private static String base64(ByteArrayOutputStream bytes) {
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
