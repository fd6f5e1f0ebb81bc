package dev.penstock.simulator.phone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.testing.Exchange;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a phone does with answers that are of no use to it, and without any. */
class UselessAnswersTest extends BookingOnAPhone {

    @Test
    void fetchesTheKeyAndResendsOnceAfter421() {
        line.then(new Exchange.Refused(421));
        open();

        assertThat(line.refreshes).isEqualTo(1);
        assertThat(line.asked).hasSize(2);
        assertThat(phone.screen()).contains("APPOINTMENT");
    }

    @Test
    void givesUpAfterTheSecond421() {
        line.then(new Exchange.Refused(421)).then(new Exchange.Refused(421));

        phone.apply(new PhoneEvent.Open());
        phone.apply(new PhoneEvent.Retry());

        assertThat(line.asked).hasSize(2);
        assertThat(phone.failure()).isPresent();
    }

    @Test
    void showsTheTextOf427AndDisablesTheButton() {
        line.then(new Exchange.Answered(427, Map.of("error_msg", "This booking is already complete.")));

        phone.apply(new PhoneEvent.Open());

        assertThat(phone.view().get("failure").toString()).contains("This booking is already complete.");
        assertThat(phone.canOpen()).isFalse();
    }

    @Test
    void offersToTryAgainAfterATimeout() {
        line.then(new Exchange.TimedOut());
        phone.apply(new PhoneEvent.Open());
        assertThat(phone.failure()).contains("The endpoint did not answer within 10 seconds.");
        line.then("APPOINTMENT", CHOICES);

        phone.apply(new PhoneEvent.Retry());

        assertThat(phone.screen()).contains("APPOINTMENT");
        assertThat(phone.failure()).isEmpty();
    }

    @Test
    void staysOnALaterScreenAfterATimeout() {
        open();
        fillIn();
        line.then(new Exchange.TimedOut());

        tap(CONTINUE);

        assertThat(phone.screen()).contains("APPOINTMENT");
        assertThat(phone.message()).isPresent();
        assertThat(phone.form()).containsEntry("day", "2026-12-01");
    }

    @Test
    void keepsItsScreenWhileTheEndpointIsAwayAndGoesOnAfterwards() {
        open();
        fillIn();
        line.then(new Exchange.Unreachable("ConnectException"));
        tap(CONTINUE);
        assertThat(phone.endpointAbsence()).contains("ConnectException");
        assertThat(phone.form()).containsEntry("day", "2026-12-01");

        line.then(new Exchange.Unreachable("ConnectException"));
        phone.lookForEndpoint();
        assertThat(phone.endpointAbsence()).isPresent();
        line.then(new Exchange.Answered(200, Map.of("data", Map.of("status", "active"))));
        phone.lookForEndpoint();
        assertThat(phone.endpointAbsence()).isEmpty();

        line.then("SUMMARY", Map.of("text", "Eyes"));
        tap(CONTINUE);
        assertThat(phone.screen()).contains("SUMMARY");
        assertThat(phone.exchanges())
                .extracting(each -> each.request().get("action"))
                .doesNotContain("ping");
    }

    @Test
    void tellsTheEndpointThatItsAnswerDoesNotOpen() {
        line.then(new Exchange.Unopened(200, "The body is not Base64."));

        phone.apply(new PhoneEvent.Open());

        assertThat(notified()).containsEntry("error", "response-decryption-error");
        assertThat(line.asked.getLast()).containsEntry("action", "INIT");
    }

    @Test
    void tellsTheEndpointOfDataThatDoesNotFit() {
        open();
        fillIn();
        line.then("SUMMARY", Map.of("text", 7));

        tap(CONTINUE);

        assertThat(notified()).containsEntry("error", "payload-schema-error");
        assertThat(phone.exchangeLog().stream()
                        .flatMap(entry -> entry.faults().stream())
                        .toList())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.text()).contains("'text' must be of type string, but is number");
                    assertThat(finding.where()).isPresent();
                });
    }

    @Test
    void tellsTheEndpointOfAScreenThatCannotBeReached() {
        open();
        fillIn();
        line.then("DONE", Map.of("number", 1));

        tap(CONTINUE);

        assertThat(notified()).containsEntry("error", "invalid-screen-transition");
    }

    @Test
    void refusesToOpenOnAScreenThatIsLedTo() {
        line.then("SUMMARY", Map.of("text", "Eyes"));

        phone.apply(new PhoneEvent.Open());

        assertThat(notified()).containsEntry("error", "invalid-screen-transition");
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> notified() {
        return (Map<String, Object>) line.asked.getLast().get("data");
    }
}
