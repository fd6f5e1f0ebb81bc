package dev.penstock.simulator.graph;

import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.RequestSignature;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Builds an emulator. Defaults: any free port, the app id 4001, the system's clock, the plainest checks of a Flow JSON,
 * every endpoint healthy. Not thread-safe.
 */
public final class GraphEmulatorBuilder {

    final String accessToken;
    int port;
    String appId = "4001";
    InstantSource clock = InstantSource.system();
    FlowValidator validator = new BasicFlowValidator();
    Predicate<URI> healthCheck = ignored -> true;
    Consumer<SentByApi> phone = ignored -> {};
    Optional<String> appSecret = Optional.empty();
    boolean flatKeyAnswer;

    GraphEmulatorBuilder(String accessToken) {
        this.accessToken = accessToken;
    }

    /**
     * Sets the port.
     *
     * @param number the port, 0 for any free one
     * @return this
     */
    public GraphEmulatorBuilder port(int number) {
        port = number;
        return this;
    }

    /**
     * Sets the id of the app to which the access token belongs.
     *
     * @param id the id
     * @return this
     */
    public GraphEmulatorBuilder appId(String id) {
        appId = id;
        return this;
    }

    /**
     * Sets the clock.
     *
     * @param source the clock
     * @return this
     */
    public GraphEmulatorBuilder clock(InstantSource source) {
        clock = source;
        return this;
    }

    /**
     * Sets how a Flow JSON is checked.
     *
     * @param checks the checks
     * @return this
     */
    public GraphEmulatorBuilder validator(FlowValidator checks) {
        validator = checks;
        return this;
    }

    /**
     * Sets how an endpoint is checked before a Flow is published.
     *
     * @param check whether the endpoint with this URL answers the health check
     * @return this
     */
    public GraphEmulatorBuilder healthCheck(Predicate<URI> check) {
        healthCheck = check;
        return this;
    }

    /**
     * Sets the phone that gets messages.
     *
     * @param receiver called within the send
     * @return this
     */
    public GraphEmulatorBuilder phone(Consumer<SentByApi> receiver) {
        phone = receiver;
        return this;
    }

    /**
     * Sets the app secret of the app. It is then needed for the app's webhook subscriptions, a wrong
     * {@code appsecret_proof} is refused, and a Flow with an endpoint is published only if the app is subscribed to the
     * field {@code flows}. Without it every secret is taken.
     *
     * @param secret the app secret
     * @return this
     */
    public GraphEmulatorBuilder appSecret(String secret) {
        appSecret = Optional.of(secret);
        return this;
    }

    /** {@return this; the key of a number is answered as a flat object, as Meta's guide has it, not in a list} */
    public GraphEmulatorBuilder flatKeyAnswer() {
        flatKeyAnswer = true;
        return this;
    }

    /** HMAC-SHA256 of the access token, which is what a request signature is over a body. */
    Optional<String> proof() {
        return appSecret.map(secret -> RequestSignature.of(AppSecrets.of(secret))
                .sign(accessToken.getBytes(StandardCharsets.US_ASCII))
                .substring("sha256=".length()));
    }

    /** {@return the emulator, listening} */
    public GraphEmulator start() {
        return new GraphEmulator(this);
    }
}
