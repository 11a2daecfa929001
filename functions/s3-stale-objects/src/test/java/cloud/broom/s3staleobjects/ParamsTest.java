package cloud.broom.s3staleobjects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.broom.json.Json;
import cloud.broom.json.Refused;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParamsTest {
    @Test
    void whatIsNotGivenHasItsDefault() {
        Params params = read("{'bucket':'logs','prefix':'app/','olderThan':'P90D'}");
        assertThat(params)
                .isEqualTo(new Params(
                        "logs", "app/", "", Duration.ofDays(90), 0, Long.MAX_VALUE, 0, false, List.of(), false));
    }

    @Test
    void aDurationMayBeInWeeks() {
        assertThat(read("{'bucket':'logs','prefix':'app/','olderThan':'P2W'}").olderThan())
                .isEqualTo(Duration.ofDays(14));
    }

    @Test
    void aWholeBucketHasToBeAskedFor() {
        assertThat(read("{'bucket':'logs','olderThan':'P1D','allowWholeBucket':true}")
                        .prefix())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{'prefix':'a/','olderThan':'P1D'} | job.params.bucket: is missing",
                "{'bucket':'Logs','prefix':'a/','olderThan':'P1D'} | job.params.bucket: 'Logs' is not a bucket's name",
                "{'bucket':'arn:aws:s3:::x','prefix':'a/','olderThan':'P1D'} | is not a bucket's name",
                "{'bucket':'logs','olderThan':'P1D'} | job.params.prefix: is empty",
                "{'bucket':'logs','prefix':'','olderThan':'P1D'} | allowWholeBucket: true",
                "{'bucket':'logs','prefix':'a/'} | job.params.olderThan: is missing",
                "{'bucket':'logs','prefix':'a/','olderThan':'90 days'} | job.params.olderThan: '90 days' is not an ISO-8601 duration",
                "{'bucket':'logs','prefix':'a/','olderThan':90} | job.params.olderThan",
                "{'bucket':'logs','prefix':'a/','olderThan':'P3M'} | job.params.olderThan: 'P3M' is not an ISO-8601 duration",
                "{'bucket':'logs','prefix':'a/','olderThan':'-PT1S'} | job.params.olderThan: PT-1S is negative",
                "{'bucket':'logs','prefix':'a/','olderThan':'P1D','minimumSize':-1} | job.params.minimumSize: -1 is negative",
                "{'bucket':'logs','prefix':'a/','olderThan':'P1D','minimumSize':9,'maximumSize':8} | job.params.maximumSize: 8 is below minimumSize 9",
                "{'bucket':'logs','prefix':'a/','olderThan':'P1D','keepNewest':1001} | job.params.keepNewest: 1001 is not between",
                "{'bucket':'logs','prefix':'a/','olderThan':'P1D','keepNewest':'3'} | job.params.keepNewest",
                "{'bucket':'logs','prefix':'a/','olderThan':'P1D','older':'P1D'} | job.params.older: is not a known key: allowed are allowWholeBucket, bucket",
                "{'bucket':'logs','prefix':'a/','olderThan':'P1D','keepKeys':['']} | job.params.keepKeys[0]: is empty",
                "{'bucket':'logs','prefix':'a/','olderThan':'P1D','keepKeys':'x'} | job.params.keepKeys",
                "{'bucket':'logs','prefix':'a/','olderThan':'P1D','objectTags':'yes'} | job.params.objectTags",
            })
    void whatCannotBeMeantIsRefusedWithItsPlace(String json, String message) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(Refused.class).hasMessageContaining(message);
    }

    private static Params read(String json) {
        return Json.read(json.replace('\'', '"'), Params.class, "job.params");
    }
}
