package dev.penstock.flowjson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlowJsonTest {

    private static final String TWO_SCREENS = """
            {"version": "7.3", "screens": [
              {"id": "START", "title": "Start", "data": {"name": {"type": "string", "__example__": "x"}},
               "layout": {"type": "SingleColumnLayout", "children": [
                 {"type": "Form", "name": "form", "children": [
                   {"type": "If", "condition": "${data.name} == 'x'",
                    "then": [{"type": "TextInput", "name": "a", "label": "A"}],
                    "else": [{"type": "TextInput", "name": "b", "label": "B"}]},
                   {"type": "Footer", "label": "Next", "on-click-action":
                     {"name": "navigate", "next": {"type": "screen", "name": "END"}, "payload": {}}}]}]}},
              {"id": "END", "title": "End", "terminal": true,
               "layout": {"type": "SingleColumnLayout", "children": [
                 {"type": "Footer", "label": "Done", "on-click-action": {"name": "complete", "payload": {}}}]}}]}
            """;

    @Test
    void readsScreensComponentsAndActions() {
        FlowJson flow = FlowJson.parse(TWO_SCREENS);

        assertThat(flow.version()).contains(FlowJsonVersion.RECOMMENDED);
        assertThat(flow.screens()).extracting(FlowScreen::id).containsExactly("START", "END");
        FlowScreen start = flow.screen("START").orElseThrow();
        assertThat(start.dataModel().properties()).containsOnlyKeys("name");
        assertThat(start.components())
                .extracting(FlowComponent::type)
                .containsExactly("Form", "If", "TextInput", "TextInput", "Footer");
        FlowComponent a = start.components("a").getFirst();
        assertThat(a.form()).isPresent();
        assertThat(a.branches()).extracting(FlowComponent.Branch::name).containsExactly("then");
        assertThat(start.actions()).singleElement().satisfies(action -> {
            assertThat(action.target()).contains("END");
            assertThat(action.isOfComponent()).isTrue();
        });
        assertThat(start.canCallEndpoint()).isFalse();
    }

    @Test
    void derivesRoutingFromNavigateActions() {
        var routing = FlowJson.parse(TWO_SCREENS).routing();

        assertThat(routing.isDeclared()).isFalse();
        assertThat(routing.after("START")).containsExactly("END");
        assertThat(routing.entryScreens()).containsExactly("START");
        assertThat(routing.allows("END", "START")).isTrue();
        assertThat(routing.allows("END", "END")).isTrue();
    }

    @Test
    void refusesWhatCannotBeReadWithThePosition() {
        assertThatThrownBy(() -> FlowJson.parse("{\"version\": }"))
                .isInstanceOf(UnreadableFlowJsonException.class)
                .hasMessageContaining("line 1, column 13");
        assertThatThrownBy(() -> FlowJson.parse("[]")).isInstanceOf(UnreadableFlowJsonException.class);
        assertThatThrownBy(() -> FlowJson.parse("{\"a\":1,\"a\":2}")).isInstanceOf(UnreadableFlowJsonException.class);
        assertThatThrownBy(() -> FlowJson.parse(new byte[] {'{', (byte) 0xC3, '}'}))
                .isInstanceOf(UnreadableFlowJsonException.class);
        assertThatThrownBy(() -> FlowJson.load(Path.of("absent.json"))).isInstanceOf(UnreadableFlowJsonException.class);
    }

    @Test
    void readsFiles(@TempDir Path folder) throws Exception {
        Path file = Files.write(folder.resolve("flow.json"), TWO_SCREENS.getBytes(StandardCharsets.UTF_8));

        assertThat(FlowJson.load(file).screens()).hasSize(2);
    }

    @Test
    void ordersVersionsByNumber() {
        assertThat(FlowJsonVersion.of(1, 10)).isGreaterThan(FlowJsonVersion.of(1, 9));
        assertThat(FlowJsonVersion.parse("7.3x")).isEmpty();
        assertThat(FlowJsonVersion.of(4, 0).state()).isEqualTo(FlowJsonVersion.State.FROZEN);
        assertThat(FlowJsonVersion.of(5, 1).state()).isEqualTo(FlowJsonVersion.State.PUBLISHABLE);
        assertThat(FlowJsonVersion.of(8, 0).state()).isEqualTo(FlowJsonVersion.State.UNKNOWN);
        assertThat(FlowJsonVersion.of(2, 0).state()).isEqualTo(FlowJsonVersion.State.GONE);
    }
}
