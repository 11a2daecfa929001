package cloud.broom.it;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.aws.Aws;
import cloud.broom.it.runtime.FunctionProcess;
import cloud.broom.it.runtime.FunctionZip;
import cloud.broom.local.LocalCloud;
import cloud.broom.local.template.Stack;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;

/** What is packed into every function's zip refuses a client of a task's own, wherever the function runs. */
final class OwnClientIT {
    private static final String HANDLER = OwnClientHandler.class.getName();
    private static final String REFUSED = "S3.ListBuckets was called by a client of the task's own";

    private final AtomicInteger reached = new AtomicInteger();
    private final Path folder;
    private final Path code;
    private final HttpServer nobody;

    OwnClientIT(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.code =
                FunctionZip.unpack(Checkout.zipOf("s3-stale-objects"), Files.createDirectory(folder.resolve("code")));
        this.nobody = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void start() throws IOException {
        String file = HANDLER.replace('.', '/') + ".class";
        Files.createDirectories(code.resolve(file).resolveSibling("."));
        Files.copy(Path.of("target", "test-classes").resolve(file), code.resolve(file));
        nobody.createContext("/", exchange -> {
            reached.incrementAndGet();
            exchange.sendResponseHeaders(500, -1);
            exchange.close();
        });
        nobody.start();
    }

    @AfterEach
    void stop() {
        nobody.stop(0);
        assertThat(reached).hasValue(0);
    }

    @Test
    void underTheRuntimeClientOfLambda() throws Exception {
        try (FunctionProcess process = FunctionProcess.start(code, HANDLER, Map.of(), folder.resolve("log"))) {
            assertThat(process.invoke(payload(), Duration.ofSeconds(60)).body()).contains(REFUSED);
        }
    }

    @Test
    void inTheLocalCloud() throws Exception {
        Path template = Files.writeString(
                folder.resolve("template.yaml"),
                """
                Transform: AWS::Serverless-2016-10-31
                Resources:
                  Hostile:
                    Type: AWS::Serverless::Function
                    Properties:
                      CodeUri: code
                      Handler: %s
                      Runtime: java25
                      Timeout: 60
                      MemorySize: 512
                      Role: !GetAtt HostileRole.Arn
                  HostileRole:
                    Type: AWS::IAM::Role
                    Properties:
                      AssumeRolePolicyDocument:
                        Version: "2012-10-17"
                        Statement:
                          - { Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: sts:AssumeRole }
                """
                        .formatted(HANDLER));
        try (LocalCloud cloud = LocalCloud.builder(RealTime.CLOCK).start();
                Aws operator = Aws.of(cloud.operatorEnvironment())) {
            Stack stack = cloud.deploy(template, "hostile", Map.of());

            assertThat(operator.lambda()
                            .invoke(invoke -> invoke.functionName(stack.physicalId("Hostile"))
                                    .payload(SdkBytes.fromUtf8String(payload())))
                            .payload()
                            .asUtf8String())
                    .contains(REFUSED);
        }
    }

    private String payload() {
        return "\"http://127.0.0.1:" + nobody.getAddress().getPort() + "\"";
    }
}
