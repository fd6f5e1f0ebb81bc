package dev.penstock.cli.serve;

import dev.penstock.cli.FreePort;
import dev.penstock.cli.Penstock;
import dev.penstock.cli.demo.Browser;
import dev.penstock.cli.demo.DemoHome;
import dev.penstock.cli.phone.OpenPhone;
import dev.penstock.crypto.OwnerOnly;
import dev.penstock.endpoint.ResponseCheckPolicy;
import dev.penstock.flowjson.FlowJson;
import dev.penstock.flowjson.check.ScreenModels;
import dev.penstock.gateway.Gateway;
import dev.penstock.gateway.GatewayEndpoint;
import dev.penstock.gateway.backend.HttpBackend;
import dev.penstock.gateway.backend.SigningSecrets;
import dev.penstock.metrics.PenstockMetrics;
import dev.penstock.server.ServerLimits;
import dev.penstock.simulator.phone.PhoneSession;
import dev.penstock.testing.EncryptingLine;
import dev.penstock.trust.FlowTokens;
import dev.penstock.trust.RequestSignature;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;

/**
 * One Flow on loopback before a backend, with a key pair and an app secret of its own, and perhaps a phone beside it.
 */
final class QuickGateway implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";
    private static final String SIGNING_SECRET = "signing-secret.txt";

    private final Gateway gateway;
    private final DemoHome home;
    private final String flow;
    private Optional<OpenPhone> phone = Optional.empty();

    private QuickGateway(Gateway gateway, DemoHome home, String flow) {
        this.gateway = gateway;
        this.home = home;
        this.flow = flow;
    }

    static QuickGateway start(
            URI backend, int port, String flow, DemoHome home, Optional<FlowJson> flowJson, boolean isDev)
            throws IOException {
        var asked = HttpBackend.builder(backend).signingSecrets(SigningSecrets.of(signingSecret(home)));
        if (isDev) {
            asked.revealAnswersForDevelopment();
        }
        var keyset = home.keyset();
        var endpoint = GatewayEndpoint.builder(flow, asked.build())
                .keyset(() -> keyset)
                .appSecrets(home.appSecrets());
        flowJson.ifPresent(json -> endpoint.responseCheck(ScreenModels.of(json), ResponseCheckPolicy.REFUSE));
        if (isDev) {
            endpoint.revealFailuresForDevelopment();
        }
        var metrics = PenstockMetrics.create();
        var gateway = Traces.addTo(Gateway.builder())
                .port(port)
                .admin(LOOPBACK, FreePort.orAny(port == 0 ? 0 : port + 1))
                .metrics(metrics)
                .closeAfter(metrics)
                .limits(ServerLimits.defaults().withDrainTimeout(Duration.ZERO)) // nobody asks whether it is ready
                .endpoint("/flows/" + flow, endpoint.build())
                .start();
        return new QuickGateway(gateway, home, flow);
    }

    /** With it the backend knows the gateway; made when it is first needed. */
    private static String signingSecret(DemoHome home) throws IOException {
        var file = home.directory().resolve(SIGNING_SECRET);
        if (!Files.exists(file)) {
            OwnerOnly.write(file, SigningSecrets.generate().getBytes(StandardCharsets.US_ASCII));
        }
        return Files.readString(file, StandardCharsets.US_ASCII).strip();
    }

    void showPhone(Path flowJson, int port, boolean opens) {
        var line = EncryptingLine.to(endpoint(), home.businessPublicKey())
                .signedBy(RequestSignature.of(home.appSecrets()))
                .open();
        var session = PhoneSession.builder(FlowJson.load(flowJson))
                .flowToken(FlowTokens.of(home.appSecrets()).issue(flow, "phone"))
                .clock(InstantSource.system(), ZoneId.systemDefault());
        var opened = OpenPhone.following(flowJson, session, line, port);
        phone = Optional.of(opened);
        if (opens) {
            Browser.open(opened.uri());
        }
    }

    private URI endpoint() {
        return gateway.uri().resolve("/flows/" + flow);
    }

    String words() {
        var words = new StringBuilder("""
            Serving %1$s
            Key pair and app secret are in %2$s. Requests to the backend are signed; what checks that, as the examples
            do, is started with
              SIGNING_SECRET=$(cat %2$s/%3$s) node server.js
            Try it from another terminal:
              penstock call %1$s --home %2$s --ping
            """.formatted(endpoint(), home.directory(), SIGNING_SECRET));
        phone.ifPresentOrElse(
                open -> words.append("The phone is at ").append(open.uri()).append('\n'),
                () -> words.append(
                        Penstock.hasPhone() ? "For a phone in the browser add --flow-json FILE --dev.\n" : ""));
        gateway.adminUri()
                .ifPresent(admin -> words.append("Metrics, for Prometheus and penstock top, are at ")
                        .append(admin.resolve("/metrics"))
                        .append('\n'));
        home.exposed()
                .forEach(file -> words.append(
                        ("Warning: other users of this machine could read %s until now. Delete it, and a new one is"
                                        + " made.\n")
                                .formatted(file)));
        return words.append("Stop with Ctrl-C.").toString();
    }

    void join() throws InterruptedException {
        gateway.join();
    }

    @Override
    public void close() {
        phone.ifPresent(OpenPhone::close);
        gateway.close();
    }
}
