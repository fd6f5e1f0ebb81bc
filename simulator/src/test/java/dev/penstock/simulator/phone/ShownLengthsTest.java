package dev.penstock.simulator.phone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.simulator.internal.PlainValue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Texts are cut where the linter says that phones cut them, whoever wrote them. */
class ShownLengthsTest {

    private static String cut(String text, int length) {
        return text.substring(0, text.offsetByCodePoints(0, length));
    }

    @Test
    void cutsWhatTheFlowJsonSays() {
        OnePhone phone = OnePhone.plays("beyond-limits.json");

        assertThat(firstRun(phone.ofType("TextHeading"))).hasSize(80).startsWith("Heading of 120");
        assertThat(phone.named("t").get("label")).isEqualTo("A label of forty cha");
        assertThat((String) phone.named("t").get("helper")).hasSize(80);
        Map<?, ?> option =
                PlainValue.map(PlainValue.list(phone.named("r").get("options")).getFirst());
        assertThat(option.get("title")).isEqualTo("An option title of sixty chara");
        assertThat((String) option.get("description")).hasSizeLessThanOrEqualTo(300);
        assertThat(option.get("metadata")).isEqualTo("Metadata of forty ch");
        assertThat((String) phone.named("r").get("label")).hasSize(30);
        assertThat((String) phone.named("d").get("label")).hasSize(20);
        assertThat((String) phone.named("o").get("label")).hasSize(120);
        assertThat((String) phone.ofType("EmbeddedLink").get("text")).hasSize(25);
        Map<?, ?> footer = PlainValue.map(phone.screen().get("footer"));
        assertThat((String) footer.get("label")).hasSize(35);
        assertThat((String) footer.get("left")).hasSize(15);
        assertThat((String) footer.get("right")).hasSize(15);
    }

    @Test
    void saysWhereSomethingWasCut() {
        OnePhone phone = OnePhone.plays("beyond-limits.json");

        assertThat(phone.components())
                .allSatisfy(each -> assertThat(each.get("cut")).isEqualTo(true));
        assertThat(PlainValue.map(phone.screen().get("footer")).get("cut")).isEqualTo(true);
    }

    @Test
    void cutsWhatTheEndpointSends() {
        String heading = "👍".repeat(200);
        OnePhone phone = OnePhone.asks(
                BookingOnAPhone.flow("faults/endpoint-data-beyond-limits.json"),
                "A",
                Map.of("h", heading, "l", List.of(Map.of("id", "a", "title", "t".repeat(63)))));

        assertThat(firstRun(phone.ofType("TextHeading"))).isEqualTo(cut(heading, 80));
        Map<?, ?> option =
                PlainValue.map(PlainValue.list(phone.named("r").get("options")).getFirst());
        assertThat(option.get("title")).isEqualTo("t".repeat(30));
        assertThat(phone.ofType("TextBody").get("cut")).isNull();
    }

    @Test
    void showsNoEmojiInAFooter() {
        OnePhone phone = OnePhone.plays("endpoint-data-beyond-limits.json");

        assertThat(PlainValue.map(phone.screen().get("footer")).get("label")).isEqualTo("Go");
    }

    @Test
    void cutsTheErrorThatTheEndpointWritesAndNotItsOwn() {
        OnePhone phone = OnePhone.plays(OnePhone.flow("", """
                {"type": "TextInput", "name": "x", "label": "x", "error-message": "%s"},
                {"type": "TextInput", "name": "y", "label": "y", "pattern": "^[0-9]$", "helper-text": "digit"}
                """.formatted("e".repeat(50)), ""));
        phone.change("y", "word");
        phone.tapFooter();

        assertThat(phone.named("x").get("error")).isEqualTo("e".repeat(30));
        assertThat(phone.named("y").get("error")).isEqualTo("Enter it in the requested format.");
    }

    @Test
    void cutsListItemsWithAllTheirParts() {
        OnePhone phone = OnePhone.plays(dev.penstock.flowjson.FlowJson.parse("""
                {"version": "7.3", "screens": [{"id": "A", "title": "A", "layout": {"type": "SingleColumnLayout",
                  "children": [{"type": "NavigationList", "name": "n", "list-items": [{"id": "i", "badge": "%1$s",
                    "tags": ["%1$s"], "main-content": {"title": "%1$s", "description": "%1$s", "metadata": "%1$s"},
                    "end": {"title": "%1$s", "description": "%1$s", "metadata": "%1$s"}}]}]}}]}
                """.formatted("x".repeat(90))));

        Map<?, ?> item = PlainValue.map(
                PlainValue.list(phone.ofType("NavigationList").get("items")).getFirst());
        assertThat(item.get("title")).isEqualTo("x".repeat(30));
        assertThat(item.get("description")).isEqualTo("x".repeat(20));
        assertThat(item.get("metadata")).isEqualTo("x".repeat(80));
        assertThat(item.get("badge")).isEqualTo("x".repeat(15));
        assertThat(item.get("tags")).isEqualTo(List.of("x".repeat(15)));
        assertThat(item.get("end"))
                .isEqualTo(Map.of("title", "x".repeat(10), "description", "x".repeat(10), "metadata", "x".repeat(10)));
    }

    private static String firstRun(Map<?, ?> text) {
        Map<?, ?> block = PlainValue.map(PlainValue.list(text.get("blocks")).getFirst());
        return PlainValue.text(
                PlainValue.map(PlainValue.list(block.get("runs")).getFirst()).get("text"));
    }
}
