package dev.penstock.flowjson.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.penstock.flowjson.Corpus;
import dev.penstock.flowjson.FlowJson;
import dev.penstock.flowjson.UnreadableFlowJsonException;
import dev.penstock.json.StrictJson;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents are judged by the parser of Swagger, requests and answers by a validator of JSON Schema. */
class OpenApiGeneratorTest {

    private static final String FLOW = """
            {"version": "7.3", "data_api_version": "4.0", "routing_model": {"ORDER": ["SUMMARY"], "SUMMARY": []},
             "screens": [
              {"id": "ORDER", "title": "Order",
               "data": {
                 "sizes": {"type": "array",
                           "items": {"type": "object",
                             "properties": {"id": {"type": "string"}, "title": {"type": "string"}}},
                           "__example__": [{"id": "s", "title": "Small"}]},
                 "price": {"type": "number", "__example__": 2.5},
                 "is_open": {"type": "boolean", "__example__": true}},
               "layout": {"type": "SingleColumnLayout", "children": [
                 {"type": "Form", "name": "form", "children": [
                   {"type": "Dropdown", "name": "size", "label": "Size", "required": true,
                    "data-source": "${data.sizes}",
                    "on-select-action": {"name": "data_exchange",
                      "payload": {"trigger": "size", "size": "${form.size}"}}},
                   {"type": "TextInput", "name": "amount", "label": "How many", "input-type": "number",
                    "required": true},
                   {"type": "TextInput", "name": "note", "label": "Note"},
                   {"type": "CheckboxGroup", "name": "extras", "label": "Extras",
                    "data-source": [{"id": "a", "title": "A"}]},
                   {"type": "Footer", "label": "Go", "on-click-action": {"name": "data_exchange", "payload":
                     {"trigger": "go", "size": "${form.size}", "amount": "${form.amount}", "note": "${form.note}",
                      "extras": "${form.extras}", "price": "${data.price}"}}}]}]}},
              {"id": "SUMMARY", "title": "Summary", "terminal": true, "refresh_on_back": true,
               "data": {"required": ["text"], "text": {"type": "string", "__example__": "Two"},
                 "hint": {"type": "string", "__example__": "x"}},
               "layout": {"type": "SingleColumnLayout", "children": [
                 {"type": "PhotoPicker", "name": "photos", "label": "Photos"},
                 {"type": "Footer", "label": "Order", "on-click-action": {"name": "data_exchange",
                   "payload": {"photos": "${form.photos}"}}}]}}]}
            """;

    private final String document = OpenApiGenerator.generate(FlowJson.parse(FLOW), "Order");

    private static SwaggerParseResult parse(String document) {
        var options = new ParseOptions();
        options.setResolve(true);
        return new OpenAPIV3Parser().readContents(document, null, options);
    }

    @Test
    void parserOfSwaggerFindsNothingToMend() {
        var parsed = parse(document);

        assertThat(parsed.getMessages()).isEmpty();
        assertThat(parsed.getOpenAPI().getOpenapi()).isEqualTo("3.1.0");
        assertThat(parsed.getOpenAPI().getComponents().getSchemas().keySet())
                .containsExactlyInAnyOrder(
                        "Init",
                        "OrderData",
                        "OrderScreen",
                        "OrderSubmission",
                        "OrderSubmissionData",
                        "OrderSubmissionData1",
                        "OrderSubmissionData2",
                        "SummaryData",
                        "SummaryScreen",
                        "SummarySubmission",
                        "SummarySubmissionData",
                        "SummaryBack",
                        "Stay",
                        "Complete",
                        "Success",
                        "InvalidFlowToken",
                        "PickedFile");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'action':'INIT','screen':'','data':{},'flow_token':'t','version':'4.0'}",
                "{'action':'data_exchange','screen':'ORDER','data':{'trigger':'size','size':'s'},'flow_token':'t'}",
                "{'action':'data_exchange','screen':'ORDER','flow_token':'t',"
                        + "'data':{'trigger':'go','size':'s','amount':'2','price':2.5,'extras':[]}}",
                "{'action':'data_exchange','screen':'ORDER','flow_token':'t',"
                        + "'data':{'trigger':'go','size':'s','amount':2,'price':2.5,'note':'','extras':['a']}}",
                "{'action':'data_exchange','screen':'SUMMARY','flow_token':'t',"
                        + "'data':{'photos':[{'media_id':'m','cdn_url':'u','file_name':'f'}]}}",
                "{'action':'BACK','screen':'SUMMARY','data':{},'flow_token':'t','flow_token_signature':'j.w.t'}",
            })
    void requestsFit(String request) {
        assertThat(problems("requestBody/content", request)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'action':'data_exchange','screen':'ORDER','data':{'trigger':'other'},'flow_token':'t'}",
                "{'action':'data_exchange','screen':'ORDER','data':{'trigger':'size','size':7},'flow_token':'t'}",
                "{'action':'BACK','screen':'ORDER','data':{},'flow_token':'t'}",
                "{'action':'ping'}",
            })
    void otherRequestsDoNot(String request) {
        assertThat(problems("requestBody/content", request)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'screen':'ORDER','data':{'sizes':[{'id':'s','title':'S'}],'price':2,'is_open':false}}",
                "{'screen':'ORDER','data':{'sizes':[],'price':2,'is_open':false,'error_message':'Closed.'}}",
                "{'screen':'SUMMARY','data':{'text':'Two'}}",
                "{'stay':'Closed.'}",
                "{'complete':{'order':'O-1'}}",
                "{'screen':'SUCCESS','data':{'extension_message_response':{'params':{'order':'O-1'}}}}",
            })
    void answersFit(String answer) {
        assertThat(problems("responses/200/content", answer)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'screen':'ORDER','data':{'price':2,'is_open':false}}",
                "{'screen':'ORDER','data':{'sizes':[],'price':'2','is_open':false}}",
                "{'screen':'ELSEWHERE','data':{}}",
                "{'screen':'SUMMARY','data':{'hint':'x'}}",
                "{'screen':'SUMMARY','data':{'text':'Two'},'stay':'x'}",
                "{'stay':''}",
                "{}",
            })
    void otherAnswersDoNot(String answer) {
        assertThat(problems("responses/200/content", answer)).isNotEmpty();
    }

    @TestFactory
    Stream<DynamicTest> everyRealDocumentMakesOne() throws IOException {
        return Corpus.entries().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.name(), () -> {
                    FlowJson flow;
                    try {
                        flow = FlowJson.parse(entry.text());
                    } catch (UnreadableFlowJsonException unreadable) {
                        return;
                    }
                    assertThat(parse(OpenApiGenerator.generate(flow, entry.name()))
                                    .getMessages())
                            .isEmpty();
                }));
    }

    /** The schema at a place of the operation, with the components beside it. */
    private List<String> problems(String place, String instance) {
        var root = StrictJson.readObject(document);
        var pointer = "#/paths/~1/post/%s/application~1json/schema".formatted(place);
        var wrapper = Map.of(
                "$id",
                "https://example.com/openapi",
                "$ref",
                pointer,
                "paths",
                root.get("paths"),
                "components",
                root.get("components"));
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(
                        SchemaLocation.of("https://example.com/openapi"),
                        new String(StrictJson.write(wrapper), java.nio.charset.StandardCharsets.UTF_8),
                        InputFormat.JSON);
        return schema.validate(instance.replace('\'', '"'), InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }
}
