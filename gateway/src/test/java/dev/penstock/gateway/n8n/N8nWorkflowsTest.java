package dev.penstock.gateway.n8n;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.crypto.OwnerOnly;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.flowjson.FlowJson;
import dev.penstock.flowjson.check.ScreenModels;
import dev.penstock.gateway.backend.SigningSecrets;
import dev.penstock.gateway.config.ConfigurationFile;
import dev.penstock.gateway.config.GatewaySettings.PostedTo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The workflows for n8n: nodes and connections. {@code examples/n8n/run} plays them in a real one. */
class N8nWorkflowsTest {

    private static final Path FLOWS =
            Path.of("../examples/booking/src/main/resources/dev/penstock/examples/booking/flows");
    private static final Pattern CALL = Pattern.compile("SELECT ([a-z_]+)\\(([^)]*)\\) AS answer");
    private static final Pattern FUNCTION = Pattern.compile("CREATE OR REPLACE FUNCTION ([a-z_]+)\\(([^)]*)\\)");

    static List<Workflow> all() {
        return Workflow.all();
    }

    @Test
    void thereAreThree() {
        assertThat(all())
                .extracting(Workflow::file)
                .containsExactly("answer-flows.json", "completion-to-summary.json", "errors.json");
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyOutputLeadsToANodeThatIsThere(Workflow workflow) {
        assertThat(workflow.nodes().keySet()).containsAll(workflow.outputs().keySet());
        for (var name : workflow.nodes().keySet()) {
            assertThat(workflow.outputsOf(name))
                    .as("%s: %s", workflow.file(), name)
                    .hasSize(workflow.numberOfOutputs(name))
                    .allSatisfy(output -> assertThat(output)
                            .isNotEmpty()
                            .allSatisfy(to -> assertThat(workflow.nodes()).containsKey(to)));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyNodeIsReachedFromTheWebhookAndEndsInAnAnswer(Workflow workflow) {
        var webhook = workflow.ofType("webhook").getFirst();
        assertThat(workflow.reachedFrom(webhook))
                .containsExactlyInAnyOrderElementsOf(workflow.nodes().keySet());
        for (var name : workflow.nodes().keySet()) {
            assertThat(workflow.reachedFrom(name))
                    .as(name)
                    .anyMatch(reached -> workflow.type(reached).equals("respondToWebhook"));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void nothingIsDoneBeforeTheSignatureOfTheBytesWasChecked(Workflow workflow) {
        var webhook = workflow.ofType("webhook").getFirst();
        assertThat(workflow.ofType("webhook")).hasSize(1);
        assertThat(workflow.parameters(webhook))
                .containsEntry("httpMethod", "POST")
                .containsEntry("responseMode", "responseNode")
                .containsEntry("options", Map.of("rawBody", true));
        var check = workflow.outputsOf(webhook).getFirst();
        assertThat(check).hasSize(1);
        assertThat(String.valueOf(workflow.parameters(check.getFirst()).get("jsCode")))
                .contains("getBinaryDataBuffer(0, 'data')", "timingSafeEqual", "< 300", "$env.PENSTOCK_SIGNING_SECRET");
        var gate = workflow.outputsOf(check.getFirst()).getFirst();
        assertThat(gate).hasSize(1);
        assertThat(workflow.type(gate.getFirst())).isEqualTo("if");
        var refused = workflow.outputsOf(gate.getFirst()).get(1);
        assertThat(refused).hasSize(1);
        assertThat(workflow.parameters(refused.getFirst())).containsEntry("options", Map.of("responseCode", 401));
    }

    @ParameterizedTest
    @MethodSource("all")
    void noSecretIsInIt(Workflow workflow) throws IOException {
        assertThat(Workflow.FOLDER.resolve("workflows").resolve(workflow.file()))
                .content()
                .doesNotContain("PRIVATE KEY", "whsec_\"", "EAA", "password")
                .doesNotContainPattern("whsec_[A-Za-z0-9+/=]{8}");
    }

    @Test
    void everyScreenAndActionOfBothFlowsHasAWay() throws IOException {
        var workflow = Workflow.named("answer-flows.json");
        var flows = workflow.cases("Which Flow?");
        assertThat(flows).containsExactly("appointments", "seats");
        for (var flow : flows) {
            var byFlow =
                    workflow.outputsOf("Which Flow?").get(flows.indexOf(flow)).getFirst();
            var expected = new TreeSet<>(List.of("INIT", "BACK"));
            expected.addAll(screens(flow));
            assertThat(workflow.cases(byFlow)).as(flow).containsExactlyInAnyOrderElementsOf(expected);
            for (int i = 0; i < expected.size(); i++) {
                assertThat(workflow.type(workflow.outputsOf(byFlow).get(i).getFirst()))
                        .isEqualTo("postgres");
            }
        }
    }

    private static List<String> screens(String flow) throws IOException {
        return List.copyOf(ScreenModels.of(FlowJson.parse(Files.readString(FLOWS.resolve(flow + ".en.json"))))
                .screens());
    }

    @Test
    void everyQueryCallsAFunctionOfTheSchemaWithAsManyValuesAsItTakes() throws IOException {
        var functions = FUNCTION.matcher(Files.readString(Workflow.FOLDER.resolve("schema.sql")));
        var known = new ArrayList<String>();
        while (functions.find()) {
            var needed = List.of(functions.group(2).split(",")).stream()
                    .filter(each -> !each.contains("DEFAULT"))
                    .count();
            known.add(functions.group(1) + "/" + needed);
        }
        var workflow = Workflow.named("answer-flows.json");
        assertThat(workflow.ofType("postgres")).hasSize(12).allSatisfy(name -> {
            var call = CALL.matcher(String.valueOf(workflow.parameters(name).get("query")));
            assertThat(call.matches()).as(name).isTrue();
            assertThat(known)
                    .as(name)
                    .contains(call.group(1) + "/" + call.group(2).split(",").length);
        });
    }

    @Test
    void gatewayAsksTheWebhooksThatAreThere(@TempDir Path directory) throws IOException {
        var folder = Files.createDirectory(directory.resolve("secrets"));
        OwnerOnly.write(folder.resolve("app-secret"), bytes("0123456789abcdef0123456789abcdef"));
        OwnerOnly.write(folder.resolve("verify-token"), bytes("open-sesame-123"));
        OwnerOnly.write(folder.resolve("backend"), bytes(SigningSecrets.generate()));
        var keys = Files.createDirectory(directory.resolve("keys"));
        OwnerOnly.write(keys.resolve("private.pem"), bytes(PrivateKeys.clearPem(PrivateKeys.generate())));
        var file = Files.copy(Workflow.FOLDER.resolve("penstock.yaml"), directory.resolve("penstock.yaml"));
        var environment = Map.of("FLOWS", FLOWS.toAbsolutePath().normalize().toString());

        var settings = new ConfigurationFile(file, environment, false).read();

        assertThat(settings.endpoints()).containsOnlyKeys("/flows/appointments", "/flows/seats");
        var asked = new ArrayList<String>();
        settings.events().orElseThrow().destinations().values().stream()
                .map(each -> ((PostedTo) each.target()).url().getPath())
                .forEach(asked::add);
        var backend = Pattern.compile("(/webhook/penstock/flow)\"").matcher(Files.readString(file));
        assertThat(backend.results()).hasSize(2);
        asked.add("/webhook/penstock/flow");
        assertThat(all().stream()
                        .map(workflow -> "/webhook/"
                                + workflow.parameters(workflow.ofType("webhook").getFirst())
                                        .get("path")))
                .containsExactlyInAnyOrderElementsOf(asked);
        settings.endpoints().values().forEach(each -> each.close());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
