package dev.penstock.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.webhook.event.FlowCompletion;
import dev.penstock.webhook.event.MessageStatus;
import dev.penstock.webhook.event.OtherEvent;
import dev.penstock.webhook.event.UserChange;
import dev.penstock.webhook.event.WebhookEvent;
import dev.penstock.webhook.queue.WebhookItem;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who people are in webhooks since they may have user names, and what comes while Meta's Business Agent answers. */
class PeopleInWebhooksTest {

    private static final String REPLY =
            "\"type\":\"interactive\",\"interactive\":{\"type\":\"nfm_reply\",\"nfm_reply\":{\"name\":\"flow\","
                    + "\"response_json\":\"{}\"}}";

    @ParameterizedTest
    @ValueSource(strings = {"\"from\":\"\",", "\"from\":\"  \",", "\"from\":null,", ""})
    void aPhoneNumberThatIsEmptyIsAbsent(String from) {
        var completion = completion("""
                "contacts":[{"profile":{"name":"Ada","username":"ada.l"},"wa_id":"","user_id":"US.1",\
                "parent_user_id":"US.ENT.9"}],
                "messages":[{%s"from_user_id":"US.1","from_parent_user_id":"US.ENT.9","id":"wamid.A",%s}]
                """.formatted(from, REPLY));

        assertThat(completion.from()).isEmpty();
        assertThat(completion.userId()).contains("US.1");
        assertThat(completion.person().parentUserId()).contains("US.ENT.9");
        assertThat(completion.person().username()).contains("ada.l");
    }

    @Test
    void whatTheMessageLeavesOutIsTakenFromTheContact() {
        var completion = completion("""
                "contacts":[{"profile":{"username":"ada.l"},"wa_id":"15550100","user_id":"US.1",\
                "parent_user_id":"US.ENT.9"}],
                "messages":[{"from":"","from_user_id":"","id":"wamid.A",%s}]
                """.formatted(REPLY));

        assertThat(completion.from()).contains("15550100");
        assertThat(completion.userId()).contains("US.1");
        assertThat(completion.person().parentUserId()).contains("US.ENT.9");
    }

    @Test
    void twoPeopleWithoutNumbersAreNotTakenForOne() {
        var completions = events("messages", """
                "contacts":[{"profile":{"username":"ada"},"wa_id":"","user_id":"US.1"},
                            {"profile":{"username":"bob"},"wa_id":"","user_id":"US.2"}],
                "messages":[{"from":"","from_user_id":"US.2","id":"wamid.B",%s},{"from":"","from_user_id":"US.1",\
                "id":"wamid.A",%s},
                            {"from":"","id":"wamid.C",%s}]
                """.formatted(REPLY, REPLY, REPLY)).stream()
                .map(FlowCompletion.class::cast)
                .toList();

        assertThat(completions.get(0).person().username()).contains("bob");
        assertThat(completions.get(1).person().username()).contains("ada");
        assertThat(completions.get(2).person().username()).isEmpty();
        assertThat(completions.get(2).userId()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"parent_recipient_user_id", "recipient_parent_user_id"})
    void aStatusSaysForWhomItsMessageWas(String parentField) {
        var status =
                (MessageStatus) events("messages", """
                "statuses":[{"id":"wamid.S","status":"delivered","recipient_id":"","recipient_user_id":"US.1",\
                "%s":"US.ENT.9"}]
                """.formatted(parentField)).getFirst();

        assertThat(status.recipient().phoneNumber()).isEmpty();
        assertThat(status.recipient().userId()).contains("US.1");
        assertThat(status.recipient().parentUserId()).contains("US.ENT.9");
    }

    @Test
    void aFailedMessageKeepsTheDetailsAndTheAdvice() {
        var status = (MessageStatus) events("messages", """
                "statuses":[{"id":"wamid.S","status":"failed","recipient_id":"15550100","errors":[
                 {"code":131047,"title":"Re-engagement message","message":"Re-engagement message",
                  "error_data":{"details":"Message failed to send because more than 24 hours have passed"},\
                "href":"https://x"},
                 {"code":131026,"title":"","error_data":""},{}]}]
                """).getFirst();

        assertThat(status.isFailed()).isTrue();
        assertThat(status.recipient().phoneNumber()).contains("15550100");
        var first = status.errors().getFirst();
        assertThat(first.code()).hasValue(131047);
        assertThat(first.details()).contains("Message failed to send because more than 24 hours have passed");
        assertThat(first.message()).contains("Re-engagement message");
        assertThat(first.advice())
                .hasValueSatisfying(advice -> assertThat(advice).contains("template"));
        assertThat(first.toString()).doesNotContain("24 hours");
        assertThat(status.errors().get(1).details()).isEmpty();
        assertThat(status.errors().get(1).title()).isEmpty();
        assertThat(status.errors().get(2).advice()).isEmpty();
    }

    @Test
    void aChangedUserIdNamesTheOldAndTheNew() {
        var change = (UserChange) events("messages", """
                "messages":[{"id":"wamid.Y","timestamp":"1790000000","type":"system","system":{
                 "body":"User Ada changed","type":"user_changed_user_id","user_id":"US.2","parent_user_id":"US.ENT.2",
                 "previous_user_id":"US.1","previous_parent_user_id":"US.ENT.1"}}]
                """).getFirst();

        assertThat(change.type()).isEqualTo("user_changed_user_id");
        assertThat(change.previous().userId()).contains("US.1");
        assertThat(change.previous().parentUserId()).contains("US.ENT.1");
        assertThat(change.previous().phoneNumber()).isEmpty();
        assertThat(change.current().userId()).contains("US.2");
        assertThat(change.current().parentUserId()).contains("US.ENT.2");
        assertThat(change.time()).contains(Instant.ofEpochSecond(1_790_000_000));
        assertThat(change.toString()).doesNotContain("US.1", "US.2", "Ada");
    }

    @Test
    void aChangedNumberNamesTheOldAndTheNew() {
        var change = (UserChange) events("messages", """
                "messages":[{"from":"15550100","id":"wamid.Y","type":"system","system":{"type":"user_changed_number",
                 "wa_id":"15550199","user_id":"US.2","previous_user_id":"US.1"}}]
                """).getFirst();

        assertThat(change.previous().phoneNumber()).contains("15550100");
        assertThat(change.current().phoneNumber()).contains("15550199");
        assertThat(change.previous().userId()).contains("US.1");
        assertThat(change.current().userId()).contains("US.2");
    }

    @Test
    void anotherSystemMessageStaysWhatItWas() {
        assertThat(events("messages", """
                "messages":[{"from":"1","id":"wamid.Y","type":"system","system":{"type":"customer_identity_changed"}}]
                """).getFirst()).isInstanceOf(OtherEvent.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"standby", "messaging_handovers"})
    void whatComesWhileTheBusinessAgentAnswersIsReadAndMarked(String field) {
        var events = events(field, """
                "%s":{"contacts":[{"profile":{"username":"ada"},"wa_id":"15550100","user_id":"US.1"}],
                 "messages":[{"from":"15550100","id":"wamid.A","timestamp":"1790000000","context":{"id":"wamid.S"},%s},
                             {"from":"15550100","id":"wamid.T","type":"text","text":{"body":"Hi"}}],
                 "message_echoes":[{"id":"wamid.E","type":"text"}],
                 "statuses":[{"id":"wamid.E","status":"read"}]}
                """.formatted(field, REPLY));

        assertThat(events).hasSize(4);
        assertThat(events.get(0)).isInstanceOfSatisfying(FlowCompletion.class, completion -> {
            assertThat(completion.isStandby()).isTrue();
            assertThat(completion.field()).isEqualTo(field);
            assertThat(completion.from()).contains("15550100");
            assertThat(completion.person().username()).contains("ada");
            assertThat(completion.contextMessageId()).contains("wamid.S");
            assertThat(completion.accountId()).contains("W1");
            assertThat(completion.phoneNumberId()).contains("2001");
        });
        assertThat(events.get(1)).isInstanceOfSatisfying(OtherEvent.class, text -> {
            assertThat(text.isStandby()).isTrue();
            assertThat(text.raw()).containsEntry("id", "wamid.T");
        });
        assertThat(events.get(2))
                .isInstanceOfSatisfying(
                        MessageStatus.class,
                        status -> assertThat(status.isStandby()).isTrue());
        assertThat(events.get(3)).isInstanceOfSatisfying(OtherEvent.class, echo -> {
            assertThat(echo.isStandby()).isTrue();
            assertThat(echo.raw()).containsEntry("id", "wamid.E");
        });
    }

    @Test
    void theSameFieldWithoutAnObjectOfItsOwnIsReadToo() {
        var event = events("standby", "\"messages\":[{\"from\":\"15550100\",\"id\":\"wamid.A\",%s}]".formatted(REPLY))
                .getFirst();

        assertThat(event)
                .isInstanceOfSatisfying(
                        FlowCompletion.class,
                        completion -> assertThat(completion.isStandby()).isTrue());
    }

    @Test
    void aHandoverWithoutMessagesIsHandedOn() {
        assertThat(events("messaging_handovers", "\"control_passed\":{\"x\":1}").getFirst())
                .isInstanceOfSatisfying(OtherEvent.class, handover -> {
                    assertThat(handover.field()).isEqualTo("messaging_handovers");
                    assertThat(handover.raw()).containsKey("control_passed");
                });
    }

    @Test
    void anOrdinaryMessageIsNotMarked() {
        assertThat(completion("\"messages\":[{\"from\":\"1\",\"id\":\"wamid.A\",%s}]".formatted(REPLY))
                        .isStandby())
                .isFalse();
    }

    @Test
    void whatWasQueuedBeforeThereWereFieldsIsStillRead() {
        var old = "{\"kind\":\"message\",\"account\":\"W1\",\"content\":{\"from\":\"15550100\",\"id\":\"wamid.A\",%s}}"
                .formatted(REPLY);

        assertThat(WebhookEvent.read(old.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(FlowCompletion.class, completion -> {
                    assertThat(completion.isStandby()).isFalse();
                    assertThat(completion.from()).contains("15550100");
                });
    }

    @Test
    void aCompletionThatComesByBothFieldsIsOneEvent() {
        var message = "{\"from\":\"1\",\"id\":\"wamid.A\",%s}".formatted(REPLY);

        var keys = PayloadSplitter.split(body("standby", "\"standby\":{\"messages\":[" + message + "]}")).stream()
                .map(WebhookItem::key)
                .toList();

        assertThat(keys)
                .isEqualTo(PayloadSplitter.split(body("messages", "\"messages\":[" + message + "]")).stream()
                        .map(WebhookItem::key)
                        .toList());
    }

    @Test
    void aHandlerIsTakenForChangesOfPeople() throws Exception {
        var changes = new CopyOnWriteArrayList<UserChange>();
        var others = new CopyOnWriteArrayList<WebhookEvent>();
        var handlers = WebhookHandlers.none().onUserChange(changes::add).onOther(others::add);

        handlers.handle(events("messages", """
                "messages":[{"from":"1","id":"wamid.Y","type":"system","system":{"type":"user_changed_number",\
                "wa_id":"2"}}]
                """).getFirst());

        assertThat(changes).hasSize(1);
        assertThat(others).isEmpty();
    }

    private static FlowCompletion completion(String value) {
        return (FlowCompletion) events("messages", value).getFirst();
    }

    private static List<WebhookEvent> events(String field, String value) {
        return PayloadSplitter.split(body(field, value)).stream()
                .map(WebhookItem::event)
                .toList();
    }

    private static byte[] body(String field, String value) {
        return """
                {"object":"whatsapp_business_account","entry":[{"id":"W1","time":1790000000,"changes":[{"field":"%s",\
                "value":{
                 "messaging_product":"whatsapp","metadata":{"phone_number_id":"2001"},%s}}]}]}
                """.formatted(field, value).getBytes(StandardCharsets.UTF_8);
    }
}
