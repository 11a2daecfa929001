package cloud.broom.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.broom.approval.Decision;
import cloud.broom.approval.Principal;
import cloud.broom.approval.Proof;
import cloud.broom.approval.Proven;
import cloud.broom.job.RunId;
import cloud.broom.json.Refused;
import cloud.broom.plan.Digest;
import cloud.broom.run.StoreUnavailable;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a function sends of a proof, to whom, and whom it believes. That signatures are verified is for STS to show. */
final class StsProofsTest {
    private static final RunId RUN = new RunId("tidy.0123456789abcdef");
    private static final Digest PLAN = Digest.NONE.then(new byte[] {1});
    private static final Instant NOW = Instant.parse("2026-01-31T03:00:02Z");

    private final LoopbackSts sts = new LoopbackSts();
    private final LoopbackSts stranger = new LoopbackSts();
    private final Aws aws = Aws.of(Map.of(
            "AWS_REGION", "eu-central-1",
            "AWS_ACCESS_KEY_ID", "ASIAEXAMPLE000000000",
            "AWS_SECRET_ACCESS_KEY", "secret",
            "AWS_SESSION_TOKEN", "to/k+en==",
            "AWS_ENDPOINT_URL_STS", sts.uri().toString()));

    StsProofsTest() throws IOException {}

    @AfterEach
    void close() {
        aws.close();
        sts.close();
        stranger.close();
    }

    @Test
    void tellsWhoSignedAndWhen() {
        Proven proven = proven(signed());

        assertThat(proven.by()).isEqualTo(new Principal("arn:aws:iam::123456789012:user/ann"));
        assertThat(proven.at()).isEqualTo(NOW);
        assertThat(signed().request().toString()).contains("X-Amz-Signature=" + proven.signature());
        assertThat(proven.signature()).hasSize(16);
    }

    @Test
    void asksItsOwnStsWhateverHostTheProofNames() {
        String signed = signed().request().toString();
        Proof elsewhere = new Proof(URI.create(signed.replace(
                sts.uri().toString(), "http://me:too@" + stranger.uri().getAuthority() + "/path")));

        assertThat(proven(elsewhere).by().arn()).endsWith("user/ann");
        assertThat(stranger.heard()).isEmpty();
        assertThat(sts.heard()).singleElement().satisfies(asked -> {
            assertThat(asked.getRequestURI().getPath()).isEqualTo("/");
            assertThat(asked.getRequestHeaders().getFirst("Host"))
                    .isEqualTo(sts.uri().getAuthority());
            assertThat(asked.getRequestHeaders().containsKey("Authorization")).isFalse();
        });
    }

    @Test
    void asksWithTheOrderAsItHeardIt() {
        new StsProofs(aws, clock(NOW), Set.of("123456789012")).proven(signed(), Decision.REJECT, RUN, PLAN);

        HttpExchange asked = sts.heard().get(0);
        assertThat(asked.getRequestMethod()).isEqualTo("GET");
        assertThat(asked.getRequestHeaders().getFirst("x-broom-order")).isEqualTo("reject");
        assertThat(asked.getRequestHeaders().getFirst("x-broom-run")).isEqualTo(RUN.value());
        assertThat(asked.getRequestHeaders().getFirst("x-broom-digest")).isEqualTo(PLAN.hex());
    }

    @ParameterizedTest
    @CsvSource({
        "Action=GetCallerIdentity, Action=AssumeRole",
        "Action=GetCallerIdentity, action=GetCallerIdentity",
        "Action=GetCallerIdentity, Action=GetCallerIdentity&action=AssumeRole",
        "Action=GetCallerIdentity, Action=GetCallerIdentity&Action=GetCallerIdentity",
        "Action=GetCallerIdentity, Action=GetCallerIdentity&RoleArn=x",
        "Action=GetCallerIdentity, Action",
        "Version=2011-06-15, Version=2015-01-01",
        "Algorithm=AWS4-HMAC-SHA256, Algorithm=AWS4-ECDSA-P256-SHA256",
        "%3Bx-broom-run, ''",
        "host%3B, host%3Bx-more%3B",
        "Expires=300, Expires=901",
        "Expires=300, Expires=0",
        "Expires=300, Expires=999999999999999999999",
        "eu-central-1, us-east-1",
        "%2Fsts%2F, %2Fs3%2F",
        "20260131T030002Z, 2026-01-31",
        "20260131T030002Z, 00000131T030002Z",
        "X-Amz-Signature=, X-Amz-Signature=0",
        "http:, ftp:",
        "http:, mailto:"
    })
    void refusesEveryOtherRequestAndAsksNobody(String from, String to) {
        String signed = signed().request().toString();
        assertThat(signed).contains(from);

        assertRefused(new Proof(URI.create(signed.replace(from, to))));
        assertThat(sts.heard()).isEmpty();
    }

    @Test
    void refusesWhatHasExpiredAndAsksNobody() {
        Proof signed = signed();

        assertThat(proven(signed, NOW.plus(ProofSigner.VALID)).at()).isEqualTo(NOW);
        assertThatThrownBy(() -> proven(signed, NOW.plus(ProofSigner.VALID).plusSeconds(1)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("has expired at 2026-01-31T03:05:02Z");
        assertThatThrownBy(() -> proven(signed, NOW.minus(Duration.ofMinutes(16))))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("one of the clocks is wrong");
        assertThat(sts.heard()).hasSize(1);
    }

    @Test
    void followsNoRedirect() {
        sts.say(307, stranger.uri().toString());

        assertRefused(signed());
        assertThat(stranger.heard()).isEmpty();
    }

    @Test
    void tellsOnlyTheFirstLineOfWhatStsSays() {
        sts.say(403, LoopbackSts.error("SignatureDoesNotMatch", "They differ.\n\nX-Amz-Security-Token=secret"));

        assertThatThrownBy(() -> proven(signed()))
                .isInstanceOf(Refused.class)
                .hasMessageEndingWith("is refused by STS: SignatureDoesNotMatch They differ.");
    }

    @ParameterizedTest
    @CsvSource({"500, InternalFailure", "503, ServiceUnavailable", "400, Throttling"})
    void decidesNothingWhileStsIsInTrouble(int status, String code) {
        sts.say(status, LoopbackSts.error(code, "later"));

        assertThatThrownBy(() -> proven(signed()))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining(code);
    }

    @Test
    void decidesNothingWhileNobodyAnswers() {
        Proof signed = signed();
        sts.close();

        assertThatThrownBy(() -> proven(signed)).isInstanceOf(StoreUnavailable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "welcome to this hotspot",
                "<html><a>Arn</a></html>",
                "<!DOCTYPE a [<!ENTITY e 'arn:aws:iam::123456789012:user/eve'>]><a><Arn>&e;</Arn></a>"
            })
    void believesNoAnswerThatIsNotOfSts(String answer) {
        sts.say(200, answer);

        assertThatThrownBy(() -> proven(signed())).isInstanceOf(StoreUnavailable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:iam::999999999999:user/ann",
                "arn:aws:sts::999999999999:assumed-role/Admin/ann",
                "arn:aws:sts::123456789012:federated-user/whoever",
                "not an arn"
            })
    void believesNobodyWhoCouldBeMany(String arn) {
        sts.say(200, LoopbackSts.identity(arn));

        assertRefused(signed());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:iam::123456789012:root",
                "arn:aws:iam::123456789012:user/path/ann",
                "arn:aws:iam::210987654321:user/bob"
            })
    void believesPrincipalsOfTheAccountsItIsGiven(String arn) {
        sts.say(200, LoopbackSts.identity(arn));

        assertThat(proven(signed()).by().arn()).isEqualTo(arn);
    }

    private void assertRefused(Proof proof) {
        assertThatThrownBy(() -> proven(proof)).isInstanceOf(Refused.class);
    }

    private Proven proven(Proof proof) {
        return proven(proof, NOW);
    }

    private Proven proven(Proof proof, Instant now) {
        return new StsProofs(aws, clock(now), Set.of("123456789012", "210987654321"))
                .proven(proof, Decision.APPROVE, RUN, PLAN);
    }

    private Proof signed() {
        return new ProofSigner(aws, clock(NOW)).sign(Decision.APPROVE, RUN, PLAN);
    }

    private static Clock clock(Instant at) {
        return Clock.fixed(at, ZoneOffset.UTC);
    }
}
