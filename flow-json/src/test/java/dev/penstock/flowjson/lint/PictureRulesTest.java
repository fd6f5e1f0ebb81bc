package dev.penstock.flowjson.lint;

import static dev.penstock.flowjson.lint.Twins.screen;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures that stand in the Flow JSON itself. */
class PictureRulesTest {

    static final String PNG =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=";

    private static final String IMAGE = "{\"type\": \"Image\", \"src\": \"%s\", \"height\": 100}";
    private static final String CAROUSEL =
            "{\"type\": \"ImageCarousel\", \"images\": [{\"src\": \"%s\", \"alt-text\": \"x\"}]}";
    private static final String OPTIONS = """
            {"type": "RadioButtonsGroup", "name": "r", "label": "R", "data-source": [
             {"id": "a", "title": "A", "image": "%s"}]}""";
    private static final String LIST = """
            {"version": "7.3", "screens": [
             {"id": "LIST", "title": "L", "layout": {"type": "SingleColumnLayout", "children": [
              {"type": "NavigationList", "name": "n", "list-items": [
               {"id": "a", "main-content": {"title": "A"}, "start": {"image": "%s"}}],
               "on-click-action": {"name": "navigate", "next": {"type": "screen", "name": "END"}, "payload": {}}}]}},
             {"id": "END", "title": "E", "terminal": true, "layout": {"type": "SingleColumnLayout", "children": [
              {"type": "Footer", "label": "Done", "on-click-action": {"name": "complete", "payload": {}}}]}}]}""";

    private static List<Finding> findings(String document) {
        return Linter.standard().check(document).findings();
    }

    @Test
    void takesAPng() {
        assertThat(findings(screen("7.3", "", IMAGE.formatted(PNG)))).isEmpty();
        assertThat(findings(screen("7.3", "", CAROUSEL.formatted(PNG)))).isEmpty();
        assertThat(findings(screen("7.3", "", OPTIONS.formatted(PNG)))).isEmpty();
        assertThat(findings(LIST.formatted(PNG))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://example.com/a.png | URL",
                "//example.com/a.png       | URL",
                "www.example.com/a.png     | URL",
                "data:image/png;base64,iVBORw0KGgo= | data URI",
                "a picture                 | no Base64",
                "iVBORw0KGgo-_w            | no Base64",
                "iVBORw0KG=go              | no Base64",
                "aGVsbG8gd29ybGQ=          | not of a picture",
                "R0lGODlhAQABAAAAACw=      | not of a picture"
            })
    void tellsWhatIsNoPictureWhereverOneIsGiven(String picture, String expected) {
        for (String document : List.of(
                screen("7.3", "", IMAGE.formatted(picture)),
                screen("7.3", "", CAROUSEL.formatted(picture)),
                screen("7.3", "", OPTIONS.formatted(picture)),
                LIST.formatted(picture))) {
            assertThat(findings(document)).as(document).singleElement().satisfies(finding -> {
                assertThat(finding.message()).contains(expected);
                assertThat(finding.path()).containsAnyOf("src", "image");
                assertThat(finding.isError()).isFalse();
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void refusesAnEmptyPictureAsAnyBlankTextFromSixOn(String picture) {
        assertThat(findings(screen("7.0", "", IMAGE.formatted(picture))))
                .singleElement()
                .satisfies(finding -> assertThat(finding.isError()).isTrue());
        assertThat(findings(screen("5.1", "", IMAGE.formatted(picture))))
                .singleElement()
                .satisfies(finding -> assertThat(finding.isError()).isFalse());
    }

    @Test
    void leavesBindingsAlone() {
        String data = "\"p\": {\"type\": \"string\", \"__example__\": \"x\"}";

        assertThat(findings(screen("7.3", data, IMAGE.formatted("${data.p}")))).isEmpty();
    }
}
