package cloud.broom.cli.demo;

import cloud.broom.Answer;
import cloud.broom.cli.local.Reports;
import cloud.broom.job.Job;
import cloud.broom.job.Mode;
import cloud.broom.job.Slot;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * The objects that one scene is about, under a prefix of the bucket of reports, and the job that cleans them.
 *
 * @param name of the job, and what its keys begin with
 * @param limit how many a run may delete
 */
record Pile(Reports reports, String name, int limit) {
    /** What the job takes for stale. */
    static final Duration STALE = Duration.ofDays(90);

    /** Enough to tell a plan from one that was looked at earlier. */
    private static final int DIGITS = 8;

    /** Puts objects that have been stale for ten days. */
    void stale(Stage stage, String... names) {
        Instant modified = stage.now().minus(STALE).minus(Duration.ofDays(10));
        Stream.of(names).forEach(each -> reports.put(key(each), modified));
    }

    String key(String object) {
        return name + "/" + object;
    }

    Answer apply(Stage stage) {
        return stage.call(job(stage), Mode.APPLY, new Slot("demo/" + name));
    }

    /** Only looks. */
    Answer look(Stage stage) {
        return stage.call(job(stage), Mode.DRY_RUN, new Slot("demo/" + name + "/look"));
    }

    /** Approves the plan of a run that waits for that, as a person does; who does is proven by STS. */
    static JsonNode approve(Stage stage, Answer parked) {
        return stage.type(
                "approve", parked.run().value(), "--digest", parked.planDigest().substring(0, DIGITS));
    }

    /** What a listing says is there. */
    List<String> left(Stage stage) {
        return Bucket.list(stage.s3(), Reports.BUCKET).keySet().stream()
                .filter(key -> key.startsWith(key("")))
                .map(key -> key.substring(key("").length()))
                .toList();
    }

    private Job job(Stage stage) {
        return stage.job(name, Reports.BUCKET, key(""), limit);
    }
}
