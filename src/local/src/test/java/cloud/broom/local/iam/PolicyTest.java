package cloud.broom.local.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTest {
    private static final Permission LIST = new Permission(
            "s3:ListBucket",
            "arn:aws:s3:::logs",
            Map.of(
                    "s3:prefix", List.of("app/x"),
                    "s3:delimiter", List.of(),
                    "s3:max-keys", List.of("50"),
                    "aws:TagKeys", List.of("a", "b")));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "StringEquals                | s3:prefix    | app/x         | true",
                "StringEquals                | S3:Prefix    | app/x         | true",
                "StringEquals                | s3:prefix    | app/*         | false",
                "StringNotEquals             | s3:prefix    | app/x         | false",
                "StringNotEquals             | s3:delimiter | /             | true",
                "StringEquals                | s3:delimiter | /             | false",
                "StringEqualsIfExists        | s3:delimiter | /             | true",
                "StringEqualsIgnoreCase      | s3:prefix    | APP/X         | true",
                "StringLike                  | s3:prefix    | app/?         | true",
                "StringNotLike               | s3:prefix    | app/*         | false",
                "ArnLike                     | s3:prefix    | app/*         | true",
                "NumericLessThanEquals       | s3:max-keys  | 50            | true",
                "NumericGreaterThan          | s3:max-keys  | 50            | false",
                "Null                        | s3:delimiter | true          | true",
                "Null                        | s3:prefix    | true          | false",
                "ForAnyValue:StringEquals    | aws:TagKeys  | a             | true",
                "ForAllValues:StringEquals   | aws:TagKeys  | a             | false",
                "ForAllValues:StringLike     | aws:TagKeys  | ?             | true",
            })
    void judgesConditionsAsIamDoes(String operator, String key, String value, boolean met) {
        assertThat(with("Allow", operator, key, value).allows(LIST)).isEqualTo(met);
        assertThat(with("Deny", operator, key, value).denies(LIST)).isEqualTo(met);
    }

    @ParameterizedTest
    @CsvSource({
        "DateLessThan,s3:prefix,app/x",
        "StringEquals,s3:nobodyKnows,app/x",
        "StringNotEquals,s3:nobodyKnows,app/x",
        "StringEquals,s3:prefix,${aws:username}",
        "NumericEquals,s3:max-keys,many",
        "Null,s3:nobodyKnows,true"
    })
    void whatCannotBeJudgedNeverAllowsAndAlwaysDenies(String operator, String key, String value) {
        assertThat(with("Allow", operator, key, value).allows(LIST)).isFalse();
        assertThat(with("Deny", operator, key, value).denies(LIST)).isTrue();
    }

    @Test
    void readsTheNegativesOfActionAndResource() {
        Policy others = Policy.parse(
                """
                {"Statement": [{"Effect": "Allow", "NotAction": "iam:*", "NotResource": "arn:aws:s3:::secret"}]}
                """);

        assertThat(others.allows(LIST)).isTrue();
        assertThat(others.allows(Permission.of("s3:ListBucket", "arn:aws:s3:::secret")))
                .isFalse();
        assertThat(others.allows(Permission.of("iam:PassRole", "*"))).isFalse();
    }

    @Test
    void actionsHaveNoCaseAndResourcesHave() {
        Policy policy = Policy.parse(
                """
                {"Statement": {"Effect": "Allow", "Action": "S3:listbucket", "Resource": "arn:aws:s3:::LOGS"}}
                """);

        assertThat(policy.allows(LIST)).isFalse();
        assertThat(policy.allows(Permission.of("s3:ListBucket", "arn:aws:s3:::LOGS")))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "not json                                                                  | is not JSON",
                "{}                                                                        | has no Statement",
                "{'Statement':{'Effect':'Maybe','Action':'s3:*','Resource':'*'}}           | neither Allow nor Deny",
                "{'Statement':{'Effect':'Allow','Resource':'*'}}                           | one of Action and NotAction",
                "{'Statement':{'Effect':'Allow','Action':'s3:*','Resource':'*','Who':'x'}} | an element Who",
                "{'Statement':{'Effect':'Allow','Action':[{}],'Resource':'*'}}             | not a string",
            },
            quoteCharacter = '"')
    void refusesADocumentThatIsNotAPolicy(String document, String because) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Policy.parse(document.replace('\'', '"')))
                .withMessageContaining(because);
    }

    private static Policy with(String effect, String operator, String key, String value) {
        return Policy.parse(
                """
                {"Statement": [{"Effect": "%s", "Action": "s3:List*", "Resource": "arn:aws:s3:::*",
                  "Condition": {"%s": {"%s": ["%s"]}}}]}
                """
                        .formatted(effect, operator, key, value));
    }
}
