package cloud.broom.it;

import static cloud.broom.it.ArchitectureTest.ENGINE;
import static cloud.broom.it.ArchitectureTest.FUNCTIONS;
import static cloud.broom.it.ArchitectureTest.PRODUCT;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.aws.Aws;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.client.builder.SdkClientBuilder;

/** How functions reach the network: by the clients they are given, and in no other way. */
final class ClientRulesTest {
    private static final DescribedPredicate<JavaClass> OF_A_FUNCTION_OR_THE_ENGINE =
            ENGINE.or(resideInAnyPackage(FUNCTIONS)).as("are of a function or the engine");

    @Test
    void opensNoConnectionByItself() {
        noClasses()
                .that(OF_A_FUNCTION_OR_THE_ENGINE)
                .should()
                .dependOnClassesThat(describe("open connections", ClientRulesTest::connects))
                .orShould()
                .accessTargetWhere(describe(
                        "opens a URL",
                        access -> access.getTargetOwner().getName().equals("java.net.URL")
                                && access.getName().startsWith("open")))
                .check(PRODUCT);
    }

    @Test
    void usesNoAsynchronousClientAndNoPresigner() {
        noClasses()
                .that(OF_A_FUNCTION_OR_THE_ENGINE)
                .should()
                .dependOnClassesThat()
                .haveNameMatching("software\\.amazon\\.awssdk\\..*(Async(Http)?Client|Presigner)(\\$.*)?")
                .check(PRODUCT);
    }

    /** A function hands the builder of a client it wants to the clients it is given, which build it. */
    @Test
    void buildsNoClientOutsideOfAws() {
        noClasses()
                .that(OF_A_FUNCTION_OR_THE_ENGINE)
                .should()
                .accessTargetWhere(describe("makes a client", ClientRulesTest::makesClient))
                .check(PRODUCT);
    }

    @Test
    void handsTheEnginesOwnClientsToNoTask() {
        noClasses()
                .that()
                .resideInAnyPackage(FUNCTIONS)
                .and()
                .areNotAssignableTo(RequestStreamHandler.class)
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Aws.class)
                .check(PRODUCT);
    }

    @Test
    void wouldSeeAClientThatIsMade() {
        assertThat(PRODUCT.get(Aws.class).getAccessesFromSelf()).anyMatch(ClientRulesTest::makesClient);
    }

    private static boolean connects(JavaClass type) {
        String name = type.getName();
        return name.startsWith("java.net.http.")
                || name.matches("java\\.net\\.(\\w*URLConnection|\\w*Socket)")
                || name.matches("javax\\.net\\..*")
                || name.matches("java\\.nio\\.channels\\.(Asynchronous)?(Server)?(Socket|Datagram)Channel");
    }

    private static boolean makesClient(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        return (access.getName().equals("create") && owner.isAssignableTo(SdkClient.class))
                || (access.getName().equals("build") && owner.isAssignableTo(SdkClientBuilder.class));
    }
}
