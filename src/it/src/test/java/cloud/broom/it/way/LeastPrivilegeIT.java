package cloud.broom.it.way;

import static cloud.broom.it.way.LocalStage.BUCKET;
import static cloud.broom.it.way.LocalStage.MISSING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.broom.aws.Aws;
import cloud.broom.aws.DynamoRuns;
import cloud.broom.it.RealTime;
import cloud.broom.it.Template;
import cloud.broom.it.way.Told.Counts;
import cloud.broom.run.Due;
import cloud.broom.run.StoreUnavailable;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The role of s3-stale-objects, one action at a time: without it something is denied and says so, and nothing is deleted
 * that could not be recorded first. What a test here cannot miss, the role does not need.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LeastPrivilegeIT {
    private static final String ROLE = "S3StaleObjectsFunctionRole";
    private static final String DENIED = "is not authorized to perform: ";

    /** What the role has for others than the way of a run: Lambda's own duties, and rows that no run writes. */
    private static final Set<String> NOT_OF_THE_WAY = Set.of(
            "GivenUp sqs:SendMessage",
            "Logs logs:CreateLogStream",
            "Logs logs:PutLogEvents",
            "State dynamodb:ConditionCheckItem",
            "State dynamodb:DeleteItem");

    private final Map<String, Case> cases = new TreeMap<>(Map.ofEntries(
            Map.entry("State dynamodb:PutItem", this::cannotBegin),
            Map.entry("State dynamodb:UpdateItem", this::cannotBegin),
            Map.entry("State dynamodb:Query", this::waitsToKnowWhatIsExempt),
            Map.entry("State dynamodb:GetItem", this::cannotFindAJob),
            Map.entry("Parts s3:PutObject", this::failsBeforeItDeletes),
            Map.entry("Parts s3:GetObject", this::failsBeforeItDeletes),
            Map.entry("MissingPartIsNotFoundRatherThanDenied s3:ListBucket", this::takesAMissingPartForDenied),
            Map.entry("Alerts sns:Publish", this::keepsTheAlert),
            Map.entry("Events events:PutEvents", this::keepsTheEvent),
            Map.entry("Look s3:ListBucket", this::failsBeforeItDeletes),
            Map.entry("Look s3:GetBucketVersioning", this::failsBeforeItDeletes),
            Map.entry("Look s3:GetBucketTagging", this::leavesWhatMayBeExempt),
            Map.entry("Delete s3:GetObjectTagging", this::leavesWhatMayBeExempt),
            Map.entry("Delete s3:DeleteObject", this::deletesNothing),
            Map.entry("Delete s3:GetObject", this::deletesNothing)));

    private final LocalStage stage = new LocalStage();
    private final Path folder;
    private int deployed;

    LeastPrivilegeIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @AfterAll
    void close() {
        stage.close();
    }

    Stream<String> actions() {
        return cases.keySet().stream();
    }

    @Test
    void everyActionOfTheRoleIsLookedAt() {
        Set<String> looked = new TreeSet<>(cases.keySet());
        looked.addAll(NOT_OF_THE_WAY);

        assertThat(ofTheTemplate()).isEqualTo(looked);
    }

    @ParameterizedTest
    @MethodSource("actions")
    void withoutAnActionItIsDeniedAndSaysSo(String statement) throws Exception {
        String sid = statement.substring(0, statement.indexOf(' '));
        String action = statement.substring(sid.length() + 1);
        Surroundings here = deploy(TemplateCopy.unchanged().without(ROLE, sid, action), LocalStage.TARGETS);
        seed();

        cases.getOrDefault(statement, (any, none) -> {}).check(here, action);
    }

    @Test
    void withEveryActionItDeletes() throws Exception {
        Surroundings here = deploy(TemplateCopy.unchanged(), LocalStage.TARGETS);
        seed();

        here.function().call(ask(BUCKET)).is("COMPLETED", Counts.allDone(2, 2));
        assertThat(left()).isEmpty();
    }

    @Test
    void withEveryActionAMissingPartIsToldApartFromADeniedOne() throws Exception {
        Surroundings here = deploy(TemplateCopy.unchanged(), LocalStage.TARGETS);
        seed();

        Told told = goesOnWithoutItsPlan(here);

        assertThat(told.state()).as(told.toString()).isEqualTo("FAILED");
        assertThat(told.reason()).startsWith("Broom.UnreadablePart").contains("is not in record bucket");
        assertThat(left()).hasSize(2);
    }

    @Test
    void bucketIsDeniedWhereNoneIsNamed() throws Exception {
        Surroundings here = deploy(TemplateCopy.unchanged(), "");
        seed();

        isDenied(here.function().call(ask(BUCKET)), "s3:");
    }

    @Test
    void bucketIsDeniedWhereOnlyOthersAreNamed() throws Exception {
        Surroundings here = deploy(TemplateCopy.unchanged(), MISSING + "," + BUCKET + "-too");
        seed();

        isDenied(here.function().call(ask(BUCKET)), "s3:");
    }

    @Test
    void recordsAreDeniedAsATarget() throws Exception {
        Surroundings here = deploy(TemplateCopy.unchanged(), LocalStage.TARGETS);
        seed();

        isDenied(here.function().call(ask(here.records()).params(params -> params.put("prefix", "runs/"))), "s3:");
    }

    @Test
    void recordsStayEvenWhereEveryBucketMayBeCleaned() throws Exception {
        Surroundings here = deploy(TemplateCopy.unchanged(), "*");
        stage.s3()
                .seed(
                        here.records(),
                        "runs/earlier/plan",
                        10,
                        RealTime.CLOCK.instant().minusSeconds(60));

        Told told = here.function().call(ask(here.records()).params(params -> params.put("prefix", "runs/")));

        told.is("COMPLETED", Counts.allDone(1, 0));
        assertThat(told.notes()).anyMatch(note -> note.contains("belongs to the stack"));
        assertThat(stage.s3().keys(here.records())).contains("runs/earlier/plan");
    }

    private void cannotBegin(Surroundings here, String action) {
        assertThatThrownBy(() -> here.function().call(ask(BUCKET)))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining(DENIED + action);
        assertThat(left()).hasSize(2);
    }

    private void waitsToKnowWhatIsExempt(Surroundings here, String action) throws IOException {
        Told told = here.function().call(ask(BUCKET));

        assertThat(told.state()).as(told.toString()).isEqualTo("AWAITING_RETRY");
        assertThat(told.reason())
                .startsWith("the exemptions cannot be read, so nothing is done: ")
                .contains(DENIED + action);
        assertThat(left()).hasSize(2);
    }

    private void cannotFindAJob(Surroundings here, String action) throws IOException {
        here.function().call(ask(BUCKET).dryRun());

        assertThatThrownBy(() -> here.function().call(ask(BUCKET).byName().slot("second")))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining(DENIED + action);
        assertThat(left()).hasSize(2);
    }

    private void failsBeforeItDeletes(Surroundings here, String action) throws IOException {
        isDenied(here.function().call(ask(BUCKET)), action);
    }

    private void takesAMissingPartForDenied(Surroundings here, String action) throws IOException {
        Told told = goesOnWithoutItsPlan(here);

        assertThat(told.state()).as("without " + action + ": " + told).isEqualTo("FAILED");
        assertThat(told.reason()).contains("S3.AccessDenied");
        assertThat(left()).hasSize(2);
    }

    private Told goesOnWithoutItsPlan(Surroundings here) throws IOException {
        Told told = here.function().call(ask(BUCKET), Turn.ONE_STEP);
        try (Aws aws = here.aws()) {
            stage.s3().keys(here.records()).forEach(part -> aws.s3()
                    .deleteObject(delete -> delete.bucket(here.records()).key(part)));
        }

        return here.function().wake(told.run(), Turn.LONG);
    }

    private void keepsTheAlert(Surroundings here, String action) throws IOException {
        Told told = here.function().call(ask(MISSING));

        assertThat(told.state()).as("without " + action + ": " + told).isEqualTo("FAILED");
        assertThat(untold(here))
                .singleElement()
                .asString()
                .startsWith(told.run().substring(0, told.run().indexOf('.') + 1))
                .endsWith(".alert");
    }

    private void keepsTheEvent(Surroundings here, String action) throws IOException {
        Told told = here.function().call(ask(BUCKET));

        assertThat(told.state()).as("without " + action + ": " + told).isEqualTo("COMPLETED");
        assertThat(untold(here))
                .hasSize(2)
                .allSatisfy(notice -> assertThat(notice).startsWith(told.run()))
                .anySatisfy(notice -> assertThat(notice).endsWith(".started"))
                .anySatisfy(notice -> assertThat(notice).endsWith(".event"));
    }

    private void deletesNothing(Surroundings here, String action) throws IOException {
        here.function().call(ask(BUCKET)).is("PARTIAL", new Counts(2, 2, 0, 0, 2, 0));

        assertThat(Outcomes.of(here, "least")).hasSize(2).allSatisfy(result -> {
            assertThat(result.outcome().error().map(error -> error.name())).contains("S3.AccessDenied");
            assertThat(result.outcome().detail()).contains(DENIED + action);
        });
        assertThat(left()).hasSize(2);
    }

    private void leavesWhatMayBeExempt(Surroundings here, String action) throws IOException {
        Told told = here.function().call(ask(BUCKET).params(params -> params.put("objectTags", true)));

        told.is("COMPLETED", Counts.untouched(2, 0));
        assertThat(told.notes()).isNotEmpty().allSatisfy(note -> assertThat(note)
                .startsWith("not known whether exempt, so left alone: ")
                .contains(DENIED + action));
        assertThat(left()).hasSize(2);
    }

    private void isDenied(Told told, String action) {
        told.is(
                "FAILED",
                new Counts(
                        told.counts().scanned(),
                        told.counts().found(),
                        0,
                        0,
                        0,
                        told.counts().found()));
        assertThat(told.reason()).contains("S3.AccessDenied").contains(DENIED + action);
        assertThat(left()).hasSize(2);
    }

    private Surroundings deploy(TemplateCopy template, String targets) throws IOException {
        deployed++;
        String name = "least-" + deployed;
        return stage.deploy(template.in(folder.resolve(name)), name, targets);
    }

    private void seed() {
        Instant old = RealTime.CLOCK.instant().minusSeconds(60);
        stage.s3().seed(BUCKET, "least/1", 10, old);
        stage.s3().seed(BUCKET, "least/2", 10, old);
    }

    private List<String> left() {
        return stage.s3().keys(BUCKET);
    }

    private static Ask ask(String bucket) {
        return Ask.apply("least", bucket);
    }

    /** The notices that the watchdog would find due, sooner or later. */
    private static List<String> untold(Surroundings here) {
        try (Aws aws = here.aws()) {
            return new DynamoRuns(aws.dynamoDb(), here.table())
                    .due(RealTime.CLOCK.instant().plus(Duration.ofHours(1)), 10).stream()
                            .map(due -> due.match(
                                    run -> "run " + run.run(),
                                    Due.OfNotice::id,
                                    of -> "health " + of.job(),
                                    of -> "timetable " + of.job()))
                            .toList();
        }
    }

    /** Statement and action of all that the template allows the role; the key of a topic, which few stacks have, apart. */
    private static Set<String> ofTheTemplate() {
        Template template = Template.read();
        Set<String> found = new TreeSet<>();
        for (JsonNode statement : template.statements(template.resource(ROLE).path("Properties"))) {
            if (statement.path("Effect").asText().equals("Allow") && statement.has("Sid")) {
                String sid = statement.path("Sid").asText();
                JsonNode actions = statement.path("Action");
                Stream<JsonNode> each =
                        actions.isTextual() ? Stream.of(actions) : StreamSupport.stream(actions.spliterator(), false);
                each.forEach(action -> found.add(sid + " " + action.asText()));
            }
        }
        return found;
    }

    /** What is to be seen of a stack whose role lacks an action. */
    private interface Case {
        void check(Surroundings here, String action) throws IOException;
    }
}
