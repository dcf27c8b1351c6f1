import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.coordinator.group.api.assignor.ConsumerGroupPartitionAssignor;
import org.apache.kafka.coordinator.group.api.assignor.SubscribedTopicDescriber;
import org.apache.kafka.coordinator.group.api.assignor.SubscriptionType;
import org.apache.kafka.coordinator.group.assignor.RangeAssignor;
import org.apache.kafka.coordinator.group.assignor.UniformAssignor;
import org.apache.kafka.coordinator.group.modern.Assignment;
import org.apache.kafka.coordinator.group.modern.GroupSpecImpl;
import org.apache.kafka.coordinator.group.modern.MemberSubscriptionAndAssignmentImpl;

/**
 * Apache Kafka's own assignors behind a pipe. One line asks, one line answers:
 *
 *   ASSIGNOR homogeneous|heterogeneous TOPICS MEMBERS
 *
 *   TOPICS    topic=partitions,...
 *   MEMBERS   member/instance/topic,.../topic=partition.partition,... ;...
 *
 * The answer is "member/topic=partition.partition,..." for each member, in the order of the question.
 */
final class KafkaAssignors {
    private static final Map<String, ConsumerGroupPartitionAssignor> ASSIGNORS =
        Map.of("range", new RangeAssignor(), "uniform", new UniformAssignor());

    public static void main(String[] args) throws Exception {
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        var answers = new StringBuilder();
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            answers.append(answer(line.split(" ", -1))).append('\n');
        }
        System.out.print(answers);
    }

    private static String answer(String[] words) {
        Map<Uuid, Integer> topics = new HashMap<>();
        for (String topic : parts(words[2], ",")) {
            String[] counted = topic.split("=");
            topics.put(Uuid.fromString(counted[0]), Integer.valueOf(counted[1]));
        }
        Map<String, MemberSubscriptionAndAssignmentImpl> members = new LinkedHashMap<>();
        Map<Uuid, Map<Integer, String>> owners = new HashMap<>();
        for (String member : parts(words[3], ";")) addMember(member.split("/", -1), members, owners);

        SubscriptionType type = SubscriptionType.valueOf(words[1].toUpperCase());
        var result = ASSIGNORS.get(words[0]).assign(new GroupSpecImpl(members, type, owners), describer(topics));
        List<String> answer = new ArrayList<>();
        for (String memberId : members.keySet()) {
            var assigned = result.members().get(memberId);
            answer.add(memberId + "/" + (assigned == null ? "" : text(assigned.partitions())));
        }
        return String.join(";", answer);
    }

    private static void addMember(
        String[] fields,
        Map<String, MemberSubscriptionAndAssignmentImpl> members,
        Map<Uuid, Map<Integer, String>> owners
    ) {
        Set<Uuid> subscribed = new LinkedHashSet<>();
        for (String topic : parts(fields[2], ",")) subscribed.add(Uuid.fromString(topic));
        Map<Uuid, Set<Integer>> target = new LinkedHashMap<>();
        for (String topic : parts(fields[3], ",")) {
            String[] owned = topic.split("=");
            Uuid topicId = Uuid.fromString(owned[0]);
            for (String partition : parts(owned[1], "\\.")) {
                target.computeIfAbsent(topicId, __ -> new LinkedHashSet<>()).add(Integer.valueOf(partition));
                owners.computeIfAbsent(topicId, __ -> new HashMap<>()).put(Integer.valueOf(partition), fields[0]);
            }
        }
        Optional<String> instance = fields[1].isEmpty() ? Optional.empty() : Optional.of(fields[1]);
        members.put(fields[0], new MemberSubscriptionAndAssignmentImpl(
            Optional.empty(), instance, subscribed, new Assignment(target)));
    }

    private static SubscribedTopicDescriber describer(Map<Uuid, Integer> topics) {
        return new SubscribedTopicDescriber() {
            @Override
            public int numPartitions(Uuid topicId) {
                return topics.getOrDefault(topicId, -1);
            }

            @Override
            public Set<String> racksForPartition(Uuid topicId, int partition) {
                return Set.of();
            }
        };
    }

    private static String text(Map<Uuid, Set<Integer>> partitions) {
        List<String> topics = new ArrayList<>();
        partitions.forEach((topicId, owned) -> {
            List<String> numbers = new ArrayList<>();
            for (int partition : new TreeSet<>(owned)) numbers.add(String.valueOf(partition));
            if (!numbers.isEmpty()) topics.add(topicId + "=" + String.join(".", numbers));
        });
        return String.join(",", new TreeSet<>(topics));
    }

    private static String[] parts(String text, String separator) {
        return text.isEmpty() ? new String[0] : text.split(separator);
    }
}
