package cloud.broom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.job.Job;
import cloud.broom.json.Json;
import cloud.broom.plan.Amounts;
import cloud.broom.run.Taken;
import cloud.broom.task.Usd;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

final class DayUseTest {
    @Test
    void tellsWhatIsTakenOfEachLimitOfTheDay() {
        Job job = Json.read(
                "{\"name\":\"logs\",\"task\":\"fake\",\"params\":{},"
                        + "\"limits\":{\"perDay\":{\"items\":100,\"bytes\":\"1KiB\"}}}",
                Job.class,
                "job");
        Taken taken = new Taken(new Amounts(80, 512, Usd.ZERO), new Amounts(120, 2048, Usd.ZERO));

        assertThat(new DayUse(LocalDate.parse("2026-03-27"), taken).line(job))
                .isEqualTo(
                        "Taken on 2026-03-27: items 80 of 100, bytes 512 B of 1.0 KiB; by the whole stack items 120");
    }
}
