package cloud.broom.testkit.simulation;

import cloud.broom.job.JobName;
import cloud.broom.testkit.FakeControls;
import cloud.broom.testkit.FakeFacts;
import cloud.broom.testkit.FakeMarks;
import cloud.broom.testkit.FakeNotices;
import cloud.broom.testkit.FakeOutlet;
import cloud.broom.testkit.FakeParts;
import cloud.broom.testkit.FakeProofs;
import cloud.broom.testkit.FakeRuns;
import cloud.broom.testkit.FakeTimers;
import cloud.broom.testkit.FakeTimetables;
import cloud.broom.testkit.FakeWaker;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a world is made of, behind its boundary. */
record Fakes(
        FakeRuns runs,
        FakeParts parts,
        FakeFacts facts,
        FakeControls controls,
        FakeMarks marks,
        FakeProofs proofs,
        FakeOutlet outlet,
        FakeWaker waker,
        FakeTimers timers,
        Lookups lookups,
        Uses uses,
        Map<JobName, Resources> resources) {
    /** Resources of these names belong to the stack, whatever a job finds. */
    static final List<String> OWN = List.of("r05", "r23", "r41");

    static Fakes empty() {
        return new Fakes(
                new FakeRuns(),
                new FakeParts(),
                new FakeFacts(),
                new FakeControls(),
                new FakeMarks(),
                new FakeProofs(),
                new FakeOutlet(),
                new FakeWaker(),
                new FakeTimers(),
                new Lookups(),
                new Uses(),
                new LinkedHashMap<>());
    }

    FakeNotices notices() {
        return runs.notices();
    }

    FakeTimetables timetables() {
        return runs.timetables();
    }

    boolean isOwn(String id) {
        return OWN.contains(id);
    }

    Resources of(JobName job) {
        return resources.getOrDefault(job, Resources.NONE);
    }
}
