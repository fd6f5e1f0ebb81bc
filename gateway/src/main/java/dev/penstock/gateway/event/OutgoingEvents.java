package dev.penstock.gateway.event;

import dev.penstock.event.EndpointEvent;
import dev.penstock.json.StrictJson;
import dev.penstock.replay.ReplayId;
import dev.penstock.webhook.event.FlowAlert;
import dev.penstock.webhook.event.FlowCompletion;
import dev.penstock.webhook.event.MessageStatus;
import dev.penstock.webhook.event.Person;
import dev.penstock.webhook.event.UserChange;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes events to be told of what Meta and phones tell. The id of each comes from what makes it the same event again.
 */
final class OutgoingEvents {

    private static final int ID_DIGITS = 32;

    private final Optional<String> tenant;
    private final InstantSource clock;

    OutgoingEvents(Optional<String> tenant, InstantSource clock) {
        this.tenant = tenant;
        this.clock = clock;
    }

    OutgoingEvent of(FlowCompletion completion) {
        var data = new LinkedHashMap<String, Object>();
        data.put("message_id", completion.messageId());
        putPerson(data, completion.person());
        put(data, "context_message_id", completion.contextMessageId());
        put(data, "waba_id", completion.accountId());
        put(data, "phone_number_id", completion.phoneNumberId());
        put(data, "flow_id", completion.flowId());
        put(data, "flow_token", completion.flowToken());
        data.put("response", completion.response());
        return event(EventType.FLOW_COMPLETED, completion.time(), data, completion.messageId());
    }

    OutgoingEvent of(MessageStatus status) {
        var data = new LinkedHashMap<String, Object>();
        data.put("message_id", status.messageId());
        data.put("status", status.status());
        put(data, "phone_number_id", status.phoneNumberId());
        putPerson(data, status.recipient());
        data.put("raw", status.raw());
        return event(EventType.MESSAGE_STATUS, status.time(), data, status.messageId(), status.status());
    }

    OutgoingEvent of(FlowAlert alert) {
        var head = alert.head();
        var data = new LinkedHashMap<String, Object>();
        data.put("flow_id", head.flow().value());
        put(data, "waba_id", head.accountId());
        put(data, "message", head.message());
        data.put("raw", head.raw());
        return event(
                EventType.FLOW_ALERT,
                head.time(),
                data,
                head.accountId().orElse(""),
                head.time().map(Instant::toString).orElse(""),
                new String(StrictJson.writeCanonical(head.raw()), StandardCharsets.UTF_8));
    }

    OutgoingEvent of(UserChange change) {
        var data = new LinkedHashMap<String, Object>();
        data.put("message_id", change.messageId());
        data.put("change", change.type());
        put(data, "waba_id", change.accountId());
        put(data, "phone_number_id", change.phoneNumberId());
        data.put("previous", person(change.previous()));
        data.put("current", person(change.current()));
        return event(EventType.USER_CHANGED, change.time(), data, change.messageId());
    }

    OutgoingEvent of(EndpointEvent.ErrorNotified notified) {
        var data = new LinkedHashMap<String, Object>();
        data.put("flow", notified.flow());
        data.put("error", notified.errorKey());
        data.put("request_id", notified.requestId());
        return event(EventType.FLOW_ERROR, Optional.empty(), data, notified.flow(), notified.requestId());
    }

    private OutgoingEvent event(
            EventType type, Optional<Instant> time, Map<String, Object> data, String... whatMakesItTheSame) {
        var parts = Stream.concat(Stream.of(type.wireName(), tenant.orElse("")), Stream.of(whatMakesItTheSame))
                .map(part -> part.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        var id = "evt_" + ReplayId.of("event", parts).hex().substring(0, ID_DIGITS);
        return new OutgoingEvent(id, type, time.orElseGet(clock::instant), tenant, data);
    }

    private static void putPerson(Map<String, Object> data, Person person) {
        data.putAll(person(person));
    }

    private static Map<String, Object> person(Person person) {
        var data = new LinkedHashMap<String, Object>();
        put(data, "phone_number", person.phoneNumber());
        put(data, "user_id", person.userId());
        put(data, "parent_user_id", person.parentUserId());
        put(data, "username", person.username());
        return data;
    }

    private static void put(Map<String, Object> data, String name, Optional<String> value) {
        value.ifPresent(text -> data.put(name, text));
    }
}
