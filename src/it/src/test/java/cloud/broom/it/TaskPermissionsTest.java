package cloud.broom.it;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.task.Declaration;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a task declares to call is what its role allows it on targets: no less, or it fails; no more, or it could do harm that
 * nothing foresees. A role's policies on targets are named {@code target-...}; all others speak of the stack itself.
 */
final class TaskPermissionsTest {
    private static final String TARGET = "target-";

    private final Template template = Template.read();

    static Stream<String> tasks() {
        return Checkout.functions().stream()
                .filter(function -> !DeclaredTasks.of(function).isEmpty());
    }

    @Test
    void everyFunctionButTheWatchdogHasATask() {
        assertThat(tasks())
                .containsExactlyElementsOf(Checkout.functions().stream()
                        .filter(function -> !function.equals("watchdog"))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void aRoleAllowsOnTargetsWhatItsTaskDeclaresAndNothingElse(String task) {
        Set<String> declared = new TreeSet<>();
        DeclaredTasks.of(task).stream()
                .map(Declaration::calls)
                .forEach(calls -> calls.forEach(call -> declared.addAll(call.actions())));

        assertThat(actions(task)).isEqualTo(declared);
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void everyOtherPolicyOfARoleIsOnTheStackItself(String task) {
        Set<String> own = template.resources().keySet();

        assertThat(policies(task))
                .filteredOn(policy -> !onTargets(policy))
                .isNotEmpty()
                .allSatisfy(policy -> assertThat(policy.findValues("Resource"))
                        .flatExtracting(TaskPermissionsTest::texts)
                        .allMatch(resource -> resource.equals("AlertKeyArn")
                                || own.stream().anyMatch(id -> resource.matches("(\\$\\{)?" + id + "\\b.*"))));
    }

    private Set<String> actions(String task) {
        Set<String> actions = new TreeSet<>();
        policies(task).stream()
                .filter(TaskPermissionsTest::onTargets)
                .flatMap(policy -> policy.findValues("Action").stream())
                .forEach(action -> actions.addAll(texts(action)));
        return actions;
    }

    private List<JsonNode> policies(String task) {
        JsonNode role = template.resource(template.functionOf(task) + "Role");
        return new ArrayList<>(role.findParents("PolicyName"));
    }

    private static boolean onTargets(JsonNode policy) {
        return policy.path("PolicyName").asText().startsWith(TARGET);
    }

    private static List<String> texts(JsonNode oneOrMany) {
        return oneOrMany.isTextual()
                ? List.of(oneOrMany.asText())
                : StreamSupport.stream(oneOrMany.spliterator(), false)
                        .map(JsonNode::asText)
                        .toList();
    }
}
