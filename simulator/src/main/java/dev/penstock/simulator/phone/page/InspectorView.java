package dev.penstock.simulator.phone.page;

import dev.penstock.flowjson.FlowJson;
import dev.penstock.flowjson.FlowScreen;
import dev.penstock.json.StrictJson;
import dev.penstock.simulator.internal.PlainValue;
import dev.penstock.simulator.phone.AnswerFault;
import dev.penstock.simulator.phone.LoggedExchange;
import dev.penstock.simulator.phone.PhoneSession;
import dev.penstock.testing.Exchange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The inspector beside the phone: exchanges, findings, and the routing graph with the shown screen lit. */
final class InspectorView {

    private InspectorView() {}

    static Map<String, Object> of(PhoneSession session, PageNotes notes, Map<String, Object> phone) {
        List<Object> exchanges = new ArrayList<>();
        for (LoggedExchange entry : session.exchangeLog()) {
            exchanges.add(summary(entry));
        }
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("exchanges", exchanges);
        view.put("graph", graph(session));
        List<Map<String, Object>> findings = new ArrayList<>(notes.findings(session.flow()));
        findings.addAll(onTheScreen(PlainValue.map(phone.get("screen"))));
        view.put("findings", findings);
        view.put("hasEndpoint", session.flow().hasEndpoint());
        session.endpointAbsence().ifPresent(reason -> view.put("endpointAway", reason));
        return view;
    }

    /** What cannot be shown on the screen that is open now. */
    private static List<Map<String, Object>> onTheScreen(Map<?, ?> screen) {
        List<Map<String, Object>> findings = new ArrayList<>();
        for (Object each : PlainValue.list(screen.get("components"))) {
            Map<?, ?> component = PlainValue.map(each);
            String problem = PlainValue.text(component.get("problem"));
            if (!problem.isEmpty()) {
                String text = "%s on screen %s. %s".formatted(component.get("type"), screen.get("id"), problem);
                findings.add(Map.of(
                        "severity",
                        "warning",
                        "code",
                        "IMAGE_NOT_SHOWN",
                        "text",
                        text,
                        "line",
                        PlainValue.whole(component.get("line")).orElse(1)));
            }
        }
        return findings;
    }

    private static Map<String, Object> summary(LoggedExchange entry) {
        Exchange exchange = entry.exchange();
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("number", entry.number());
        view.put("purpose", entry.purpose().name().toLowerCase(Locale.ROOT));
        view.put("action", PlainValue.text(exchange.request().get("action")));
        view.put("screen", PlainValue.text(exchange.request().get("screen")));
        view.put("status", exchange.status());
        view.put("outcome", outcome(exchange));
        view.put("ms", exchange.took().toNanos() / 1_000_000.0);
        view.put("answered", answeredScreen(exchange));
        List<Object> findings = new ArrayList<>();
        for (AnswerFault fault : entry.faults()) {
            Map<String, Object> shown = new LinkedHashMap<>();
            shown.put("code", fault.code());
            shown.put("text", fault.text());
            fault.where().ifPresent(where -> shown.put("line", where.lineStart()));
            findings.add(shown);
        }
        view.put("findings", findings);
        return view;
    }

    /** Everything about one exchange; fetched when it is looked at, since it may be large. */
    static Optional<Map<String, Object>> exchange(PhoneSession session, int number) {
        return session.exchangeLog().stream()
                .filter(entry -> entry.number() == number)
                .findFirst()
                .map(InspectorView::details);
    }

    private static Map<String, Object> details(LoggedExchange entry) {
        Exchange exchange = entry.exchange();
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("number", entry.number());
        view.put(
                "startedAt",
                Instant.ofEpochMilli(exchange.startedAt().toEpochMilli()).toString());
        view.put("keyId", exchange.wire().keyId());
        view.put("request", StrictJson.writePretty(exchange.request()));
        view.put(
                "answer",
                exchange.outcome() instanceof Exchange.Answered answered
                        ? StrictJson.writePretty(answered.answer())
                        : outcome(exchange));
        view.put("requestBody", exchange.wire().requestBody());
        view.put("answerBody", exchange.wire().answerBody());
        view.put("requestHeaders", exchange.wire().requestHeaders());
        view.put("answerHeaders", exchange.wire().answerHeaders());
        return view;
    }

    private static String outcome(Exchange exchange) {
        return switch (exchange.outcome()) {
            case Exchange.Answered answered -> "answered";
            case Exchange.Refused refused -> "refused with status " + refused.status();
            case Exchange.Unopened unopened -> "not decryptable: " + unopened.reason();
            case Exchange.Malformed malformed -> "not usable: " + malformed.reason();
            case Exchange.TimedOut timedOut -> "no answer within 10 s";
            case Exchange.Unreachable unreachable -> "no HTTP answer: " + unreachable.reason();
        };
    }

    private static String answeredScreen(Exchange exchange) {
        return exchange.outcome() instanceof Exchange.Answered answered
                ? PlainValue.text(answered.answer().get("screen"))
                : "";
    }

    private static Map<String, Object> graph(PhoneSession session) {
        FlowJson flow = session.flow();
        List<String> entries = flow.routing().entryScreens();
        List<Object> screens = new ArrayList<>();
        for (FlowScreen screen : flow.screens()) {
            Map<String, Object> node = new LinkedHashMap<>();
            node.put("id", screen.id());
            node.put("terminal", screen.isTerminal());
            node.put("entry", entries.contains(screen.id()));
            node.put("line", screen.node().range().lineStart());
            node.put("to", List.copyOf(flow.routing().after(screen.id())));
            screens.add(node);
        }
        Map<String, Object> graph = new LinkedHashMap<>();
        graph.put("screens", screens);
        graph.put("path", session.path());
        graph.put("declared", flow.routing().isDeclared());
        return graph;
    }
}
