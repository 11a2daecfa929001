package cloud.broom.aws;

import cloud.broom.task.AwsCall;
import cloud.broom.task.Cursor;
import cloud.broom.task.Declaration;
import cloud.broom.task.Evidence;
import cloud.broom.task.Outcome;
import cloud.broom.task.Page;
import cloud.broom.task.Resource;
import cloud.broom.task.Reversibility;
import cloud.broom.task.Task;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Declares to list and to delete objects, and does what it is told in the places where a task has its say. */
record HostileTask(Runnable whileLooking, Runnable whileJudging, Runnable whileActing)
        implements Task<HostileTask.Params, HostileTask.Thing> {
    record Params() {}

    record Thing(String id) implements Resource {
        @Override
        public long bytes() {
            return 0;
        }

        @Override
        public Reversibility reversibility() {
            return Reversibility.IRREVERSIBLE;
        }
    }

    static HostileTask looking(Runnable deed) {
        return new HostileTask(deed, () -> {}, () -> {});
    }

    static HostileTask judging(Runnable deed) {
        return new HostileTask(() -> {}, deed, () -> {});
    }

    static HostileTask acting(Runnable deed) {
        return new HostileTask(() -> {}, () -> {}, deed);
    }

    @Override
    public Declaration<Params, Thing> declaration() {
        return new Declaration<>(
                "hostile",
                1,
                10,
                Params.class,
                Thing.class,
                List.of(
                        AwsCall.read("S3.ListObjectsV2", "s3:ListBucket"),
                        AwsCall.write("S3.DeleteObject", "s3:DeleteObject")));
    }

    @Override
    public Page<Thing> find(Params params, Cursor from, int atMost) {
        whileLooking.run();
        return Page.of(List.of(new Thing("thing")), new Cursor.End());
    }

    @Override
    public List<Evidence> judge(Params params, Instant asOf, Thing thing) {
        whileJudging.run();
        return List.of(Evidence.of("always", true, thing.id()));
    }

    @Override
    public Map<String, Outcome> act(Params params, List<Thing> batch) {
        whileActing.run();
        return Map.of("thing", Outcome.done());
    }
}
