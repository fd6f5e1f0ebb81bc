package dev.penstock.cli.demo;

import dev.penstock.cli.FreePort;
import dev.penstock.cli.phone.OpenPhone;
import dev.penstock.examples.booking.BookingFlows;
import dev.penstock.examples.booking.BookingServer;
import dev.penstock.flowjson.FlowJson;
import dev.penstock.simulator.phone.PhoneSession;
import dev.penstock.testing.EncryptingLine;
import dev.penstock.trust.FlowTokens;
import dev.penstock.trust.RequestSignature;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A phone in the browser for each Flow of the demo. */
final class DemoPhones implements AutoCloseable {

    private final Map<String, OpenPhone> phones = new LinkedHashMap<>();

    private DemoPhones() {}

    static DemoPhones open(DemoHome home, BookingFlows flows, BookingServer server, FlowTokens tokens, int port)
            throws IOException {
        var open = new DemoPhones();
        for (var flow : flows.all()) {
            var line = EncryptingLine.to(server.endpoint(flow.name()), home.businessPublicKey())
                    .signedBy(RequestSignature.of(home.appSecrets()))
                    .open();
            var session = PhoneSession.builder(FlowJson.parse(flows.flowJson(flow)))
                    .business("Penstock demo")
                    .message("Tap below to use the Flow \"%s\".".formatted(flow.name()), "Open")
                    .flowToken(tokens.issue(flow.name(), "phone"));
            int next = port == 0 ? 0 : port + 1 + open.phones.size();
            open.phones.put(flow.name(), OpenPhone.start(session, line, flow.name(), FreePort.orAny(next)));
        }
        return open;
    }

    URI first() {
        return phones.values().iterator().next().uri();
    }

    /** Their addresses, a line each. */
    String list() {
        return phones.entrySet().stream()
                .map(phone ->
                        "  %-14s %s".formatted(phone.getKey(), phone.getValue().uri()))
                .collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        List<OpenPhone> all = new ArrayList<>(phones.values());
        all.forEach(OpenPhone::close);
    }
}
