package cloud.broom.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.LogType;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.StsException;

final class LambdaTest {
    private final ProbeStack probes;
    private final LambdaClient lambda;

    LambdaTest(@TempDir Path folder) throws IOException {
        probes = new ProbeStack(folder, Map.of());
        lambda = Clients.lambda(probes.cloud.operatorEnvironment());
    }

    @BeforeEach
    void startSilently() {
        probes.printed.clear();
    }

    @AfterEach
    void close() {
        lambda.close();
        probes.close();
    }

    @Test
    void runsAFunctionWithItsEnvironment() {
        assertThat(text(invoke("Probe", "{\"a\":1}")))
                .startsWith("{\"event\":{\"a\":1},\"call\":1,\"function\":\"" + probes.function()
                        + "\",\"greeting\":\"hello, probes\"")
                .containsPattern("\"remaining\":\\d{1,4}}");
    }

    @Test
    void keepsAnEnvironmentUntilItIsForgotten() {
        invoke("Probe", "{}");
        assertThat(text(invoke("Probe", "{}"))).contains("\"call\":2");

        probes.cloud.forgetEnvironments(probes.function());

        assertThat(text(invoke("Probe", "{}"))).contains("\"call\":1");
    }

    @Test
    void reportsAnExceptionAsTheRuntimeDoes() {
        InvokeResponse response = invoke("Probe", "{\"fail\":true}");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.functionError()).isEqualTo("Unhandled");
        assertThat(text(response))
                .contains("\"errorMessage\":\"told to fail\"", "\"errorType\":\"java.lang.IllegalStateException\"")
                .contains("ProbeHandler.handleRequest");
    }

    @Test
    void endsAFunctionThatTakesTooLongAndItsEnvironment() {
        invoke("Probe", "{}");

        InvokeResponse response = invoke("Probe", "{\"hang\":true}");

        assertThat(response.functionError()).isEqualTo("Unhandled");
        assertThat(text(response)).contains("Sandbox.Timedout", "Task timed out after 1.00 seconds");
        assertThat(text(invoke("Probe", "{}"))).contains("\"call\":1");
    }

    @Test
    void endsAnInvocationThatIsKilledAndTakesItsKeyAway() throws InterruptedException {
        lambda.updateFunctionConfiguration(
                request -> request.functionName(probes.function()).timeout(60));
        Map<String, String> itsOwn =
                probes.cloud.environmentFor(probes.stack.physicalId("ProbeRole"), probes.function());
        CompletableFuture<InvokeResponse> caller =
                CompletableFuture.supplyAsync(() -> invoke("Probe", "{\"hang\":true}"));
        assertThat(probes.nextLine()).contains("hang");

        probes.cloud.kill(probes.function());

        InvokeResponse response = caller.join();
        assertThat(response.functionError()).isEqualTo("Unhandled");
        assertThat(text(response)).contains("\"errorType\":\"Runtime.ExitError\"", "signal: killed");
        try (StsClient late = Clients.sts(itsOwn)) {
            assertThatThrownBy(late::getCallerIdentity)
                    .isInstanceOf(StsException.class)
                    .hasMessageContaining("is not one of the local cloud");
        }
        assertThat(text(invoke("Probe", "{\"publish\":true}"))).contains("\"event\":200", "\"call\":1");
    }

    @Test
    void triesAnEventAgainWhoseInvocationWasKilled() throws InterruptedException {
        lambda.updateFunctionConfiguration(
                request -> request.functionName(probes.function()).timeout(60));
        lambda.invoke(request -> request.functionName(probes.function())
                .invocationType(InvocationType.EVENT)
                .payload(SdkBytes.fromUtf8String("{\"hang\":true}")));
        assertThat(probes.nextLine()).contains("hang");

        probes.cloud.kill(probes.function());
        assertThat(probes.cloud.awaitStill(Duration.ofSeconds(20))).isTrue();
        probes.clock.advance(Duration.ofMinutes(1));

        assertThat(probes.nextLine()).contains("hang");
        probes.cloud.kill(probes.function());
    }

    @Test
    void givesTheEndOfTheLogAndEveryLineToTheListener() throws InterruptedException {
        InvokeResponse response = lambda.invoke(request -> request.functionName(probes.function())
                .payload(SdkBytes.fromUtf8String("{}"))
                .logType(LogType.TAIL));

        assertThat(new String(Base64.getDecoder().decode(response.logResult()), StandardCharsets.UTF_8))
                .contains("START RequestId", "probe {}", "END RequestId");
        assertThat(probes.nextLine()).isEqualTo("probe {}");
    }

    @Test
    void retriesAnEventTwiceThenTellsTheDestination() {
        InvokeResponse accepted = lambda.invoke(request -> request.functionName(probes.function())
                .invocationType(InvocationType.EVENT)
                .payload(SdkBytes.fromUtf8String("{\"fail\":true}")));

        assertThat(accepted.statusCode()).isEqualTo(202);
        assertThat(printedWhenStill()).isEqualTo(1);
        probes.clock.advance(Duration.ofSeconds(59));
        assertThat(printedWhenStill()).isEqualTo(1);
        probes.clock.advance(Duration.ofSeconds(1));
        assertThat(printedWhenStill()).isEqualTo(2);
        assertThat(probes.cloud.awaitIdle(Duration.ZERO)).isFalse();
        probes.clock.advance(Duration.ofMinutes(2));
        assertThat(probes.rests()).isTrue();
        assertThat(probes.printed).hasSize(3);
        assertThat(probes.bodies(probes.stack.physicalId("Failures")))
                .singleElement()
                .asString()
                .contains("\"condition\":\"RetriesExhausted\"", "\"approximateInvokeCount\":3")
                .contains("\"requestPayload\":{\"fail\":true}", "\"errorMessage\":\"told to fail\"");
    }

    @Test
    void bindsAFunctionToItsRole() {
        assertThat(text(invoke("Probe", "{\"publish\":true}"))).contains("\"event\":200");
        assertThat(text(invoke("Mute", "{\"publish\":true}"))).contains("\"event\":403");
    }

    @Test
    void deniesACallerWhoseRoleMayNotInvoke() {
        try (LambdaClient mute =
                Clients.lambda(probes.cloud.environmentFor(probes.stack.physicalId("MuteRole"), "someone"))) {
            assertThatThrownBy(() -> mute.invoke(request -> request.functionName(probes.function())))
                    .isInstanceOf(LambdaException.class)
                    .hasMessageContaining("not authorized to perform: lambda:InvokeFunction");
        }
    }

    @Test
    void letsWhatRunsEndWhenItsFunctionIsDeletedAndDropsWhatWaits() throws InterruptedException {
        lambda.invoke(request -> request.functionName(probes.function())
                .invocationType(InvocationType.EVENT)
                .payload(SdkBytes.fromUtf8String("{\"hang\":true}")));
        assertThat(probes.nextLine()).isEqualTo("probe {\"hang\":true}");

        lambda.deleteFunction(request -> request.functionName(probes.function()));

        assertThatThrownBy(() -> lambda.invoke(request -> request.functionName(probes.function())))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThat(probes.cloud.awaitStill(Duration.ofSeconds(20))).isTrue();
        probes.clock.advance(Duration.ofMinutes(1));
        assertThat(probes.rests()).isTrue();
        assertThat(probes.printed).isEmpty();
    }

    @Test
    void checksADryRunWithoutRunning() {
        int status = lambda.invoke(
                        request -> request.functionName(probes.function()).invocationType(InvocationType.DRY_RUN))
                .statusCode();

        assertThat(status).isEqualTo(204);
        assertThat(probes.printed).isEmpty();
    }

    @Test
    void refusesAFunctionThatIsNotThere() {
        assertThatThrownBy(() -> lambda.invoke(request -> request.functionName("nobody")))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> lambda.invoke(
                        request -> request.functionName(probes.function()).qualifier("7")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void refusesAPayloadThatIsNotJson() {
        assertThatThrownBy(() -> invoke("Probe", "{oops"))
                .isInstanceOf(LambdaException.class)
                .hasMessageContaining("Could not parse request body into json");
    }

    @Test
    void throttlesAboveReservedConcurrency() {
        lambda.putFunctionConcurrency(
                request -> request.functionName(probes.function()).reservedConcurrentExecutions(0));

        assertThatThrownBy(() -> invoke("Probe", "{}")).isInstanceOf(TooManyRequestsException.class);
    }

    @Test
    void changesEnvironmentAndTimeout() {
        lambda.updateFunctionConfiguration(request -> request.functionName(probes.function())
                .timeout(2)
                .environment(environment -> environment.variables(Map.of("GREETING", "moin"))));

        assertThat(text(invoke("Probe", "{}"))).contains("\"greeting\":\"moin\"");
        assertThat(lambda.getFunctionConfiguration(request -> request.functionName(probes.function()))
                        .timeout())
                .isEqualTo(2);
        assertThat(lambda.listFunctions().functions()).hasSize(2);
    }

    private int printedWhenStill() {
        assertThat(probes.cloud.awaitStill(Duration.ofSeconds(20))).isTrue();
        return probes.printed.size();
    }

    private InvokeResponse invoke(String logicalId, String payload) {
        return lambda.invoke(request ->
                request.functionName(probes.stack.physicalId(logicalId)).payload(SdkBytes.fromUtf8String(payload)));
    }

    private static String text(InvokeResponse response) {
        return response.payload().asUtf8String();
    }
}
