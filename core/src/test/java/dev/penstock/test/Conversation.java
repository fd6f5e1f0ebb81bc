package dev.penstock.test;

import dev.penstock.Flow;
import dev.penstock.FlowBuilder;
import dev.penstock.endpoint.EndpointRequest;
import dev.penstock.endpoint.EndpointResponse;
import dev.penstock.endpoint.FlowEndpoint;
import dev.penstock.endpoint.FlowEndpointBuilder;
import dev.penstock.event.EndpointEvent;
import dev.penstock.trust.AppSecrets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** An endpoint, a phone that asks it, and the events between them. */
public final class Conversation {

    public final FlowEndpoint endpoint;
    public final Phone phone = Phone.create();
    public final List<EndpointEvent> events = new CopyOnWriteArrayList<>();

    private Conversation(Flow flow, UnaryOperator<FlowEndpointBuilder> options) {
        endpoint = options.apply(FlowEndpoint.builder(flow)
                        .keyset(TestKeys.KEYSET)
                        .appSecrets(AppSecrets.of(TestKeys.APP_SECRET))
                        .uniqueFlowTokens()
                        .listener(events::add))
                .build();
    }

    public static Conversation with(Flow flow) {
        return with(flow, builder -> builder);
    }

    public static Conversation with(FlowBuilder flow) {
        return with(flow.build());
    }

    public static Conversation with(FlowBuilder flow, UnaryOperator<FlowEndpointBuilder> options) {
        return with(flow.build(), options);
    }

    public static Conversation with(Flow flow, UnaryOperator<FlowEndpointBuilder> options) {
        return new Conversation(flow, options);
    }

    /** Asks in clear words and reads the answer in clear words. */
    public Reply ask(String clear) {
        var sealed = phone.seal(clear);
        return reply(sealed, endpoint.answer(sealed.request()));
    }

    public Reply ask(Map<String, ?> clear) {
        var sealed = phone.seal(clear);
        return reply(sealed, endpoint.answer(sealed.request()));
    }

    /** The status alone of whatever request. */
    public int status(EndpointRequest request) {
        return endpoint.answer(request).status();
    }

    private static Reply reply(Phone.Sealed sealed, EndpointResponse answer) {
        return new Reply(answer.status(), answer.body().length == 0 ? "" : sealed.open(answer));
    }

    /** Events of one kind, in their order. */
    public <E extends EndpointEvent> List<E> events(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** The status and the clear text of an answer, empty if there is no body. */
    public record Reply(int status, String clear) {}

    /** Clear requests as phones compose them. */
    public static String dataExchange(String screen, String data) {
        return dataExchange(screen, data, "t-1");
    }

    public static String dataExchange(String screen, String data, String flowToken) {
        return """
                {"version":"4.0","action":"data_exchange","screen":"%s","data":%s,"flow_token":"%s"}\
                """.formatted(screen, data, flowToken);
    }

    public static final String PING = """
            {"version":"4.0","action":"ping"}""";

    public static final String INIT = """
            {"version":"4.0","action":"INIT","screen":"","data":{},"flow_token":"t-1"}""";

    public static final String HEALTHY = """
            {"data":{"status":"active"}}""";
}
