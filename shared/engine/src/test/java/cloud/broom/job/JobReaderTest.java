package cloud.broom.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.broom.json.Json;
import cloud.broom.json.Refused;
import cloud.broom.retry.JitterStrategy;
import cloud.broom.retry.Retrier;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JobReaderTest {
    @Test
    void leastThatIsAJobIsADryRunOfAThousand() {
        Job job = read("{'name': 'tidy', 'task': 'fake', 'params': {}}");

        assertThat(job.mode()).isEqualTo(Mode.DRY_RUN);
        assertThat(job.limits()).isEqualTo(Limits.ofItems(1000));
        assertThat(job.owner()).isEmpty();
        assertThat(job.runbook()).isEmpty();
        assertThat(job.retry()).isEmpty();
    }

    @Test
    void everyKeyIsRead() {
        Job job = read(
                """
                {'name': 'tidy', 'task': 'fake', 'mode': 'apply', 'owner': 'team', 'runbook': 'https://example.com/x',
                 'params': {'prefix': 'a'}, 'limits': {'items': 'unlimited'},
                 'retry': [{'ErrorEquals': ['S3.SlowDown'], 'IntervalSeconds': 2, 'MaxAttempts': 0, 'BackoffRate': 1.5,
                            'MaxDelaySeconds': 9, 'JitterStrategy': 'FULL'}]}""");

        assertThat(job.name()).isEqualTo(new JobName("tidy"));
        assertThat(job.mode()).isEqualTo(Mode.APPLY);
        assertThat(job.owner()).contains("team");
        assertThat(job.runbook()).contains(URI.create("https://example.com/x"));
        assertThat(job.params().get("prefix").asText()).isEqualTo("a");
        assertThat(job.limits().items()).isEqualTo(new Limit.Unlimited());
        assertThat(job.retry())
                .containsExactly(new Retrier(List.of("S3.SlowDown"), 2, 0, 1.5, Optional.of(9), JitterStrategy.FULL));
    }

    @Test
    void retrierHasTheLanguagesDefaults() {
        Job job = read(with("'retry': [{'ErrorEquals': ['States.ALL']}]"));

        assertThat(job.retry())
                .containsExactly(new Retrier(List.of("States.ALL"), 1, 3, 2.0, Optional.empty(), JitterStrategy.NONE));
    }

    @Test
    void jobWrittenAndReadIsTheSameJob() {
        Job job = read(with("'owner': 'team', 'limits': {'items': 5}, 'retry': [{'ErrorEquals': ['A']}]"));

        assertThat(JobReader.read(Json.tree(job), "job")).isEqualTo(job);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    'olderThan': 'P1D'           | job.olderThan: is not a known key: allowed are alerts, approval, cache, catch, grace, limits, maxPerHour, mode, name, onParked, overlap, owner, params, queue, retry, runbook, schedule, task, timeout, window
                    'mode': 'delete'             | job.mode: 'delete' is not one of apply, dry-run
                    'mode': 'DRY_RUN'            | job.mode: 'DRY_RUN' is not one of apply, dry-run
                    'mode': 'apply'              | job.owner: is missing: mode apply needs someone who answers for the job
                    'mode': 'apply', 'owner': '' | job.owner: is missing: mode apply needs someone who answers for the job
                    'runbook': 'see the wiki'    | job.runbook: 'see the wiki' is not
                    'runbook': '/relative'       | job.runbook: '/relative' is not an absolute URL
                    'limits': 5                  | job.limits
                    'limits': {'item': 5}        | job.limits.item: is not a known key: allowed are bytes, items, perDay, percent, usd
                    'limits': {'items': -1}      | job.limits.items: -1 is not a limit: write a whole number, or unlimited
                    'limits': {'items': '5'}     | job.limits.items: "5" is not a limit: write a whole number, or unlimited
                    'limits': {'items': 1.5}     | job.limits.items: 1.5 is not a limit: write a whole number, or unlimited
                    'limits': {'items': 'UNLIMITED'} | job.limits.items: "UNLIMITED" is not a limit: write a whole number, or unlimited
                    'limits': {'items': 99999999999999999999} | job.limits.items: 99999999999999999999 is not a limit: write a whole number, or unlimited
                    'limits': {'items': true}    | job.limits.items: true is not a limit: write a whole number, or unlimited
                    'limits': {'percent': 101}   | job.limits.percent: 101 is not a limit: write a number from 0 to 100, of at most two digits after the point, or unlimited
                    'limits': {'percent': 0.001} | job.limits.percent: 0.001 is not a limit
                    'limits': {'bytes': '5 GB'}  | job.limits.bytes: "5 GB" is not a limit: write a whole number, or one with a unit such as 500GiB, or unlimited
                    'limits': {'bytes': '9999999PiB'} | job.limits.bytes: "9999999PiB" is not a limit
                    'limits': {'usd': '5'}       | job.limits.usd: "5" is not a limit: write a number of dollars, or unlimited
                    'limits': {'perDay': {'percent': 5}} | job.limits.perDay.percent: has no meaning
                    'limits': {'perDay': {'perDay': {}}} | job.limits.perDay.perDay: is not a known key: allowed are bytes, items, percent, usd
                    'limits': {'perDay': 5}      | job.limits.perDay: is not an object with limits
                    'approval': {'above': {'perDay': {}}} | job.approval.above.perDay: is not a known key: allowed are bytes, items, percent, usd
                    'approval': {'timeout': 'P31D'} | job.approval.timeout: PT744H is not more than PT0S and at most PT720H
                    'approval': {'approvers': 3} | job.approval.approvers: 3 is not 1 or 2
                    'approval': {'irreversible': 'no'} | job.approval.irreversible: 'no' is not one of required, waived
                    'window': {'from': '09:00', 'to': '08:00', 'timezone': 'UTC'} | job.window.to: 08:00 is not after from 09:00
                    'window': {'from': '09:00', 'to': '10:00', 'timezone': 'Mars/Base'} | job.window.timezone
                    'window': {'from': '09:00', 'to': '10:00', 'timezone': 'UTC', 'days': []} | job.window.days: is empty
                    'grace': '-P1D'              | job.grace: PT-24H is negative
                    'grace': 'P90DT1S'           | job.grace: PT2160H1S is more than 90 days
                    'onParked': 'wait'           | job.onParked: 'wait' is not one of skip, supersede
                    'retry': {}                  | job.retry
                    'retry': [{}]                | job.retry[0].ErrorEquals: is missing
                    'retry': [{'ErrorEquals': []}] | job.retry[0].ErrorEquals: is empty: name at least one error
                    'retry': [{'ErrorEquals': 'A'}] | job.retry[0].ErrorEquals
                    'retry': [{'ErrorEquals': ['A', 'States.ALL']}] | job.retry[0].ErrorEquals: States.ALL must stand alone, not beside others
                    'retry': [{'ErrorEquals': ['States.ALL']}, {'ErrorEquals': ['A']}] | job.retry[0].ErrorEquals: States.ALL is only allowed in the last of the list
                    'catch': [{'ErrorEquals': ['States.ALL'], 'Next': 'fail'}, {'ErrorEquals': ['A'], 'Next': 'fail'}] | job.catch[0].ErrorEquals: States.ALL is only allowed in the last of the list
                    'catch': [{'Next': 'fail'}]  | job.catch[0].ErrorEquals: is missing
                    'catch': [{'ErrorEquals': ['A']}] | job.catch[0].Next: is missing: fail or settle-partial
                    'catch': [{'ErrorEquals': ['A'], 'Next': 'Fallback'}] | job.catch[0].Next: 'Fallback' is not one of fail, settle-partial
                    'catch': [{'ErrorEquals': [], 'Next': 'fail'}] | job.catch[0].ErrorEquals: is empty: name at least one error
                    'queue': 0                   | job.queue: 0 is not from 1 to 10
                    'queue': 11                  | job.queue: 11 is not from 1 to 10
                    'maxPerHour': 0              | job.maxPerHour: 0 is not at least 1
                    'schedule': {}               | job.schedule: has to have exactly one of cron, rate and at
                    'schedule': {'rate': '1 hour', 'at': '2026-12-01T03:00:00'} | job.schedule: has to have exactly one of cron, rate and at
                    'schedule': {'cron': '0 3 * *'} | job.schedule.cron: fields of 'cron(0 3 * *)'
                    'schedule': {'rate': '1 hours'} | job.schedule.rate: rate of 'rate(1 hours)'
                    'schedule': {'at': 'tomorrow'} | job.schedule.at: at of 'at(tomorrow)'
                    'schedule': {'rate': '1 hour', 'timezone': 'Berlin'} | job.schedule.timezone: timezone of
                    'schedule': {'rate': '1 hour', 'tolerance': 'PT59S'} | job.schedule.tolerance: PT59S is not from PT1M to PT24H
                    'schedule': {'rate': '1 hour', 'misfire': 'run'} | job.schedule.misfire: is not skip, run-once or
                    'schedule': {'rate': '1 hour', 'misfire': {'run-all': 0}} | job.schedule.misfire: is not skip, run-once or
                    'schedule': {'rate': '1 hour', 'misfire': {'run-all': 25}} | job.schedule.misfire: is not skip, run-once or
                    'alerts': {'on': ['everything']} | job.alerts.on[0]: 'everything' is not one of anomaly, approval, blocked
                    'alerts': {'remind': 'PT1M'} | job.alerts.remind: PT1M is not from PT5M to PT720H
                    'overlap': 'wait'            | job.overlap: 'wait' is not one of queue, replace, skip
                    'timeout': 'PT0S'            | job.timeout: PT0S leaves no time at all
                    'timeout': '6h'              | job.timeout
                    'retry': [{'ErrorEquals': ['A']}, {'ErrorEquals': ['A'], 'IntervalSeconds': 0}] | job.retry[1].IntervalSeconds: 0 is not between 1 and 99999999
                    'retry': [{'ErrorEquals': ['A'], 'IntervalSeconds': 100000000}] | job.retry[0].IntervalSeconds: 100000000 is not between 1 and 99999999
                    'retry': [{'ErrorEquals': ['A'], 'IntervalSeconds': '1'}] | job.retry[0].IntervalSeconds
                    'retry': [{'ErrorEquals': ['A'], 'IntervalSeconds': 1.5}] | job.retry[0].IntervalSeconds
                    'retry': [{'ErrorEquals': ['A'], 'MaxAttempts': -1}] | job.retry[0].MaxAttempts: -1 is not between 0 and 99999999
                    'retry': [{'ErrorEquals': ['A'], 'MaxAttempts': 100000000}] | job.retry[0].MaxAttempts: 100000000 is not between 0 and 99999999
                    'retry': [{'ErrorEquals': ['A'], 'BackoffRate': 0.5}] | job.retry[0].BackoffRate: 0.5 is below 1
                    'retry': [{'ErrorEquals': ['A'], 'BackoffRate': '2'}] | job.retry[0].BackoffRate
                    'retry': [{'ErrorEquals': ['A'], 'MaxDelaySeconds': 0}] | job.retry[0].MaxDelaySeconds: 0 is not between 1 and 31622400
                    'retry': [{'ErrorEquals': ['A'], 'MaxDelaySeconds': 31622401}] | job.retry[0].MaxDelaySeconds: 31622401 is not between 1 and 31622400
                    'retry': [{'ErrorEquals': ['A'], 'JitterStrategy': 'SOME'}] | job.retry[0].JitterStrategy: 'SOME' is not one of FULL, NONE
                    'retry': [{'ErrorEquals': ['A'], 'errorEquals': ['B']}] | job.retry[0].errorEquals: is not a known key: allowed are BackoffRate, ErrorEquals, IntervalSeconds, JitterStrategy, MaxAttempts, MaxDelaySeconds
                    """)
    void whatCannotBeMeantIsRefusedWithPathValueAndWhatIsAllowed(String more, String problem) {
        assertThatThrownBy(() -> read(with(more))).isInstanceOf(Refused.class).hasMessageStartingWith(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {'task': 'fake', 'params': {}}                  | job.name: is missing: every job needs one
                    {'name': null, 'task': 'fake', 'params': {}}    | job.name: is missing: every job needs one
                    {'name': 'tidy', 'params': {}}                  | job.task: is missing: say which task the job configures
                    {'name': 'tidy', 'task': ' ', 'params': {}}     | job.task: is empty
                    {'name': 'tidy', 'task': 'fake'}                | job.params: is missing: the task's parameters
                    {'name': 'tidy', 'task': 'fake', 'params': []}  | job.params
                    {'name': 'tidy', 'task': 'fake', 'params': 'x'} | job.params
                    {'name': 'Tidy', 'task': 'fake', 'params': {}}  | job.name: 'Tidy' is not a job's name: 1 to 64 of a-z, 0-9 and -
                    {'name': 7, 'task': 'fake', 'params': {}}       | job.name
                    {'name': 'tidy', 'task': 7, 'params': {}}       | job.task
                    []                                              | job: is not an object with a job's keys
                    """)
    void whatIsMissingOrOfAnotherKindIsNamed(String spec, String problem) {
        assertThatThrownBy(() -> read(spec)).isInstanceOf(Refused.class).hasMessageStartingWith(problem);
    }

    @Test
    void ownerIsBounded() {
        assertThat(read(with("'owner': '" + "x".repeat(200) + "'")).owner()).isPresent();
        assertThatThrownBy(() -> read(with("'owner': '" + "x".repeat(201) + "'")))
                .isInstanceOf(Refused.class)
                .hasMessage("job.owner: is longer than 200 characters");
    }

    @Test
    void keyThatIsThereTwiceIsRefused() {
        assertThatThrownBy(() -> read(with("'limits': {'items': 1, 'items': 2}")))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("Duplicate field 'items'");
    }

    @Test
    void specOfThirtyTwoKilobytesIsReadAndOneByteMoreIsNot() {
        String most = padded(JobReader.SPEC_BYTES);

        assertThat(read(most).name()).isEqualTo(new JobName("tidy"));
        assertThatThrownBy(() -> read(padded(JobReader.SPEC_BYTES + 1)))
                .isInstanceOf(Refused.class)
                .hasMessage("job: has 32769 bytes: a spec may have 32768");
    }

    @Test
    void sizeIsCountedInBytesNotInCharacters() {
        assertThatThrownBy(() -> read(with("'params': {'x': '" + "ß".repeat(JobReader.SPEC_BYTES / 2) + "'}")
                        .replace("'params': {}, ", "")))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("a spec may have 32768");
    }

    private static String padded(int bytes) {
        String spec = "{'name':'tidy','task':'fake','params':{'x':''}}";
        return spec.replace("''", "'" + "x".repeat(bytes - spec.length()) + "'");
    }

    /** A job with more keys. */
    private static String with(String more) {
        return "{'name': 'tidy', 'task': 'fake', 'params': {}, " + more + "}";
    }

    /** Reads a spec written with single quotes. */
    private static Job read(String spec) {
        return JobReader.read(Json.parse(spec.replace('\'', '"'), "job"), "job");
    }
}
