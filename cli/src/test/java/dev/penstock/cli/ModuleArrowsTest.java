package dev.penstock.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Which module may use which, and that nobody uses what another module keeps to itself. */
class ModuleArrowsTest {

    private static final String[] CORE = {
        "dev.penstock",
        "dev.penstock.crypto..",
        "dev.penstock.internal..",
        "dev.penstock.json..",
        "dev.penstock.replay..",
        "dev.penstock.trust.."
    };

    /** What each module may use beside core. */
    private static final Map<String, List<String>> MAY_USE = Map.of(
            "flowjson", List.of(),
            "graph", List.of(),
            "nativersa", List.of(),
            "postgres", List.of("graph"),
            "server", List.of("flowjson", "graph", "nativersa", "postgres"),
            "simulator", List.of("flowjson"));

    private static final List<String> MODULES =
            List.of("flowjson", "graph", "nativersa", "postgres", "server", "simulator", "cli", "examples");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.penstock");

    @TestFactory
    Stream<DynamicTest> everyModuleUsesOnlyWhatItMay() {
        return MAY_USE.entrySet().stream()
                .map(module -> dynamicTest(
                        module.getKey(),
                        () -> assertUsesOnly(packages(module.getKey()), module.getValue(), module.getKey())));
    }

    @TestFactory
    Stream<DynamicTest> coreUsesNoOtherModule() {
        return Stream.of(dynamicTest("core", () -> assertUsesOnly(CORE, List.of(), "core")));
    }

    @TestFactory
    Stream<DynamicTest> nobodyUsesTheInternalsOfAnotherModule() {
        return MODULES.stream()
                .map(module -> dynamicTest(
                        module,
                        () -> noClasses()
                                .that()
                                .resideOutsideOfPackage("dev.penstock." + module + "..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage("dev.penstock." + module + "..internal..")
                                .allowEmptyShould(true)
                                .check(CLASSES)));
    }

    private static void assertUsesOnly(String[] of, List<String> allowed, String name) {
        var forbidden = new ArrayList<>(MODULES);
        forbidden.removeAll(allowed);
        forbidden.remove(name);
        noClasses()
                .that()
                .resideInAnyPackage(of)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden.stream()
                        .map(module -> "dev.penstock." + module + "..")
                        .toArray(String[]::new))
                .check(CLASSES);
    }

    private static String[] packages(String module) {
        return new String[] {"dev.penstock." + module + ".."};
    }
}
