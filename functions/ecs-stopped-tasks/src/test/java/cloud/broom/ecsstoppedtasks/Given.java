package cloud.broom.ecsstoppedtasks;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.json.Json;
import cloud.broom.task.Candidate;
import cloud.broom.task.Cursor;
import cloud.broom.task.Evidence;
import cloud.broom.task.Outcome;
import cloud.broom.task.Page;
import cloud.broom.task.Verdict;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A cluster and the task that looks at it, with jobs' parameters written as a job has them. */
final class Given {
    final FakeEcs ecs = new FakeEcs();
    final EcsStoppedTasks task = new EcsStoppedTasks(ecs, InstantSource.fixed(FakeEcs.NOW));

    /** The cluster, and more as {@code 'atMost': 1}. */
    static Params params(String... more) {
        List<String> all = new ArrayList<>(List.of("'cluster': 'prod'"));
        all.addAll(List.of(more));
        return Json.read("{" + String.join(",", all).replace('\'', '"') + "}", Params.class, "job.params");
    }

    /** Everything a search finds, page by page. */
    List<Item> found(Params params, int atMost) {
        List<Item> items = new ArrayList<>();
        Cursor cursor = new Cursor.Start();
        while (!(cursor instanceof Cursor.End)) {
            Page<Item> page = task.find(params, cursor, atMost);
            assertThat(page.resources()).hasSizeLessThanOrEqualTo(atMost);
            items.addAll(page.resources());
            cursor = page.next();
        }
        return items;
    }

    Item found(Params params, String arn) {
        return found(params, 100).stream()
                .filter(item -> item.id().equals(arn))
                .findFirst()
                .orElseThrow();
    }

    Verdict verdict(Params params, String arn) {
        return verdict(params, arn, FakeEcs.NOW);
    }

    Verdict verdict(Params params, String arn, Instant asOf) {
        Item item = found(params, arn);
        return new Candidate<>(item, task.judge(params, asOf, item)).verdict();
    }

    Evidence evidence(Params params, String arn, String predicate) {
        return task.judge(params, FakeEcs.NOW, found(params, arn)).stream()
                .filter(evidence -> evidence.predicate().equals(predicate))
                .findFirst()
                .orElseThrow();
    }

    /** What becomes of what is planned, once it has been looked at again as the engine does. */
    Outcome acted(Params params, Item planned) {
        return Optional.ofNullable(acted(params, List.of(planned)).get(planned.id()))
                .orElseThrow();
    }

    Map<String, Outcome> acted(Params params, List<Item> planned) {
        return task.act(params, planned);
    }
}
