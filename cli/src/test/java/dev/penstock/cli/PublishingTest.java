package dev.penstock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * What Maven Central refuses or people would miss, seen in the POMs; {@code bin/release-bundle} looks at the real
 * thing.
 */
class PublishingTest {

    private static final Path ROOT = Project.root();

    @Test
    void theParentSaysWhatMavenCentralWantsToKnow() throws Exception {
        var project = pom(".").getDocumentElement();

        assertThat(children(project, "name")).hasSize(1);
        assertThat(children(project, "description")).hasSize(1);
        assertThat(text(project, "url")).startsWith("https://");
        assertThat(children(children(project, "licenses").getFirst(), "license"))
                .singleElement()
                .satisfies(license -> assertThat(text(license, "name")).isEqualTo("Apache-2.0"));
        assertThat(children(children(project, "developers").getFirst(), "developer"))
                .singleElement()
                .satisfies(developer -> assertThat(text(developer, "name")).contains("Penstock"));
        assertThat(children(children(project, "scm").getFirst(), "connection")).hasSize(1);
        // Maven otherwise adds the name of each module to it.
        assertThat(project.getAttribute("child.project.url.inherit.append.path"))
                .isEqualTo("false");
    }

    @Test
    void everyPublishedModuleSaysWhatItIsAndIsInTheBom() throws Exception {
        var published = new ArrayList<String>();
        for (var module : published()) {
            var project = pom(module).getDocumentElement();
            assertThat(text(project, "name")).as(module).isNotBlank();
            assertThat(text(project, "description")).as(module).isNotBlank();
            if (children(project, "packaging").isEmpty()) {
                published.add(text(project, "artifactId"));
                assertThat(ROOT.resolve(module).resolve("README.md")).exists();
            }
        }
        var managed = children(pom("bom").getDocumentElement(), "dependencyManagement")
                .getFirst();
        var inBom = children(children(managed, "dependencies").getFirst(), "dependency");

        assertThat(inBom)
                .extracting(dependency -> text(dependency, "artifactId"))
                .containsExactlyInAnyOrderElementsOf(published);
        assertThat(inBom).extracting(dependency -> text(dependency, "version")).containsOnly("${project.version}");
    }

    @Test
    void noPublishedModuleNeedsOneThatIsNot() throws Exception {
        var published = new ArrayList<String>();
        for (var module : published()) {
            published.add(text(pom(module).getDocumentElement(), "artifactId"));
        }
        for (var module : published()) {
            for (var dependencies : children(pom(module).getDocumentElement(), "dependencies")) {
                assertThat(children(dependencies, "dependency"))
                        .filteredOn(dependency -> text(dependency, "groupId").equals("dev.penstock"))
                        .filteredOn(dependency -> children(dependency, "scope").stream()
                                .noneMatch(scope -> scope.getTextContent().equals("test")))
                        .extracting(dependency -> text(dependency, "artifactId"))
                        .isSubsetOf(published);
            }
        }
    }

    @Test
    void theBundleLeavesOutWhatIsNotPublished() throws Exception {
        var excluded = pom(".").getElementsByTagName("excludeArtifacts");
        assertThat(excluded.getLength()).isOne();
        var left = new ArrayList<String>();
        for (var module : modules()) {
            var project = pom(module).getDocumentElement();
            if (!published().contains(module) && !children(project, "parent").isEmpty()) {
                left.add(text(project, "artifactId"));
            }
        }

        assertThat(children((Element) excluded.item(0), "artifact"))
                .extracting(Element::getTextContent)
                .containsExactlyInAnyOrderElementsOf(left);
    }

    /** Whoever installs it wants no tests; Failsafe does not know of {@code -DskipTests} by itself. */
    @Test
    void skippingTestsSkipsThoseOfFailsafeToo() throws Exception {
        var plugins = pom(".").getElementsByTagName("plugin");
        var failsafe = IntStream.range(0, plugins.getLength())
                .mapToObj(i -> (Element) plugins.item(i))
                .filter(plugin -> text(plugin, "artifactId").equals("maven-failsafe-plugin"))
                .filter(plugin -> !children(plugin, "version").isEmpty())
                .toList();

        assertThat(failsafe)
                .singleElement()
                .satisfies(plugin -> assertThat(
                                text(children(plugin, "configuration").getFirst(), "skipTests"))
                        .isEqualTo("${skipTests}"));
    }

    private static List<String> published() throws IOException, InterruptedException {
        var script = new ProcessBuilder(ROOT.resolve("bin/published").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var modules = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(script.waitFor()).isZero();
        return List.of(modules.split(",", -1)).stream()
                .filter(module -> !module.equals("."))
                .toList();
    }

    private static List<String> modules() throws Exception {
        var modules = children(pom(".").getDocumentElement(), "modules").getFirst();
        return children(modules, "module").stream().map(Element::getTextContent).toList();
    }

    private static Document pom(String module) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(ROOT.resolve(module).resolve("pom.xml").toFile());
    }

    private static String text(Element parent, String name) {
        return children(parent, name).stream()
                .map(Element::getTextContent)
                .findFirst()
                .orElse("");
    }

    private static List<Element> children(Element parent, String name) {
        var found = new ArrayList<Element>();
        for (var child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element && element.getTagName().equals(name)) {
                found.add(element);
            }
        }
        return found;
    }
}
