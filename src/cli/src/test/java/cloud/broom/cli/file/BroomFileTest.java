package cloud.broom.cli.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import cloud.broom.job.JobName;
import cloud.broom.job.Limit;
import cloud.broom.job.Mode;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BroomFileTest {
    private static final String GOOD =
            """
            # yaml-language-server: $schema=infra/job.schema.json
            defaults: { owner: team-logs, runbook: https://example.com/runbook, limits: { items: 5 }, params: { bucket: b, prefix: x/ } }
            jobs:
              - name: stale-logs
                task: s3-stale-objects
                mode: apply
                schedule: { cron: "0 3 * * ? *", timezone: Europe/Berlin }
                params: { prefix: app/, olderThan: P90D }
                limits: { items: unlimited }
              - { name: others, task: s3-stale-objects, owner: me, params: { olderThan: P1D } }
            """;

    @Test
    void readsEveryJob() {
        BroomFile file = BroomFile.read(GOOD, "broom.yaml");

        assertThat(file.problems()).isEmpty();
        assertThat(file.entries())
                .extracting(entry -> entry.job().name().value())
                .containsExactly("stale-logs", "others");
        assertThat(job(file, "stale-logs").mode()).isEqualTo(Mode.APPLY);
        assertThat(job(file, "others").mode()).isEqualTo(Mode.DRY_RUN);
    }

    @Test
    void mergesDefaultsMappingByMappingAndLetsTheJobGoBefore() {
        BroomFile file = BroomFile.read(GOOD, "broom.yaml");

        assertThat(job(file, "stale-logs").owner()).contains("team-logs");
        assertThat(job(file, "others").owner()).contains("me");
        assertThat(job(file, "others").runbook()).contains(URI.create("https://example.com/runbook"));
        assertThat(job(file, "stale-logs").params().toString())
                .isEqualTo("{\"bucket\":\"b\",\"prefix\":\"app/\",\"olderThan\":\"P90D\"}");
        assertThat(job(file, "others").params().path("prefix").asText()).isEqualTo("x/");
        assertThat(job(file, "stale-logs").limits().items()).isEqualTo(new Limit.Unlimited());
        assertThat(job(file, "others").limits().items()).isEqualTo(Limit.of(5));
    }

    @Test
    void tellsWhenAJobRunsNext() {
        Timing timing =
                BroomFile.read(GOOD, "broom.yaml").entries().get(0).timing().orElseThrow();

        assertThat(timing.expression()).isEqualTo("cron(0 3 * * ? *)");
        assertThat(timing.next(Instant.parse("2026-03-27T12:00:00Z"), 3))
                .containsExactly(
                        Instant.parse("2026-03-28T02:00:00Z"),
                        Instant.parse("2026-03-29T01:00:00Z"),
                        Instant.parse("2026-03-30T01:00:00Z"));
    }

    @Test
    void jobCarriesItsScheduleToWhereverItIsSent() {
        BroomFile file = BroomFile.read(
                job("schedule: { cron: \"0 3 * * ? *\", timezone: Europe/Berlin, misfire: { run-all: 3 } }"),
                "broom.yaml");

        assertThat(file.entries().get(0).job().schedule()).hasValueSatisfying(schedule -> {
            assertThat(schedule.expression()).isEqualTo("cron(0 3 * * ? *)");
            assertThat(schedule.timezone()).isEqualTo("Europe/Berlin");
            assertThat(schedule.misfire().most()).isEqualTo(3);
        });
    }

    @Test
    void countsARateFromNow() {
        Timing timing = BroomFile.read(job("schedule: { rate: 5 minutes }"), "broom.yaml")
                .entries()
                .get(0)
                .timing()
                .orElseThrow();

        assertThat(timing.next(Instant.parse("2026-03-27T12:00:00Z"), 2)).hasSize(2);
    }

    @Test
    void listsAllThatIsWrongWithAllJobs() {
        BroomFile file = BroomFile.read(
                """
                jobs:
                  - name: Bad Name
                    mode: aply
                    colour: red
                    params: { olderThan: P90D }
                    limits: { items: -1, itmes: 3 }
                    retry: [ { ErrorEquals: [States.ALL], MaxAttempts: "many" } ]
                  - task: s3-stale-objects
                    mode: apply
                  - just text
                """,
                "broom.yaml");

        assertThat(file.problems())
                .extracting(Problem::path)
                .containsExactlyInAnyOrder(
                        "jobs[0].name",
                        "jobs[0].task",
                        "jobs[0].mode",
                        "jobs[0].colour",
                        "jobs[0].limits.items",
                        "jobs[0].limits.itmes",
                        "jobs[0].retry[0].MaxAttempts",
                        "jobs[1].name",
                        "jobs[1].params",
                        "jobs[1].owner",
                        "jobs[2]");
        assertThat(file.entries()).isEmpty();
    }

    @Test
    void namesValueAndWhatIsAllowed() {
        assertThat(only("mode: aply").problem()).contains("'aply'").contains("apply, dry-run");
        assertThat(only("colour: red").problem()).contains("allowed are").contains("limits, maxPerHour, mode, name");
    }

    @Test
    void tellsADefaultsProblemOnceAndOfTheDefaults() {
        BroomFile file = BroomFile.read(
                """
                defaults: { mode: aply }
                jobs:
                  - { name: a, task: t, params: {} }
                  - { name: b, task: t, params: {} }
                """,
                "broom.yaml");

        assertThat(file.problems()).extracting(Problem::path).containsExactly("defaults.mode");
    }

    @Test
    void refusesANameForAllJobs() {
        BroomFile file =
                BroomFile.read("{ defaults: { name: a }, jobs: [ { name: b, task: t, params: {} } ] }", "broom.yaml");

        assertThat(file.problems()).extracting(Problem::path).containsExactly("defaults.name");
    }

    @Test
    void refusesTheSameNameTwice() {
        BroomFile file = BroomFile.read(
                "{ jobs: [ { name: a, task: t, params: {} }, { name: a, task: t, params: {} } ] }", "broom.yaml");

        assertThat(file.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.path()).isEqualTo("jobs[1].name");
            assertThat(problem.problem()).contains("'a'").contains("unique");
        });
        assertThat(file.entries()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    schedule: daily                                | schedule          | is not a Schedule
                    schedule: {}                                   | schedule          | exactly one of cron, rate and at
                    schedule: { cron: "0 3 * * ? *", rate: 1 day } | schedule          | exactly one of cron, rate and at
                    schedule: { cron: 0 3 * * * * }                | schedule.cron     | cron(0 3 * * * *)
                    schedule: { rate: 1 fortnight }                | schedule.rate     | fortnight
                    schedule: { rate: 1 day, timezone: Mars/Base } | schedule.timezone | Mars/Base
                    schedule: { rate: 1 day, misfire: never }      | schedule.misfire  | is not skip, run-once
                    schedule: { rate: 1 day, tolerance: PT1S }     | schedule.tolerance| is not from PT1M
                    schedule: { rate: 1 day, cal: 1 }              | schedule.cal      | at, cron, misfire, rate
                    """)
    void refusesAScheduleThatSchedulerWouldNotTake(String line, String path, String says) {
        assertThat(only(line).path()).isEqualTo("jobs[0]." + path);
        assertThat(only(line).problem()).contains(says);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ''                                      | broom.yaml | is not a mapping
                    text                                    | broom.yaml | is not a mapping
                    { jobs: [ }                             | broom.yaml | is not YAML
                    { jobs: [], jobs: [] }                  | broom.yaml | 'jobs'
                    { a: &x 1, jobs: [ *x ] }               | broom.yaml | alias *x in line 1
                    { jobs: [] }                            | jobs       | is not a list of jobs
                    { jobs: {} }                            | jobs       | is not a list of jobs
                    { defaults: {} }                        | jobs       | is missing
                    { defaults: 1, jobs: [ {} ] }           | defaults   | is not a mapping
                    { jobz: [], jobs: [ {} ] }              | jobz       | allowed are defaults, jobs
                    """)
    void refusesWhatIsNoListOfJobs(String text, String path, String says) {
        assertThat(BroomFile.read(text, "broom.yaml").problems())
                .filteredOn(problem -> problem.path().equals(path))
                .first()
                .extracting(Problem::problem, STRING)
                .contains(says);
    }

    @Test
    void comesToAnEndWithWhateverCannotBeMended() {
        BroomFile file = BroomFile.read(
                "{ jobs: [ { name: [ ], task: { }, params: text, limits: [ ], retry: { }, runbook: 1, owner: [ ] } ] }",
                "broom.yaml");

        assertThat(file.problems())
                .extracting(Problem::path)
                .containsExactlyInAnyOrder(
                        "jobs[0].name",
                        "jobs[0].task",
                        "jobs[0].params",
                        "jobs[0].limits",
                        "jobs[0].retry",
                        "jobs[0].runbook",
                        "jobs[0].owner");
    }

    private static Problem only(String line) {
        List<Problem> problems = BroomFile.read(job(line), "broom.yaml").problems();
        assertThat(problems).hasSize(1);
        return problems.get(0);
    }

    private static String job(String line) {
        return "jobs:\n  - name: a\n    task: t\n    params: {}\n    " + line + "\n";
    }

    private static cloud.broom.job.Job job(BroomFile file, String name) {
        return file.find(new JobName(name)).orElseThrow().job();
    }
}
