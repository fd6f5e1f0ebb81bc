package dev.penstock;

import static dev.penstock.test.Conversation.dataExchange;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.penstock.event.EndpointEvent.Failed;
import dev.penstock.event.EndpointEvent.Failure;
import dev.penstock.test.Conversation;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;

/** Types that Penstock does not know are read with modules of Jackson, and what it knows stays as it is. */
class JacksonModuleTest {

    enum Size {
        SMALL,
        EXTRA_LARGE
    }

    /** As a library has it: nobody but its module can make one. */
    static final class Money {

        private final String text;

        private Money(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    static JacksonModule money() {
        return new SimpleModule("money").addDeserializer(Money.class, new StdDeserializer<>(Money.class) {
            @Override
            public Money deserialize(JsonParser parser, DeserializationContext context) {
                var text = parser.getString();
                if (!text.startsWith("EUR")) {
                    throw new IllegalArgumentException("No money: " + text);
                }
                return new Money(text);
            }
        });
    }

    record Paid(Money amount, Optional<Money> tip, List<Money> parts) {}

    record Stay(LocalDate from, LocalDate to) {}

    /** No record, as classes of other languages are none. */
    static final class Visit {

        final String guestName;
        final int seats;
        final Size size;
        final List<String> dishes;
        final Stay stay;
        final Money price;
        final BigDecimal share;
        final Map<String, Integer> byAge;

        @JsonCreator
        Visit(
                @JsonProperty("guestName") String guestName,
                @JsonProperty("seats") int seats,
                @JsonProperty("size") Size size,
                @JsonProperty("dishes") List<String> dishes,
                @JsonProperty("stay") Stay stay,
                @JsonProperty("price") Money price,
                @JsonProperty("share") BigDecimal share,
                @JsonProperty("by_age") Map<String, Integer> byAge) {
            if (seats > 99) {
                throw new IllegalArgumentException("Ada wants " + seats);
            }
            this.guestName = guestName;
            this.seats = seats;
            this.size = size;
            this.dishes = dishes;
            this.stay = stay;
            this.price = price;
            this.share = share;
            this.byAge = byAge;
        }
    }

    private static final String VISIT = """
            {"guest_name":"Ada","seats":"2","size":"extra-large","dishes":["soup"],"price":"EUR 3","share":"19.90",
             "stay":{"from":"2027-02-03","to":"2027-02-05"},"by_age":{"old":1}}""";

    private static <T> T bind(String json, Class<T> type) throws Exception {
        var bound = new ArrayList<T>();
        var flow = Flow.named("shop")
                .jacksonModule(money())
                .onScreen("FORM", type, (data, request) -> {
                    bound.add(data);
                    return NextScreen.of("NEXT");
                })
                .build();
        var request = """
                {"action":"data_exchange","screen":"FORM","data":%s}""".formatted(json);
        flow.handle((DataExchange) FlowRequest.parse(request.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        return bound.getFirst();
    }

    private static DataBindingException refused(String json, Class<?> type) {
        return catchThrowableOfType(DataBindingException.class, () -> bind(json, type));
    }

    @Test
    void readsComponentsThatOnlyTheModuleCanMake() throws Exception {
        var paid = bind("{\"amount\":\"EUR 5\",\"tip\":\"\",\"parts\":[\"EUR 2\",\"EUR 3\"]}", Paid.class);

        assertThat(paid.amount()).hasToString("EUR 5");
        assertThat(paid.tip()).isEmpty();
        assertThat(paid.parts()).hasToString("[EUR 2, EUR 3]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"parts\":[]} | amount",
                "{\"amount\":\"\",\"parts\":[]} | amount",
                "{\"amount\":\"USD 5\",\"parts\":[]} | amount",
                "{\"amount\":\"EUR 5\",\"parts\":[\"EUR 1\",\"USD 5\"]} | parts[1]"
            })
    void namesTheComponentThatDoesNotFitAndNotTheValue(String json, String component) {
        assertThat(refused(json, Paid.class).component()).isEqualTo(component);
        assertThat(refused(json, Paid.class).getMessage()).doesNotContain("USD");
    }

    @Test
    void readsClassesThatAreNoRecordsAndWhatIsInThemByTheSameRules() throws Exception {
        var visit = bind(VISIT, Visit.class);

        assertThat(visit.guestName).isEqualTo("Ada");
        assertThat(visit.seats).isEqualTo(2);
        assertThat(visit.size).isEqualTo(Size.EXTRA_LARGE);
        assertThat(visit.dishes).containsExactly("soup");
        assertThat(visit.stay).isEqualTo(new Stay(LocalDate.of(2027, 2, 3), LocalDate.of(2027, 2, 5)));
        assertThat(visit.price).hasToString("EUR 3");
        assertThat(visit.share).isEqualTo(new BigDecimal("19.90"));
        assertThat(visit.byAge).containsEntry("old", 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"guestName", "guest_name", "guest-name", "GUEST_NAME"})
    void takesAnySpelling(String spelling) throws Exception {
        assertThat(bind(VISIT.replace("guest_name", spelling), Visit.class).guestName)
                .isEqualTo("Ada");
    }

    @Test
    void aListThatWasLeftEmptyIsEmpty() throws Exception {
        assertThat(bind(VISIT.replace("[\"soup\"]", "\"\""), Visit.class).dishes)
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"seats\" | \"others\" | seats",
                "\"seats\":\"2\" | \"seats\":2.5 | seats",
                "\"seats\":\"2\" | \"seats\":\"Eve\" | seats",
                "\"extra-large\" | \"Eve\" | size",
                "[\"soup\"] | [[\"Eve\"]] | dishes[0]",
                "[\"soup\"] | {\"Eve\":1} | dishes",
                "\"2027-02-05\" | \"Eve\" | stay.to",
                "\"EUR 3\" | \"Eve\" | price",
                "{\"old\":1} | {\"Eve\":\"x\"} | by_age.(a key)",
                "\"guest_name\":\"Ada\" | \"guest_name\":\"Ada\",\"guestName\":\"Eve\" | guestName"
            })
    void whatDoesNotFitInAClassIsNamedByItsPathAndNotByItsValue(String from, String to, String component) {
        var misfit = refused(VISIT.replace(from, to), Visit.class);

        assertThat(misfit.component()).isEqualTo(component);
        assertThat(misfit.getMessage())
                .contains("the class " + Visit.class.getName())
                .doesNotContain("Eve");
    }

    @Test
    void aConstructorThatRefusesIsABindingErrorWithItsCause() {
        assertThat(refused(VISIT.replace("\"2\"", "100"), Visit.class))
                .hasMessageContaining("the constructor of " + Visit.class.getName() + " refused it")
                .hasMessageNotContaining("Ada")
                .hasCauseInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void holdsInHandlersFiltersAndTheDataOfAScreen() {
        var flow = Flow.named("shop")
                .jacksonModule(money())
                .screen(
                        "NEXT",
                        request -> Map.of(
                                "amount", request.data().as(Paid.class).amount().toString()))
                .around((request, next) -> {
                    request.data().as(Paid.class);
                    return next.handle(new DataExchange(
                            "3.0",
                            request.screen(),
                            FlowData.from(request.data().asMap()),
                            request.flowToken(),
                            Optional.empty(),
                            FlowData.empty()));
                })
                .onScreen("FORM", request -> {
                    request.data().as(Paid.class);
                    return NextScreen.of("NEXT");
                });

        var answer = Conversation.with(flow).ask(dataExchange("FORM", "{\"amount\":\"EUR 5\",\"parts\":[]}"));

        assertThat(answer.clear()).contains("\"amount\":\"EUR 5\"");
    }

    @Test
    void nothingOfAValueReachesTheEventOfWhatDidNotFit() {
        var conversation = Conversation.with(Flow.named("shop")
                .jacksonModule(money())
                .onScreen("FORM", Paid.class, (data, request) -> NextScreen.of("NEXT")));

        assertThat(conversation
                        .ask(dataExchange("FORM", "{\"amount\":\"USD 5\",\"parts\":[]}"))
                        .clear())
                .contains(FlowTexts.ENGLISH.doesNotFit());

        assertThat(conversation.events(Failed.class)).singleElement().satisfies(failed -> {
            assertThat(failed.failure()).isEqualTo(Failure.DATA_BINDING);
            assertThat(failed.problem()).contains("amount").doesNotContain("USD");
        });
    }

    record OfThread(Thread thread) {}

    static final class HoldsAThread {
        public Thread thread = Thread.currentThread();
    }

    interface Unmade {}

    record OfUnmade(List<Unmade> unmade) {}

    @ParameterizedTest
    @ValueSource(
            classes = {
                OfThread.class,
                HoldsAThread.class,
                Unmade.class,
                OfUnmade.class,
                Thread.class,
                String.class,
                Map.class,
                int.class,
                String[].class,
                Size.class
            })
    void whatNoModuleCanMakeIsRefusedWhenTheFlowIsBuilt(Class<?> type) {
        var flow = Flow.named("shop")
                .jacksonModule(money())
                .onScreen("FORM", type, (data, request) -> NextScreen.of("NEXT"));

        assertThatThrownBy(flow::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The handler for FORM of the Flow shop gets no data: ")
                .hasMessageEndingWith(".");
    }

    @Test
    void withoutAModuleAClassIsRefusedWithWhatHelps() {
        assertThatThrownBy(
                        Flow.named("shop").onScreen("FORM", Visit.class, (data, request) -> NextScreen.of("NEXT"))
                                ::build)
                .hasMessageContaining("FlowBuilder.jacksonModule");
    }
}
