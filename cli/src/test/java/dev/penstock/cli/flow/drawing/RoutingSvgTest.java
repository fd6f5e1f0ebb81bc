package dev.penstock.cli.flow.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.cli.Project;
import dev.penstock.flowjson.FlowJson;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class RoutingSvgTest {

    private static final FlowJson DOCUMENT = FlowJson.parse("""
            {"version": "7.3", "data_api_version": "3.0", "routing_model": {"START": ["END"], "END": []}, "screens": [
             {"id": "START", "title": "Start", "refresh_on_back": true,
              "data": {"slots": {"type": "array", "items": {"type": "object", "properties": {"id": {"type": "string"}}},
                "__example__": []}},
              "layout": {"type": "SingleColumnLayout", "children": [
               {"type": "TextInput", "name": "a", "label": "A", "required": true},
               {"type": "Footer", "label": "Next", "on-click-action": {"name": "data_exchange", "payload": {"a": "${form.a}"}}}]}},
             {"id": "END", "title": "<End> & \\"more\\"", "terminal": true,
              "layout": {"type": "SingleColumnLayout", "children": [
               {"type": "Footer", "label": "Done", "on-click-action": {"name": "complete", "payload": {}}}]}}]}
            """);

    @Test
    void drawsEveryScreenAndEdgeOnce() throws Exception {
        Document svg = parse(RoutingSvg.of(DOCUMENT));

        assertThat(classes(svg, "g")).contains("screen entry", "screen terminal");
        assertThat(classes(svg, "path")).containsExactly("", "edge");
        assertThat(svg.getDocumentElement().getTextContent()).contains("START", "<End> & \"more\"");
    }

    @Test
    void drawsCirclesAndStrangeTextsWithoutBreaking() throws Exception {
        String screens = IntStream.range(0, 60)
                .mapToObj(i -> "{\"id\": \"S%d\", \"title\": \"\\u0000\\ud800]]>\"}".formatted(i))
                .collect(Collectors.joining(","));
        String model = IntStream.range(0, 60)
                .mapToObj(i ->
                        "\"S%d\": [\"S%d\", \"S%d\", \"S%d\", \"NONE\"]".formatted(i, (i + 1) % 60, (i + 7) % 60, i))
                .collect(Collectors.joining(","));
        FlowJson circle = FlowJson.parse("{\"screens\": [" + screens + "], \"routing_model\": {" + model + "}}");

        assertThat(classes(parse(RoutingSvg.of(circle)), "path")).contains("edge back");
        assertThat(RoutingSvg.of(FlowJson.parse("{}"))).contains("<svg");
    }

    @TestFactory
    Stream<DynamicTest> drawsEveryFlowThatCanBeLearntFrom() throws IOException {
        return flows().map(file -> DynamicTest.dynamicTest(file.toString(), () -> {
            FlowJson flow = FlowJson.parse(Files.readString(file));
            assertThat(classes(parse(RoutingSvg.of(flow)), "g"))
                    .hasSize(flow.screens().size() + 2);
        }));
    }

    /** Those of the demo, and the documents that the linter is tested with. */
    private static Stream<Path> flows() throws IOException {
        var root = Project.root();
        var files = new ArrayList<Path>();
        var demo = root.resolve("examples/booking/src/main/resources/dev/penstock/examples/booking/flows");
        for (var name : List.of("appointments.en", "appointments.es", "seats.en", "seats.es")) {
            files.add(demo.resolve(name + ".json"));
        }
        var corpus = root.resolve("flow-json/src/test/resources/corpus");
        Files.readAllLines(corpus.resolve("index.tsv")).stream()
                .skip(1)
                .map(line -> corpus.resolve(line.substring(0, line.indexOf('\t'))))
                .forEach(files::add);
        return files.stream();
    }

    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    private static List<String> classes(Document svg, String element) {
        var nodes = svg.getElementsByTagName(element);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> ((Element) nodes.item(i)).getAttribute("class"))
                .toList();
    }
}
