package cloud.broom.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cloud.broom.local.LocalCloud;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TemplateTest {
    private final Path folder;
    private final LocalCloud cloud = LocalCloud.builder(Clock.systemUTC()).start();

    TemplateTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
            !Ref Topic                                        ; arn:aws:sns:us-east-1:123456789012:news
            !GetAtt Topic.TopicName                           ; news
            {"Fn::GetAtt": [Topic, TopicName]}                ; news
            !Sub "${Topic.TopicName} ${!Literal} ${Word}"     ; news ${Literal} a
            !Sub ["${A}${A}", {A: !Ref Word}]                 ; aa
            !Join ["-", !Ref Words]                           ; a-b-c
            !Select [1, !Ref Words]                           ; b
            !Select [2, !Split ["/", "x/y/z"]]                ; z
            !FindInMap [Sizes, !Ref "AWS::Region", small]     ; 7
            !If [IsA, yes-it-is, "no"]                        ; yes-it-is
            !If [Neither, 1, !If [Both, 2, 3]]                ; 2
            !Ref AWS::StackName                               ; mine
            """)
    void worksOutExpressions(String expression, String value) throws IOException {
        assertThat(deploy("  O: { Value: " + expression + " }", "").outputs()).containsEntry("O", value);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
            X: {Type: AWS::EC2::Instance}                                  ; Resources.X.Type
            X: {Type: AWS::SQS::Queue, Properties: {Colour: red}}          ; Resources.X.Properties.Colour
            X: {Type: AWS::SQS::Queue, Properties: {QueueName: !ImportValue y}} ; Fn::ImportValue
            X: {Type: AWS::SQS::Queue, Properties: {QueueName: !Ref Nowhere}}   ; Nowhere
            X: {Type: AWS::SQS::Queue, Properties: {QueueName: !GetAtt Topic.Colour}} ; Colour
            X: {Type: AWS::SQS::Queue, Properties: {QueueName: a.fifo}}    ; FIFO
            X: {Type: AWS::SQS::Queue, CreationPolicy: {}}                 ; Resources.X.CreationPolicy
            X: {Type: AWS::SNS::Topic, DependsOn: X2}\\n  X2: {Type: AWS::SNS::Topic, DependsOn: X} ; depends on itself
            """)
    void refusesByNameWhatWouldNotBeAsOnAws(String resource, String named) {
        assertThatExceptionOfType(TemplateRefusedException.class)
                .isThrownBy(() -> deploy("", "  " + resource.replace("\\n", "\n")))
                .withMessageContaining(named);
    }

    @Test
    void leavesOutWhatHasNoValueAndWhatIsNotWanted() throws IOException {
        Stack stack = deploy(
                "  Gone: { Condition: Neither, Value: x }",
                """
                  Q: { Type: AWS::SQS::Queue, Properties: { QueueName: !If [IsA, !Ref AWS::NoValue, x] } }
                  N: { Type: AWS::SQS::Queue, Condition: Neither }
                """);

        assertThat(stack.physicalId("Q")).matches("http://127.0.0.1:\\d+/123456789012/mine-Q-[A-Z0-9]{12}");
        assertThat(stack.outputs()).isEmpty();
        assertThat(stack.resources()).extracting(Stack.Resource::logicalId).doesNotContain("N");
    }

    @Test
    void makesAResourceAfterThoseItNames() throws IOException {
        Stack stack = deploy(
                "",
                """
                  First: { Type: AWS::SNS::Subscription, Properties: { TopicArn: !Ref Topic, Protocol: sqs, Endpoint: !GetAtt Last.Arn } }
                  Last: { Type: AWS::SQS::Queue }
                """);

        assertThat(stack.resources()).extracting(Stack.Resource::logicalId).containsSubsequence("Last", "First");
    }

    @Test
    void cutsLongNamesToWhatTheServiceTakes() {
        PhysicalName name = new PhysicalName("a-stack-with-quite-a-long-name", "AFunctionWhoseNameIsLongAsWell");

        assertThat(name.within(64)).hasSizeLessThanOrEqualTo(64).matches("a-stack-.*-AFunction.*-[A-Z0-9]{12}");
        assertThat(name.lowerCase(63)).matches("[a-z0-9-]{1,63}");
    }

    private Stack deploy(String outputs, String resources) throws IOException {
        Path file = folder.resolve("t.yaml");
        Files.writeString(
                file,
                """
                Parameters:
                  Word: { Type: String, Default: a }
                  Words: { Type: CommaDelimitedList, Default: "a, b,c" }
                Mappings:
                  Sizes: { us-east-1: { small: 7 } }
                Conditions:
                  IsA: !Equals [!Ref Word, a]
                  Neither: !And [!Condition IsA, !Not [!Condition IsA]]
                  Both: !Or [!Condition Neither, !Condition IsA]
                Resources:
                  Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: news } }
                """
                        + resources + (outputs.isEmpty() ? "" : "\nOutputs:\n" + outputs));
        return cloud.deploy(file, "mine", Map.of());
    }
}
