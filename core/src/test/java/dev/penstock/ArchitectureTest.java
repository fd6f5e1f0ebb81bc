package dev.penstock;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.penstock.log.SilentLog;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.util.Arrays;
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
                    .noneMatch(exported -> exported.source().contains("internal"));
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

    /** Media is beside the way of a request: an application that takes no files runs nothing of it. */
    @Test
    void mediaIsUsedByNobodyElse() {
        classes()
                .that()
                .resideInAPackage("dev.penstock.media")
                .should()
                .onlyHaveDependentClassesThat()
                .resideInAPackage("dev.penstock.media")
                .check(CORE);
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.penstock.media")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.net.http")
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
                .resideInAnyPackage("dev.penstock.crypto..", "dev.penstock.media", "dev.penstock.trust")
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
}
