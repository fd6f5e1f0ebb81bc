package dev.penstock;

import static dev.penstock.test.Conversation.dataExchange;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.penstock.event.EndpointEvent.Failed;
import dev.penstock.event.EndpointEvent.Failure;
import dev.penstock.test.Conversation;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From the data of a request to the record of a handler: all of it, or an error that names what does not fit. */
class BindingTest {

    enum Size {
        SMALL,
        EXTRA_LARGE
    }

    record Order(String pizzaName, int quantity, boolean delivery, List<String> toppings) {}

    record Kept(@Nullable String pizzaName, @Nullable Integer quantity, Optional<Boolean> delivery, OptionalInt tip) {}

    private static final String ALL = """
            {"pizza_name":"Funghi","quantity":2,"delivery":true,"toppings":["ham","olives"]}""";

    private static <T> T bind(String json, Class<T> type) {
        var request = """
                {"action":"data_exchange","screen":"FORM","data":%s}""".formatted(json);
        return ((DataExchange) FlowRequest.parse(request.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .data()
                .as(type);
    }

    private static DataBindingException refused(String json, Class<?> type) {
        return org.assertj.core.api.Assertions.catchThrowableOfType(DataBindingException.class, () -> bind(json, type));
    }

    @Nested
    class AbsentFields {

        @ParameterizedTest
        @CsvSource({"pizza_name, pizzaName", "quantity, quantity", "delivery, delivery", "toppings, toppings"})
        void areErrorsThatNameTheComponent(String field, String component) {
            var without = ALL.replace("\"" + field + "\"", "\"other\"");

            assertThat(refused(without, Order.class).component()).isEqualTo(component);
            assertThat(refused(without, Order.class)).hasMessageContaining(component + ": it is missing");
        }

        @ParameterizedTest
        @CsvSource({"pizza_name, pizzaName", "quantity, quantity", "delivery, delivery", "toppings, toppings"})
        void areAbsentIfTheyAreNullToo(String field, String component) {
            var name = "\"" + field + "\":";
            var withNull = ALL.replace(name, name + "null,\"other\":");

            assertThat(refused(withNull, Order.class).component()).isEqualTo(component);
        }

        @Test
        void areEmptyOrNullWhereTheComponentSaysSo() {
            assertThat(bind("{}", Kept.class)).isEqualTo(new Kept(null, null, Optional.empty(), OptionalInt.empty()));
            assertThat(bind("{\"quantity\":null,\"tip\":\"\",\"delivery\":\"\"}", Kept.class))
                    .isEqualTo(new Kept(null, null, Optional.empty(), OptionalInt.empty()));
        }

        @Test
        void keepTheHandlerFromRunningAndThePersonReadsWhatToDo() {
            var ran = new AtomicInteger();
            var conversation = Conversation.with(Flow.named("shop").onScreen("FORM", Order.class, (order, request) -> {
                ran.incrementAndGet();
                return NextScreen.of("NEXT");
            }));

            assertThat(conversation.ask(dataExchange("FORM", "{\"amount\":2}")).clear())
                    .contains("\"FORM\"")
                    .contains(FlowTexts.ENGLISH.doesNotFit());
            assertThat(ran).hasValue(0);
            assertThat(conversation.events(Failed.class)).singleElement().satisfies(failed -> {
                assertThat(failed.failure()).isEqualTo(Failure.DATA_BINDING);
                assertThat(failed.problem()).contains(Order.class.getName(), "pizzaName");
            });
        }
    }

    @Nested
    class Spellings {

        @ParameterizedTest
        @ValueSource(strings = {"pizzaName", "pizza_name", "pizza-name", "PIZZA_NAME"})
        void allFit(String spelling) {
            assertThat(bind(ALL.replace("pizza_name", spelling), Order.class).pizzaName())
                    .isEqualTo("Funghi");
        }

        @Test
        void twoOfOneNameAreAnError() {
            assertThat(refused(ALL.replace("{", "{\"pizzaName\":\"Margherita\","), Order.class))
                    .hasMessageContaining("pizzaName: it comes in more than one spelling");
        }

        @Test
        void oneThatIsNullDoesNotCount() {
            assertThat(bind(ALL.replace("{", "{\"pizzaName\":null,"), Order.class)
                            .pizzaName())
                    .isEqualTo("Funghi");
        }

        record Named(@JsonProperty("class") String kind, String line1) {}

        @Test
        void nameThatJavaDoesNotAllowIsGivenByAnnotation() {
            assertThat(bind("{\"class\":\"first\",\"line_1\":\"x\"}", Named.class))
                    .isEqualTo(new Named("first", "x"));
        }
    }

    @Nested
    class Numbers {

        record Numeric(int count, long big, double ratio, BigDecimal price, Optional<Integer> tip) {}

        private static Numeric with(String field, String value) {
            return bind(json(field, value), Numeric.class);
        }

        private static String json(String field, String value) {
            var fields =
                    new java.util.TreeMap<>(Map.of("count", "1", "big", "2", "ratio", "0.5", "price", "3", "tip", "4"));
            fields.put(field, value);
            return fields.entrySet().stream()
                    .map(entry -> "\"%s\":%s".formatted(entry.getKey(), entry.getValue()))
                    .collect(java.util.stream.Collectors.joining(",", "{", "}"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"7", "\"7\"", "\" 7 \"", "\"+7\"", "7.0", "\"7.00\"", "70e-1"})
        void wholeNumbersFit(String value) {
            assertThat(with("count", value).count()).isEqualTo(7);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "7.5", "\"7.5\"", "2147483648", "-2147483649", "1e400", "\"seven\"", "\"\"", "\" \"", "\"1,000\"",
                    "\"0x7\"", "\"7d\"", "\"NaN\"", "\"Infinity\"", "true", "[7]", "{}", "\"1e99999\"", "\"٧\""
                })
        void whatIsNoWholeNumberIsAnErrorThatNamesTheComponentAndNotTheValue(String value) {
            var problem = refused(json("count", value), Numeric.class);

            assertThat(problem.component()).isEqualTo("count");
            assertThat(problem.getMessage()).doesNotContain("seven");
        }

        @ParameterizedTest
        @CsvSource({"tip, \"many\"", "ratio, \"half\"", "big, 9223372036854775808", "price, \"cheap\"", "ratio, 1e400"})
        void nothingIsRoundedOrGuessed(String field, String value) {
            assertThat(refused(json(field, value), Numeric.class).component()).isEqualTo(field);
        }

        @ParameterizedTest
        @ValueSource(strings = {"19.90", "0.1", "12345678901234567890.12", "1.00000000000000000001", "100", "-0.05"})
        void decimalsKeepEveryDigitAsNumberAndAsText(String digits) {
            assertThat(with("price", digits).price()).isEqualTo(new BigDecimal(digits));
            assertThat(with("price", "\"" + digits + "\"").price()).isEqualTo(new BigDecimal(digits));
        }

        @ParameterizedTest
        @ValueSource(strings = {"19.90", "12345678901234567890.12", "0.10"})
        void decimalsKeepEveryDigitOnTheWayOutAndInAgain(String digits) {
            record Money(BigDecimal amount, List<BigDecimal> parts) {}
            var money = new Money(new BigDecimal(digits), List.of(new BigDecimal(digits)));
            var json = new String(
                    dev.penstock.json.StrictJson.write(FlowData.from(money).asMap()));

            assertThat(bind(json, Money.class)).isEqualTo(money);
            assertThat(FlowData.from(money).as(Money.class)).isEqualTo(money);
        }

        @Test
        void emptyTextOfAnOptionalNumberIsEmpty() {
            assertThat(with("tip", "\"\"").tip()).isEmpty();
            assertThat(with("tip", "null").tip()).isEmpty();
            assertThat(with("tip", "\"5\"").tip()).contains(5);
        }
    }

    @Nested
    class Choices {

        record Chosen(Size size, Optional<Size> second, List<Size> more) {}

        @ParameterizedTest
        @ValueSource(strings = {"EXTRA_LARGE", "extra_large", "extra-large", "extraLarge", "Extra-Large"})
        void fitTheConstantOfTheirName(String id) {
            var json = "{\"size\":\"%1$s\",\"more\":[\"%1$s\",\"small\"]}".formatted(id);

            assertThat(bind(json, Chosen.class))
                    .isEqualTo(new Chosen(Size.EXTRA_LARGE, Optional.empty(), List.of(Size.EXTRA_LARGE, Size.SMALL)));
        }

        @ParameterizedTest
        @ValueSource(strings = {"\"huge\"", "1", "true", "[\"SMALL\"]"})
        void othersAreErrorsThatNameWhatIsAllowed(String value) {
            assertThat(refused("{\"size\":%s,\"more\":[]}".formatted(value), Chosen.class))
                    .hasMessageEndingWith("at size: it is none of SMALL, EXTRA_LARGE.")
                    .hasMessageNotContaining("huge");
            assertThat(refused("{\"size\":\"SMALL\",\"more\":[\"small\",%s]}".formatted(value), Chosen.class)
                            .component())
                    .isEqualTo("more[1]");
        }

        enum Spoken {
            YES {
                @Override
                public String toString() {
                    return "Yes, please";
                }
            }
        }

        record Answer(Spoken spoken) {}

        @Test
        void areWrittenAsTheyAreRead() {
            assertThat(FlowData.from(new Answer(Spoken.YES)).asMap()).containsEntry("spoken", "YES");
            assertThat(FlowData.from(new Answer(Spoken.YES)).as(Answer.class)).isEqualTo(new Answer(Spoken.YES));
        }
    }

    @Nested
    class Structures {

        record Range(LocalDate startDate, LocalDate endDate) {}

        record Encryption(String encryptedHash, String iv) {}

        record Photo(String mediaId, String fileName, Encryption encryptionMetadata) {}

        record Visit(Range stay, LocalTime at, List<Photo> photos, Map<String, Integer> guests, boolean terms) {}

        private static final String VISIT = """
                {"stay":{"start-date":"2027-02-03","end-date":"2027-02-05"},"at":"10:30","terms":"true",
                 "photos":[{"media_id":"m-1","cdn_url":"x","file_name":"a.jpg",
                            "encryption_metadata":{"encrypted_hash":"h","iv":"i","hmac_key":"k"}}],
                 "guests":{"adults":2}}""";

        @Test
        void recordsListsAndMapsHoldOneAnother() {
            assertThat(bind(VISIT, Visit.class))
                    .isEqualTo(new Visit(
                            new Range(LocalDate.of(2027, 2, 3), LocalDate.of(2027, 2, 5)),
                            LocalTime.of(10, 30),
                            List.of(new Photo("m-1", "a.jpg", new Encryption("h", "i"))),
                            Map.of("adults", 2),
                            true));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "\"end-date\":\"2027-02-05\" | \"end\":1 | stay.endDate",
                    "\"2027-02-05\" | \"soon\" | stay.endDate",
                    "\"2027-02-05\" | [2027,2,5] | stay.endDate",
                    "\"2027-02-05\" | 19000 | stay.endDate",
                    "\"10:30\" | \"25:00\" | at",
                    "\"hmac_key\":\"k\" | \"IV\":\"k\" | photos[0].encryptionMetadata.iv",
                    "\"encrypted_hash\":\"h\", | '' | photos[0].encryptionMetadata.encryptedHash",
                    "\"true\" | \"yes\" | terms",
                    "\"true\" | 1 | terms",
                    "\"adults\":2 | \"adults\":null | guests.(a key)",
                    "\"adults\":2 | \"adults\":\"Ada\" | guests.(a key)",
                })
        void whatDoesNotFitDeepInsideIsNamedByItsPath(String from, String to, String component) {
            var problem = refused(VISIT.replace(from, to), Visit.class);

            assertThat(problem.component()).isEqualTo(component);
            assertThat(problem.getMessage()).doesNotContain("soon", "Ada", "adults");
        }

        record Picky(int seats) {
            Picky {
                if (seats < 1) {
                    throw new IllegalArgumentException("Ada wants " + seats);
                }
            }
        }

        @Test
        void constructorThatRefusesIsABindingErrorWithItsCause() {
            assertThat(refused("{\"seats\":0}", Picky.class))
                    .hasMessageNotContaining("Ada")
                    .hasCauseInstanceOf(IllegalArgumentException.class);
        }

        record Chips(List<String> toppings, Optional<List<String>> extras) {}

        @Test
        void listThatWasLeftEmptyIsEmptyAndOneThatIsNotSentIsNot() {
            assertThat(bind("{\"toppings\":\"\"}", Chips.class)).isEqualTo(new Chips(List.of(), Optional.empty()));
            assertThat(bind("{\"toppings\":[],\"extras\":[]}", Chips.class))
                    .isEqualTo(new Chips(List.of(), Optional.of(List.of())));
            assertThat(refused("{\"toppings\":\"ham\"}", Chips.class).component())
                    .isEqualTo("toppings");
            assertThat(refused("{\"toppings\":[null]}", Chips.class).component())
                    .isEqualTo("toppings[0]");
            assertThat(refused("{}", Chips.class).component()).isEqualTo("toppings");
        }

        record Texts(String note, Optional<String> more) {}

        @Test
        void emptyTextIsAText() {
            assertThat(bind("{\"note\":\"\",\"more\":\"\"}", Texts.class)).isEqualTo(new Texts("", Optional.of("")));
            assertThat(bind("{\"note\":7}", Texts.class)).isEqualTo(new Texts("7", Optional.empty()));
        }

        record Sparse(
                List<@Nullable String> names,
                Map<String, @Nullable Integer> byName,
                Map<Size, List<? extends Number>> bySize) {}

        @Test
        void elementsMayBeNullWhereTheirTypeSaysSo() {
            var json = """
                    {"names":["a",null],"by_name":{"Ada":null},"by_size":{"extra-large":[1]}}""";
            var sparse = bind(json, Sparse.class);

            assertThat(sparse.names()).containsExactly("a", null);
            assertThat(sparse.byName()).containsEntry("Ada", null);
            assertThat(sparse.bySize()).containsOnlyKeys(Size.EXTRA_LARGE);
        }

        private record Hidden(Optional<Size> size) {}

        @Test
        void privateRecordIsNoHindrance() {
            assertThat(bind("{\"size\":\"\"}", Hidden.class)).isEqualTo(new Hidden(Optional.empty()));
        }

        record Tree(String name, List<Tree> branches) {}

        @Test
        void recordMayHoldItself() {
            assertThat(bind("{\"name\":\"a\",\"branches\":[{\"name\":\"b\",\"branches\":[]}]}", Tree.class))
                    .isEqualTo(new Tree("a", List.of(new Tree("b", List.of()))));
        }
    }

    /** Said when the Flow is built, not when the first person comes. */
    @Nested
    class WrongShapes {

        record OfThread(Thread thread) {}

        record OfRawOptional(@SuppressWarnings("rawtypes") Optional maybe) {}

        record OfTwins(String userName, String username) {}

        record Generic<T>(T value) {}

        record OfGeneric(Generic<String> inner) {}

        record Deep(List<Optional<OfThread>> inner) {}

        record TwiceOptional(Optional<Optional<String>> maybe) {}

        record OfArray(String[] names) {}

        enum Alike {
            A_B,
            AB
        }

        record OfAlike(Alike alike) {}

        static final class NoRecord {}

        static List<Class<?>> wrong() {
            return List.of(
                    OfThread.class,
                    OfRawOptional.class,
                    OfTwins.class,
                    Generic.class,
                    OfGeneric.class,
                    Deep.class,
                    TwiceOptional.class,
                    OfArray.class,
                    OfAlike.class,
                    NoRecord.class,
                    Map.class,
                    String.class);
        }

        @ParameterizedTest
        @org.junit.jupiter.params.provider.MethodSource("wrong")
        void areRefusedWithASentence(Class<?> type) {
            var flow = Flow.named("shop").onScreen("FORM", type, (data, request) -> NextScreen.of("NEXT"));

            assertThatThrownBy(flow::build)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("The handler for FORM of the Flow shop gets no data: ")
                    .hasMessageEndingWith(".");
        }

        @Test
        void nameTheComponentAndWhatToTake() {
            assertThatThrownBy(() -> FlowData.requireBindable(Deep.class))
                    .hasMessage(
                            "The component thread of the record %s is a java.lang.Thread, which cannot be read: take"
                                            .formatted(OfThread.class.getName())
                                    + " a text, number, boolean, date or time, an enum, another record, or a List,"
                                    + " Set, Map or Optional of these.");
        }
    }
}
