package dev.penstock;

import static com.tngtech.archunit.base.DescribedPredicate.anyElementThat;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.penstock.endpoint.FlowEndpoint;
import dev.penstock.log.SilentLog;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which part of the core may know which, and what none of it may do. */
class ArchitectureTest {

    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.penstock");

    @Test
    void theRulesAreHeldAgainstSomething() {
        assertThat(CORE).hasSizeGreaterThan(50);
        assertThat(CORE.contain(FlowEndpoint.class)).isTrue();
        assertThat(CORE.contain(ArchitectureTest.class)).isFalse();
    }

    @Test
    void keyReadingIsUsedByTheCryptoPackageAlone() {
        classes()
                .that()
                .resideInAPackage("dev.penstock.crypto.internal")
                .should()
                .onlyHaveDependentClassesThat()
                .resideInAnyPackage("dev.penstock.crypto", "dev.penstock.crypto.internal")
                .check(CORE);
    }

    @Test
    void internalPackagesAreNotExported() throws IOException {
        try (var file = FlowEndpoint.class.getResourceAsStream("/module-info.class")) {
            assertThat(ModuleDescriptor.read(file).exports())
                    .isNotEmpty()
                    .noneMatch(exported -> exported.source().contains("internal") && !exported.isQualified());
        }
    }

    @Test
    void buildingBlocksKnowNothingOfFlowsAndEndpointsButTheirExceptions() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.penstock.crypto..",
                        "dev.penstock.trust",
                        "dev.penstock.replay",
                        "dev.penstock.json",
                        "dev.penstock.log")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.penstock").and(not(assignableTo(Throwable.class))))
                .check(CORE);
    }

    @Test
    void buildingBlocksDoNotKnowEachOtherBeyondWhatTheyNeed() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.penstock.json", "dev.penstock.log")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.penstock.crypto..", "dev.penstock.trust", "dev.penstock.replay")
                .check(CORE);
        noClasses()
                .that()
                .resideInAnyPackage("dev.penstock.replay")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.penstock.crypto..", "dev.penstock.trust", "dev.penstock.json")
                .check(CORE);
        noClasses()
                .that()
                .resideInAPackage("dev.penstock.crypto..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.penstock.trust", "dev.penstock.replay")
                .check(CORE);
    }

    /** The way of a request is in memory; what calls other machines is a module of its own. */
    @Test
    void nothingCallsOverTheNetwork() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net.http")
                .check(CORE);
    }

    @Test
    void noPackageUsesAnotherInACircle() {
        slices().matching("dev.penstock.(*)..").should().beFreeOfCycles().check(CORE);
    }

    /** Who writes a Flow reads nothing of how it is served. */
    @Test
    void whatOneWritesKnowsNothingOfHowItIsServed() {
        noClasses()
                .that()
                .resideInAPackage("dev.penstock")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.penstock.endpoint",
                        "dev.penstock.event",
                        "dev.penstock.crypto..",
                        "dev.penstock.replay",
                        "dev.penstock.trust",
                        "dev.penstock.keyring")
                .check(CORE);
    }

    @Test
    void keysAreKeptWithoutKnowledgeOfFlows() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.penstock.keyring", "dev.penstock.id")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.penstock", "dev.penstock.endpoint", "dev.penstock.event", "dev.penstock.replay")
                .check(CORE);
    }

    @Test
    void nothingIsPrintedOrLoggedPastSlf4j() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(SilentLog.class.getName())
                .should(ACCESS_STANDARD_STREAMS)
                .check(CORE);
        NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(CORE);
    }

    @Test
    void randomnessIsSecure() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Random")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom")
                .orShould()
                .callMethod(Math.class, "random")
                .check(CORE);
    }

    @Test
    void secretsAreComparedInConstantTime() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.penstock.crypto..", "dev.penstock.keyring", "dev.penstock.trust")
                .should()
                .callMethod(Arrays.class, "equals", byte[].class, byte[].class)
                .check(CORE);
    }

    @Test
    void nothingButTheBindingOfRecordsIsDoneByReflection() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.penstock.internal.binding")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.lang.reflect", "java.lang.invoke")
                .orShould()
                .callMethod(Class.class, "forName", String.class)
                .because("what runs is what is written")
                .check(CORE);
    }

    @Test
    void anOptionalIsAResultAndNeverAParameter() {
        noMethods()
                .that()
                .arePublic()
                .and()
                .areDeclaredInClassesThat()
                .arePublic()
                .should()
                .haveRawParameterTypes(anyElementThat(type(Optional.class)))
                .because("values that are records have it among their components, and nothing else")
                .check(CORE);
    }
}
