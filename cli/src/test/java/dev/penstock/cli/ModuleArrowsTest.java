package dev.penstock.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.penstock.server.planted.ServerThatCallsMeta;
import dev.penstock.server.planted.ServerThatLooksIntoWebhooks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Which module may use which, as docs/architecture.md draws it, and that nobody uses what another keeps to itself. */
class ModuleArrowsTest {

    /** Core has many packages; every other module has one, and what is below it. */
    private static final String[] CORE = {
        "dev.penstock",
        "dev.penstock.crypto..",
        "dev.penstock.endpoint..",
        "dev.penstock.event..",
        "dev.penstock.id..",
        "dev.penstock.internal..",
        "dev.penstock.json..",
        "dev.penstock.keyring..",
        "dev.penstock.log..",
        "dev.penstock.replay..",
        "dev.penstock.trust.."
    };

    /** What each module may use beside core. */
    private static final Map<String, List<String>> MAY_USE = new TreeMap<>(Map.ofEntries(
            Map.entry("media", List.of()),
            Map.entry("flowjson", List.of()),
            Map.entry("gateway", List.of("flowjson", "graph", "media", "postgres", "redis", "server", "webhook")),
            Map.entry("webhook", List.of()),
            Map.entry("nativersa", List.of()),
            Map.entry("graph", List.of("webhook")),
            Map.entry("lambda", List.of()),
            Map.entry("doctor", List.of("graph", "flowjson", "webhook")),
            Map.entry("postgres", List.of("webhook")),
            Map.entry("kafka", List.of("gateway")),
            Map.entry("redis", List.of()),
            Map.entry("server", List.of("webhook")),
            Map.entry("metrics", List.of("server", "webhook")),
            Map.entry("servlet", List.of("webhook")),
            Map.entry("spring", List.of("flowjson", "postgres", "servlet", "testing", "webhook")),
            Map.entry("testing", List.of("flowjson")),
            Map.entry("tracing", List.of()),
            Map.entry("simulator", List.of("testing", "flowjson")),
            Map.entry("conformance", List.of("testing", "flowjson"))));

    private static final List<String> PROGRAMS = List.of("cli", "examples");

    /** Packages that are for our own modules, and for which of them. */
    private static final Map<String, List<String>> FOR_OURS_ONLY = Map.of(
            "dev.penstock.internal", List.of("doctor", "gateway", "graph", "media", "postgres", "redis", "webhook"),
            "dev.penstock.log",
                    List.of("gateway", "graph", "lambda", "postgres", "redis", "server", "servlet", "webhook"),
            "dev.penstock.flowjson.expression", List.of("simulator"),
            "dev.penstock.flowjson.tree", List.of("simulator"),
            "dev.penstock.graph.internal", List.of("doctor"),
            "dev.penstock.testing.internal", List.of("conformance"),
            "dev.penstock.webhook.internal", List.of("graph"));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.penstock");

    @Test
    void everyModuleIsInThePicture() {
        for (var module : MAY_USE.keySet()) {
            assertThat(CLASSES.stream().anyMatch(type -> type.getPackageName().startsWith("dev.penstock." + module)))
                    .as(module)
                    .isTrue();
        }
        assertThat(CLASSES.stream().map(type -> type.getPackageName()).distinct())
                .allMatch(name -> name.equals("dev.penstock")
                        || Stream.concat(
                                        Stream.concat(MAY_USE.keySet().stream(), PROGRAMS.stream())
                                                .map(module -> "dev.penstock." + module),
                                        Stream.of(CORE).map(core -> core.replace("..", "")))
                                .filter(prefix -> !prefix.equals("dev.penstock"))
                                .anyMatch(prefix -> (name + ".").startsWith(prefix + ".")));
    }

    @TestFactory
    Stream<DynamicTest> everyModuleUsesOnlyWhatItMay() {
        return MAY_USE.keySet().stream()
                .map(module -> dynamicTest(module, () -> arrows(module).check(CLASSES)));
    }

    @Test
    void coreUsesNoOtherModule() {
        usesNone(CORE, others(List.of())).check(CLASSES);
    }

    @Test
    void noModuleUsesAnotherInACircle() {
        slices().matching("dev.penstock.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @TestFactory
    Stream<DynamicTest> nobodyUsesTheInternalsOfAnotherModule() {
        return Stream.concat(MAY_USE.keySet().stream(), PROGRAMS.stream())
                .map(module -> dynamicTest(module, () -> internals(module).check(CLASSES)));
    }

    @TestFactory
    Stream<DynamicTest> whatIsForOurModulesIsUsedByThoseItIsFor() {
        return FOR_OURS_ONLY.entrySet().stream()
                .map(shared -> dynamicTest(shared.getKey(), () -> {
                    var owner = shared.getKey().replaceFirst("\\.(expression|internal|log|tree)$", "");
                    var users = new ArrayList<String>();
                    users.addAll(owner.equals("dev.penstock") ? List.of(CORE) : List.of(owner + ".."));
                    shared.getValue().forEach(user -> users.add("dev.penstock." + user + ".."));
                    noClasses()
                            .that()
                            .resideOutsideOfPackages(users.toArray(String[]::new))
                            .should()
                            .dependOnClassesThat()
                            .resideInAPackage(shared.getKey())
                            .check(CLASSES);
                }));
    }

    @Test
    void aProviderOfRsaNeedsNothingOfFlowsButTheExceptions() {
        noClasses()
                .that()
                .resideInAPackage("dev.penstock.nativersa..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "dev.penstock",
                                "dev.penstock.endpoint..",
                                "dev.penstock.replay..",
                                "dev.penstock.trust..")
                        .and(not(assignableTo(Throwable.class))))
                .check(CLASSES);
    }

    @Test
    void aPlantedArrowInTheWrongDirectionIsFound() {
        var planted = new ClassFileImporter().importClasses(ServerThatCallsMeta.class);

        assertThatThrownBy(() -> arrows("server").check(planted))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("ServerThatCallsMeta");
    }

    @Test
    void aPlantedLookIntoAnotherModuleIsFound() {
        var planted = new ClassFileImporter().importClasses(ServerThatLooksIntoWebhooks.class);

        assertThatThrownBy(() -> internals("webhook").check(planted))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("ServerThatLooksIntoWebhooks");
    }

    private static ArchRule arrows(String module) {
        var allowed = new ArrayList<>(MAY_USE.getOrDefault(module, List.of()));
        allowed.add(module);
        return usesNone(new String[] {"dev.penstock." + module + ".."}, others(allowed));
    }

    private static ArchRule internals(String module) {
        var users = new ArrayList<String>();
        users.add("dev.penstock." + module + "..");
        FOR_OURS_ONLY
                .getOrDefault("dev.penstock." + module + ".internal", List.of())
                .forEach(user -> users.add("dev.penstock." + user + ".."));
        return noClasses()
                .that()
                .resideOutsideOfPackages(users.toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.penstock." + module + "..internal..")
                .allowEmptyShould(true);
    }

    private static ArchRule usesNone(String[] of, String[] forbidden) {
        return noClasses()
                .that()
                .resideInAnyPackage(of)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden);
    }

    private static String[] others(List<String> allowed) {
        var others = new ArrayList<>(MAY_USE.keySet());
        others.addAll(PROGRAMS);
        others.removeAll(allowed);
        return others.stream().map(module -> "dev.penstock." + module + "..").toArray(String[]::new);
    }
}
