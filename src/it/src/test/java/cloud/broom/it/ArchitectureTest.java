package cloud.broom.it;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {
    private static final String AWS = "cloud.broom.aws..";
    private static final String TESTKIT = "cloud.broom.testkit..";
    private static final String LOCAL = "cloud.broom.local..";
    private static final String CLI = "cloud.broom.cli..";
    static final String[] FUNCTIONS = Checkout.functions().stream()
            .map(function -> Checkout.packageOf(function) + "..")
            .toArray(String[]::new);

    /** Where time and chance come into the product from; everything else is given them. */
    private static final Set<String> COMPOSITION_ROOTS = Set.of("cloud.broom.aws.LambdaEntry", "cloud.broom.cli.Main");

    private static final Set<String> TIME = Set.of(
            "java.time.Clock.system",
            "java.time.Clock.systemUTC",
            "java.time.Clock.systemDefaultZone",
            "java.lang.System.currentTimeMillis",
            "java.lang.Thread.sleep");

    private static final Set<String> CHANCE = Set.of(
            "java.lang.Math.random",
            "java.util.UUID.randomUUID",
            "java.util.Random.<init>()",
            "java.security.SecureRandom.<init>()",
            "java.util.concurrent.ThreadLocalRandom.current");

    static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(place -> !place.contains("/cloud/broom/it/"))
            .importPackages("cloud.broom");

    static final DescribedPredicate<JavaClass> ENGINE = describe(
            "are of the engine",
            type -> type.getPackageName().startsWith("cloud.broom")
                    && outside().noneMatch(edge -> type.getPackageName().startsWith(edge)));

    private static final DescribedPredicate<JavaClass> ARE_GIVEN_THEIR_SURROUNDINGS =
            describe("are no composition root", type -> !COMPOSITION_ROOTS.contains(outermost(type)));

    @Test
    void seesTheClassesOfEveryModule() {
        Stream<String> modules = Stream.concat(
                Stream.of("cloud.broom.run", "cloud.broom.aws", "cloud.broom.testkit", "cloud.broom.local"),
                Checkout.functions().stream().map(Checkout::packageOf));

        assertThat(modules).allSatisfy(module -> assertThat(PRODUCT).as(module).anyMatch(type -> type.getPackageName()
                .startsWith(module)));
    }

    @Test
    void keepsTheEngineFreeOfAwsAndOfWhoeverUsesIt() {
        noClasses()
                .that(ENGINE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("software.amazon..", "com.amazonaws..", AWS, TESTKIT, LOCAL, CLI)
                .check(PRODUCT);
    }

    @Test
    void keepsTheAdaptersFreeOfWhoeverUsesThem() {
        noClasses()
                .that()
                .resideInAPackage(AWS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(TESTKIT, LOCAL, CLI)
                .check(PRODUCT);
    }

    @Test
    void keepsTheTestkitOnTheEngineAlone() {
        noClasses()
                .that()
                .resideInAPackage(TESTKIT)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("software.amazon..", AWS, LOCAL, CLI)
                .check(PRODUCT);
    }

    @Test
    void usesTheTestkitInNoProductCode() {
        noClasses()
                .that()
                .resideOutsideOfPackage(TESTKIT)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(TESTKIT)
                .check(PRODUCT);
    }

    @Test
    void importsAFunctionNowhere() {
        for (String function : FUNCTIONS) {
            noClasses()
                    .that()
                    .resideOutsideOfPackage(function)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(function)
                    .check(PRODUCT);
        }
    }

    @Test
    void hasNoCycleOfPackages() {
        slices().assignedFrom(new EachPackage()).should().beFreeOfCycles().check(PRODUCT);
    }

    @Test
    void hasTheCompositionRootsItExcepts() {
        assertThat(PRODUCT).extracting(JavaClass::getName).containsAll(COMPOSITION_ROOTS);
    }

    @Test
    void takesTimeFromWhoeverCalls() {
        noClasses()
                .that(ARE_GIVEN_THEIR_SURROUNDINGS)
                .should()
                .accessTargetWhere(describe(
                        "is a clock or a pause of the JVM's own",
                        access -> isNow(access) || TIME.contains(name(access))))
                .check(PRODUCT);
    }

    /** The local cloud is spared: it makes ids up as AWS does, and nobody could tell them beforehand there either. */
    @Test
    void takesChanceFromWhoeverCalls() {
        noClasses()
                .that(ARE_GIVEN_THEIR_SURROUNDINGS)
                .and()
                .resideOutsideOfPackage(LOCAL)
                .should()
                .accessTargetWhere(describe("is a die of the JVM's own", ArchitectureTest::isDie))
                .check(PRODUCT);
    }

    @Test
    void closesEveryHandlerToExtension() {
        classes()
                .that()
                .areAssignableTo(RequestStreamHandler.class)
                .and()
                .areNotInterfaces()
                .should()
                .bePublic()
                .andShould()
                .haveModifier(JavaModifier.FINAL)
                .check(PRODUCT);
    }

    @Test
    void namesTypesForWhatTheyAre() {
        noClasses()
                .should()
                .haveNameMatching(".*(Utils?|Helper|Manager|Impl|Base|Common)")
                .orShould()
                .haveNameMatching(".*[.$]Abstract[^.$]*")
                .check(PRODUCT);
    }

    @Test
    void takesNullNowhereUnsaid() {
        List<String> packages =
                PRODUCT.stream().map(JavaClass::getPackageName).distinct().toList();

        assertThat(packages).isNotEmpty().allSatisfy(name -> assertThat(
                        PRODUCT.getPackage(name).isAnnotatedWith(NullMarked.class))
                .as(name)
                .isTrue());
    }

    private static Stream<String> outside() {
        return Stream.concat(Stream.of(AWS, TESTKIT, LOCAL, CLI), Stream.of(FUNCTIONS))
                .map(edge -> edge.substring(0, edge.length() - "..".length()));
    }

    /** {@code Instant.now()} and its like, but not {@code Instant.now(clock)}. */
    private static boolean isNow(JavaAccess<?> access) {
        return access.getTargetOwner().getPackageName().equals("java.time")
                && access.getName().equals("now")
                && !access.getTarget().getFullName().contains("java.time.Clock");
    }

    /** A generator made without a seed, or one that cannot be given any. */
    private static boolean isDie(JavaAccess<?> access) {
        return CHANCE.contains(name(access))
                || CHANCE.contains(access.getTarget().getFullName());
    }

    private static String name(JavaAccess<?> access) {
        return access.getTargetOwner().getName() + "." + access.getName();
    }

    private static String outermost(JavaClass type) {
        return type.getName().replaceFirst("\\$.*", "");
    }

    /** Every package is a slice of its own, the packages below it included as slices of theirs. */
    private static final class EachPackage implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return type.getPackageName().startsWith("cloud.broom")
                    ? SliceIdentifier.of(type.getPackageName())
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    }
}
