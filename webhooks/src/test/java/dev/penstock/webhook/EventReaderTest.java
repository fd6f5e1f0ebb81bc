package dev.penstock.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.json.JsonFormatException;
import dev.penstock.webhook.event.AlertError;
import dev.penstock.webhook.event.AlertState;
import dev.penstock.webhook.event.Correlation;
import dev.penstock.webhook.event.ErrorType;
import dev.penstock.webhook.event.FlowAlert;
import dev.penstock.webhook.event.FlowCompletion;
import dev.penstock.webhook.event.FlowStatus;
import dev.penstock.webhook.event.MessageStatus;
import dev.penstock.webhook.event.OtherEvent;
import dev.penstock.webhook.event.UnreadableEvent;
import dev.penstock.webhook.event.WebhookEvent;
import dev.penstock.webhook.queue.WebhookItem;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {

    @Nested
    class Completions {

        @Test
        void readsAResponseThatIsText() {
            var completion = completion("\"{\\\"flow_token\\\":\\\"t-1\\\",\\\"photos\\\":[{\\\"id\\\":\\\"7\\\"}]}\"");

            assertThat(completion.response())
                    .containsEntry("flow_token", "t-1")
                    .containsEntry("photos", List.of(Map.of("id", "7")));
            assertThat(completion.from()).contains("15550100");
            assertThat(completion.accountId()).contains("W1");
            assertThat(completion.phoneNumberId()).contains("2001");
            assertThat(completion.time()).contains(Instant.ofEpochSecond(1_790_000_000));
            assertThat(completion.correlation()).isEqualTo(new Correlation.ByFlowToken("t-1"));
        }

        @Test
        void readsAResponseThatIsAnObject() {
            assertThat(completion("{\"flow_token\":\"t-2\"}").flowToken()).contains("t-2");
        }

        @ParameterizedTest
        @ValueSource(strings = {"null", "\"\"", "\"{}\"", "\"{\\\"flow_token\\\":\\\"unused\\\"}\""})
        void correlatesByTheMessageWhereThereIsNoToken(String responseJson) {
            assertThat(completion(responseJson).correlation()).isEqualTo(new Correlation.ByMessage("wamid.S"));
        }

        @Test
        void correlatesByNothingWhereThereIsNoContextEither() {
            var event = single(
                    messages("{\"id\":\"wamid.A\",\"interactive\":{\"type\":\"nfm_reply\",\"nfm_reply\":{}}}", ""));

            assertThat(event).isInstanceOfSatisfying(FlowCompletion.class, completion -> {
                assertThat(completion.correlation()).isEqualTo(new Correlation.None());
                assertThat(completion.name()).isEmpty();
                assertThat(completion.from()).isEmpty();
            });
        }

        @Test
        void findsThePersonWithoutAPhoneNumber() {
            var event = single(messages(
                    "{\"id\":\"wamid.A\",\"from_user_id\":\"US.1\",\"interactive\":{\"type\":\"nfm_reply\","
                            + "\"nfm_reply\":{}}}",
                    ""));
            assertThat(((FlowCompletion) event).userId()).contains("US.1");

            var byContact = single(messages(
                    "{\"id\":\"wamid.A\",\"interactive\":{\"type\":\"nfm_reply\",\"nfm_reply\":{}}}",
                    "\"contacts\":[{\"user_id\":\"US.2\",\"wa_id\":\"1\"}],"));
            assertThat(((FlowCompletion) byContact).userId()).contains("US.2");
        }

        @Test
        void findsTheFlowIdWhereAPhonePutOne() {
            assertThat(completion("{\"wa_flow_response_params\":{\"flow_id\":\"F9\",\"title\":\"x\"}}")
                            .flowId())
                    .contains("F9");
            assertThat(completion("{\"flow_id\":123}").flowId()).contains("123");
        }

        @ParameterizedTest
        @ValueSource(strings = {"\"not json\"", "\"[1]\"", "17", "[]"})
        void keepsAResponseThatCannotBeRead(String responseJson) {
            assertThat(read(responseJson)).isInstanceOfSatisfying(UnreadableEvent.class, unreadable -> {
                assertThat(unreadable.reason()).contains("response_json");
                assertThat(unreadable.raw()).containsEntry("id", "wamid.A");
            });
        }

        @Test
        void showsNothingOfAPersonAsText() {
            assertThat(completion("{\"flow_token\":\"t-1\",\"name\":\"Ada\"}").toString())
                    .isEqualTo("FlowCompletion[wamid.A]");
            assertThat(completion("{\"flow_token\":\"t-1\"}").correlation().toString())
                    .doesNotContain("t-1");
        }

        private FlowCompletion completion(String responseJson) {
            return (FlowCompletion) read(responseJson);
        }

        private WebhookEvent read(String responseJson) {
            return single(messages("""
                    {"from":"15550100","id":"wamid.A","timestamp":"1790000000","context":{"from":"15550199",\
                    "id":"wamid.S"},
                     "type":"interactive","interactive":{"type":"nfm_reply","nfm_reply":{"name":"flow",\
                    "response_json":%s}}}
                    """.formatted(responseJson), ""));
        }
    }

    @Nested
    class Alerts {

        @Test
        void readsChangesOfStatus() {
            var created = (FlowAlert.StatusChange)
                    alert("{\"event\":\"FLOW_STATUS_CHANGE\",\"message\":\"m\",\"flow_id\":\"F1\","
                            + "\"new_status\":\"DRAFT\",\"warning\":\"version freezes soon\"}");
            var throttled = (FlowAlert.StatusChange)
                    alert("{\"event\":\"FLOW_STATUS_CHANGE\",\"flow_id\":\"F1\",\"old_status\":\"PUBLISHED\","
                            + "\"new_status\":\"THROTTLED\"}");

            assertThat(created.oldStatus()).isEmpty();
            assertThat(created.warning()).contains("version freezes soon");
            assertThat(created.head().accountId()).contains("W1");
            assertThat(created.head().time()).contains(Instant.ofEpochSecond(1_790_000_000));
            assertThat(throttled.oldStatus()).contains(FlowStatus.PUBLISHED);
            assertThat(throttled.newStatus()).isEqualTo(FlowStatus.THROTTLED);
        }

        @Test
        void readsRatesThatAreNoIntegers() {
            var rate = (FlowAlert.ClientErrorRate) alert("""
                    {"event":"CLIENT_ERROR_RATE","message":"m","flow_id":"F1","error_rate":14.28,"threshold":10,\
                    "alert_state":"ACTIVATED",
                     "errors":[{"error_type":"INVALID_SCREEN_TRANSITION","error_rate":66.66,"error_count":2}]}
                    """);

            assertThat(rate.rate()).contains(new BigDecimal("14.28"));
            assertThat(rate.state()).isEqualTo(AlertState.ACTIVATED);
            assertThat(rate.errors())
                    .containsExactly(new AlertError(
                            ErrorType.INVALID_SCREEN_TRANSITION,
                            "INVALID_SCREEN_TRANSITION",
                            Optional.of(new BigDecimal("66.66")),
                            Optional.of(BigDecimal.valueOf(2))));
        }

        @Test
        void readsNumbersThatAreTexts() {
            var rate = (FlowAlert.EndpointErrorRate) alert(
                    "{\"event\":\"ENDPOINT_ERROR_RATE\",\"flow_id\":17,\"error_rate\":\"7.2\",\"threshold\":\"5\"}");

            assertThat(rate.rate()).contains(new BigDecimal("7.2"));
            assertThat(rate.head().flow().value()).isEqualTo("17");
            assertThat(rate.state()).isEqualTo(AlertState.UNKNOWN);
            assertThat(rate.errors()).isEmpty();
        }

        @Test
        void readsLatencyAndAvailability() {
            var latency = (FlowAlert.EndpointLatency) alert("""
                    {"event":"ENDPOINT_LATENCY","message":"m","flow_id":"F1","p90_latency":5400,"p50_latency":300,\
                    "requests_count":61,
                     "threshold":5000,"alert_state":"ACTIVATED"}
                    """);
            var availability = (FlowAlert.EndpointAvailability)
                    alert("{\"event\":\"ENDPOINT_AVAILABILITY\",\"flow_id\":\"F1\",\"availability\":80,"
                            + "\"threshold\":90,\"alert_state\":\"DEACTIVATED\"}");

            assertThat(latency.p90()).contains(Duration.ofMillis(5_400));
            assertThat(latency.p50()).contains(Duration.ofMillis(300));
            assertThat(latency.requests()).hasValue(61);
            assertThat(latency.threshold()).contains(Duration.ofSeconds(5));
            assertThat(availability.availability()).contains(BigDecimal.valueOf(80));
            assertThat(availability.state()).isEqualTo(AlertState.DEACTIVATED);
        }

        @Test
        void readsTheWarningThatHasNoMessage() {
            var warning = (FlowAlert.VersionExpiryWarning)
                    alert("{\"event\":\"FLOW_VERSION_EXPIRY_WARNING\",\"flow_id\":\"F1\",\"warning\":\"version"
                            + " expires soon\"}");

            assertThat(warning.warning()).contains("version expires soon");
            assertThat(warning.head().message()).isEmpty();
        }

        @Test
        void keepsAnAlertThatIsNew() {
            var unknown = (FlowAlert.UnknownAlert) alert("{\"event\":\"FLOW_DREAMS\",\"flow_id\":\"F1\",\"depth\":3}");

            assertThat(unknown.event()).isEqualTo("FLOW_DREAMS");
            assertThat(unknown.raw()).containsEntry("depth", 3);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{}",
                    "{\"event\":\"ENDPOINT_LATENCY\"}",
                    "{\"event\":\"ENDPOINT_LATENCY\",\"flow_id\":\"../x\"}",
                    "{\"event\":\"FLOW_STATUS_CHANGE\",\"flow_id\":\"F1\"}",
                    "{\"flow_id\":\"F1\"}"
                })
        void keepsWhatLacksItsEssentials(String value) {
            assertThat(alert(value)).isInstanceOf(UnreadableEvent.class);
        }

        /** Meta's own examples have missing commas and quotation marks, and trailing commas. */
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"event\":\"CLIENT_ERROR_RATE\" \"message\":\"m\",\"flow_id\":\"F1\"}",
                    "{\"event\":\"CLIENT_ERROR_RATE\",\"flow_id\":\"F1\",}",
                    "{\"event\":\"CLIENT_ERROR_RATE,\"flow_id\":\"F1\"}",
                    "{\"event\":\"CLIENT_ERROR_RATE\",\"errors\":[{\"error_count\":3},],\"flow_id\":\"F1\"}"
                })
        void refusesExamplesThatAreNoJson(String value) {
            assertThatThrownBy(() -> alert(value))
                    .isInstanceOf(JsonFormatException.class)
                    .hasMessageContaining("line 1, column");
        }

        private WebhookEvent alert(String value) {
            return single("{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"W1\",\"time\":1790000000,"
                    + "\"changes\":[{\"field\":\"flows\",\"value\":"
                    + value + "}]}]}");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "timeout_error,TIMEOUT",
        "TIMEOUT,TIMEOUT",
        "missing_capability,MISSING_CAPABILITY",
        "CAPABILITY_ERROR,MISSING_CAPABILITY",
        "no_http_response_error,NO_HTTP_RESPONSE",
        "unexpected_http_status_code,UNEXPECTED_HTTP_STATUS",
        "public-key-missing,PUBLIC_KEY_MISSING",
        "PUBLIC_KEY_MISSING,PUBLIC_KEY_MISSING",
        "public-key-signiture-verification,PUBLIC_KEY_SIGNATURE_VERIFICATION",
        "public-key-signature-verification,PUBLIC_KEY_SIGNATURE_VERIFICATION",
        "response-decryption-error,RESPONSE_DECRYPTION",
        "invalid-screen-transition,INVALID_SCREEN_TRANSITION",
        "payload-schema-error,PAYLOAD_SCHEMA",
        "business-decryption-error,BUSINESS_DECRYPTION",
        "cannot_be_served,CANNOT_BE_SERVED",
        "something-else,UNKNOWN"
    })
    void knowsAnErrorTypeInEachSpelling(String word, ErrorType type) {
        assertThat(ErrorType.parse(word)).isEqualTo(type);
    }

    @Test
    void readsWhatBecameOfAMessage() {
        var event = single("""
                {"entry":[{"id":"W1","changes":[{"field":"messages","value":{"metadata":{"phone_number_id":"2001"},\
                "statuses":[
                 {"id":"wamid.S","status":"failed","timestamp":"1790000000","errors":[{"code":131026,"title":"Message\
                 undeliverable"}]}]}}]}]}
                """);

        assertThat(event).isInstanceOfSatisfying(MessageStatus.class, status -> {
            assertThat(status.isFailed()).isTrue();
            assertThat(status.errors().getFirst().code()).hasValue(131026);
        });
    }

    @Test
    void keepsOtherFieldsMessagesAndMisshapenParts() {
        var items = split("""
                {"entry":[7,{"id":"W1"},{"id":"W1","changes":["x",{"field":"account_update","value":{"event":"BAN"}},
                 {"field":"messages","value":{"messages":[{"id":"wamid.T","type":"text"},3]}}]}]}
                """);

        assertThat(items)
                .extracting(item -> (Object) item.event().getClass())
                .containsExactly(
                        UnreadableEvent.class,
                        UnreadableEvent.class,
                        UnreadableEvent.class,
                        OtherEvent.class,
                        OtherEvent.class,
                        UnreadableEvent.class);
        assertThat(items.get(3).event().raw()).containsEntry("event", "BAN");
    }

    @Test
    void givesTheSameAlertTheSameKeyAndAnotherAlertAnother() {
        var alert =
                "{\"entry\":[{\"id\":\"W1\",\"time\":%d,\"changes\":[{\"field\":\"flows\",\"value\":{\"event\":\"X\","
                        + "\"flow_id\":\"F1\"}}]}]}";

        assertThat(split(alert.formatted(1)).getFirst().key())
                .isEqualTo(split(alert.formatted(1)).getFirst().key())
                .isNotEqualTo(split(alert.formatted(2)).getFirst().key());
    }

    @Test
    void doesNotGrowWhatItTakesApart() {
        var big = "x".repeat(100_000);
        var messages = new java.util.StringJoiner(",");
        for (int i = 0; i < 500; i++) {
            messages.add("{\"id\":\"wamid." + i + "\",\"from\":\"1\"}");
        }
        var items = split("{\"entry\":[{\"id\":\"" + big
                + "\",\"changes\":[{\"field\":\"messages\",\"value\":{\"metadata\":{\"phone_number_id\":\"" + big
                + "\"},\"contacts\":[{\"wa_id\":\"1\",\"user_id\":\"" + big + "\"}],\"messages\":[" + messages
                + "]}}]}]}");

        assertThat(items.stream().mapToInt(item -> item.json().length).sum()).isLessThan(100_000);
    }

    private static String messages(String message, String more) {
        return "{\"entry\":[{\"id\":\"W1\",\"changes\":[{\"field\":\"messages\",\"value\":{" + more
                + "\"metadata\":{\"phone_number_id\":\"2001\"},\"messages\":[" + message + "]}}]}]}";
    }

    private static WebhookEvent single(String body) {
        assertThat(split(body)).hasSize(1);
        return split(body).getFirst().event();
    }

    private static List<WebhookItem> split(String body) {
        return PayloadSplitter.split(body.getBytes(StandardCharsets.UTF_8));
    }
}
