package cloud.broom.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class InvalidScheduleTest {
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
            cron(0 2 * * ? * *)        ; fields
            cron(0 2 * * *)            ; fields
            cron()                     ; fields
            cron(0 2 * * * *)          ; day-of-month and day-of-week
            cron(0 2 ? * ? *)          ; day-of-month and day-of-week
            cron(0 2 1 * MON *)        ; day-of-month and day-of-week
            cron(60 2 * * ? *)         ; minute
            cron(? 2 * * ? *)          ; minute
            cron(-1 2 * * ? *)         ; minute
            cron(0/0 2 * * ? *)        ; minute
            cron(1,,2 2 * * ? *)       ; minute
            cron(0 24 * * ? *)         ; hour
            cron(0 2 0 * ? *)          ; day-of-month
            cron(0 2 32 * ? *)         ; day-of-month
            cron(0 2 LW * ? *)         ; day-of-month
            cron(0 2 L-2 * ? *)        ; day-of-month
            cron(0 2 32W * ? *)        ; day-of-month
            cron(0 2 * 13 ? *)         ; month
            cron(0 2 * JANUARY ? *)    ; month
            cron(0 2 ? * 0 *)          ; day-of-week
            cron(0 2 ? * 8 *)          ; day-of-week
            cron(0 2 ? * 3#6 *)        ; day-of-week
            cron(0 2 ? * 3#1,5#2 *)    ; day-of-week
            cron(0 2 ? * XYZL *)       ; day-of-week
            cron(0 2 * * ? 1969)       ; year
            cron(0 2 * * ? 2200)       ; year
            cron(0 2 * * ? 2030-2026)  ; year
            rate(1 minutes)            ; rate
            rate(5 minute)             ; rate
            rate(0 minutes)            ; rate
            rate(-5 minutes)           ; rate
            rate(1.5 hours)            ; rate
            rate(2 weeks)              ; rate
            rate(30 seconds)           ; rate
            at(2026-02-30T00:00:00)    ; at
            at(2026-02-03T00:00)       ; at
            at(2026-02-03T00:00:00Z)   ; at
            0 2 * * ? *                ; expression
            CRON(0 2 * * ? *)          ; expression
            every(5 minutes)           ; expression
            """)
    void namesThePartThatAwsWouldRefuse(String expression, String field) {
        InvalidScheduleException refusal =
                catchThrowableOfType(InvalidScheduleException.class, () -> ScheduleExpression.parse(expression, "UTC"));

        assertThat(refusal.field()).isEqualTo(field);
        assertThat(refusal.expression()).isEqualTo(expression);
        assertThat(refusal).hasMessageContaining(refusal.value()).hasMessageContaining(refusal.allowed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Mars/X", "", "+02:00", "europe/berlin"})
    void refusesAZoneThatTheIanaDatabaseDoesNotList(String zone) {
        assertThatExceptionOfType(InvalidScheduleException.class)
                .isThrownBy(() -> ScheduleExpression.parse("rate(1 hour)", zone))
                .satisfies(refusal -> assertThat(refusal.field()).isEqualTo("timezone"));
    }

    @Test
    void refusesAnExpressionLongerThanAwsTakes() {
        String minutes = "0" + ",1".repeat(130);

        assertThatExceptionOfType(InvalidScheduleException.class)
                .isThrownBy(() -> ScheduleExpression.parse("cron(" + minutes + " 2 * * ? *)", "UTC"))
                .satisfies(refusal -> assertThat(refusal.field()).isEqualTo("length"));
    }
}
