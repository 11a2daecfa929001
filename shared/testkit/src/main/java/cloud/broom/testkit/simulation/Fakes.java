package cloud.broom.testkit.simulation;

import cloud.broom.job.JobName;
import cloud.broom.testkit.FakeFacts;
import cloud.broom.testkit.FakeOutlet;
import cloud.broom.testkit.FakeParts;
import cloud.broom.testkit.FakeRuns;
import cloud.broom.testkit.FakeWaker;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a world is made of, behind its boundary. */
record Fakes(
        FakeRuns runs,
        FakeParts parts,
        FakeFacts facts,
        FakeOutlet outlet,
        FakeWaker waker,
        Lookups lookups,
        Map<JobName, Resources> resources) {
    static Fakes empty() {
        return new Fakes(
                new FakeRuns(),
                new FakeParts(),
                new FakeFacts(),
                new FakeOutlet(),
                new FakeWaker(),
                new Lookups(),
                new LinkedHashMap<>());
    }

    Resources of(JobName job) {
        return resources.getOrDefault(job, Resources.NONE);
    }
}
