import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.GroupSubscription;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Subscription;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.clients.consumer.RoundRobinAssignor;
import org.apache.kafka.clients.consumer.StickyAssignor;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/**
 * The assignors of Apache Kafka's own consumer behind a pipe. One line asks, one line answers:
 *
 *   ASSIGNOR TOPICS MEMBERS
 *
 *   TOPICS    topic=rack+rack.rack+rack,...   the racks of each partition; "-": none
 *   MEMBERS   member/instance/rack/topic,.../generation/topic=partition.partition,.../user data;...
 *
 * The answer is "member/topic=partition.partition,..." for each member, in the order of the question;
 * "never" if there is none.
 */
final class ClientAssignors {
    private static final int PATIENCE_S = 10;

    public static void main(String[] args) throws Exception {
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        var answers = new StringBuilder();
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            String[] words = line.split(" ", -1);
            var answering = new FutureTask<>(() -> answer(words));
            var thread = new Thread(answering);
            thread.setDaemon(true);
            thread.start();
            answers.append(inTime(answering)).append('\n');
        }
        System.out.print(answers);
        System.out.flush();
        Runtime.getRuntime().halt(0); // A thread that moves partitions for ever cannot be stopped.
    }

    /** Kafka's sticky assignors may move partitions around in a circle, and never end. */
    private static String inTime(FutureTask<String> answering) throws Exception {
        try {
            return answering.get(PATIENCE_S, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return "never";
        }
    }

    private static String answer(String[] words) {
        Map<String, Subscription> members = new HashMap<>();
        List<String> memberIds = new ArrayList<>();
        for (String member : parts(words[2], ";")) {
            String[] fields = member.split("/", -1);
            memberIds.add(fields[0]);
            members.put(fields[0], subscription(fields));
        }
        var result = assignor(words[0]).assign(cluster(words[1]), new GroupSubscription(members));
        List<String> answer = new ArrayList<>();
        for (String memberId : memberIds) {
            var assigned = result.groupAssignment().get(memberId);
            answer.add(memberId + "/" + (assigned == null ? "" : text(assigned.partitions())));
        }
        return String.join(";", answer);
    }

    /** A new one each time: they remember the newest generation that they have seen. */
    private static ConsumerPartitionAssignor assignor(String name) {
        return switch (name) {
            case "range" -> new RangeAssignor();
            case "roundrobin" -> new RoundRobinAssignor();
            case "sticky" -> new StickyAssignor();
            case "cooperative-sticky" -> new CooperativeStickyAssignor();
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Subscription subscription(String[] fields) {
        ByteBuffer userData = fields[6].isEmpty() ? null : ByteBuffer.wrap(HexFormat.of().parseHex(fields[6]));
        var subscription = new Subscription(
            List.of(parts(fields[3], ",")),
            userData,
            partitions(fields[5]),
            Integer.parseInt(fields[4]),
            fields[2].isEmpty() ? Optional.empty() : Optional.of(fields[2]));
        subscription.setGroupInstanceId(fields[1].isEmpty() ? Optional.empty() : Optional.of(fields[1]));
        return subscription;
    }

    private static Cluster cluster(String topics) {
        Map<String, Node> nodes = new HashMap<>();
        List<PartitionInfo> partitions = new ArrayList<>();
        for (String topic : parts(topics, ",")) {
            String[] named = topic.split("=");
            String[] racks = named[1].split("\\.");
            for (int number = 0; number < racks.length; number++) {
                List<Node> replicas = new ArrayList<>();
                for (String rack : parts(racks[number].replace("-", ""), "\\+")) {
                    replicas.add(nodes.computeIfAbsent(rack, __ -> new Node(nodes.size(), "host", 1, rack)));
                }
                Node[] all = replicas.toArray(Node[]::new);
                partitions.add(new PartitionInfo(named[0], number, all.length == 0 ? null : all[0], all, all));
            }
        }
        return new Cluster("cluster", nodes.values(), partitions, Set.of(), Set.of());
    }

    private static List<TopicPartition> partitions(String text) {
        List<TopicPartition> found = new ArrayList<>();
        for (String topic : parts(text, ",")) {
            String[] owned = topic.split("=");
            for (String partition : parts(owned[1], "\\.")) {
                found.add(new TopicPartition(owned[0], Integer.parseInt(partition)));
            }
        }
        return found;
    }

    private static String text(List<TopicPartition> partitions) {
        Map<String, TreeSet<Integer>> topics = new HashMap<>();
        for (TopicPartition partition : partitions) {
            topics.computeIfAbsent(partition.topic(), __ -> new TreeSet<>()).add(partition.partition());
        }
        TreeSet<String> texts = new TreeSet<>();
        topics.forEach((topic, numbers) -> {
            List<String> listed = new ArrayList<>();
            for (int number : numbers) listed.add(String.valueOf(number));
            texts.add(topic + "=" + String.join(".", listed));
        });
        return String.join(",", texts);
    }

    private static String[] parts(String text, String separator) {
        return text.isEmpty() ? new String[0] : text.split(separator);
    }
}
