package dev.penstock.spring.internal;

import dev.penstock.Flow;
import dev.penstock.crypto.Keyset;
import dev.penstock.endpoint.FlowEndpoint;
import dev.penstock.event.EndpointListener;
import dev.penstock.flowjson.check.ScreenModels;
import dev.penstock.replay.ReplayGuard;
import dev.penstock.spring.FlowEndpointCustomizer;
import dev.penstock.spring.FlowEndpoints;
import dev.penstock.spring.PenstockConfigurationException;
import dev.penstock.spring.PenstockProperties;
import dev.penstock.spring.PenstockProperties.OneFlow;
import dev.penstock.spring.PenstockProperties.Tokens.Accepted;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.FlowTokens;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Makes an endpoint of every Flow, of what the application has as beans and what the properties say.
 *
 * @param properties the properties
 * @param jsons the Flow JSON of each
 * @param keyset the bean, if there is one
 * @param secrets the bean, if there is one
 * @param tokens the bean, asked only where it is needed
 * @param guard the bean, if there is one
 * @param listeners all beans
 * @param customizers all beans, in their order
 */
public record EndpointAssembly(
        PenstockProperties properties,
        FlowJsons jsons,
        Optional<Supplier<Keyset>> keyset,
        Optional<AppSecrets> secrets,
        Supplier<FlowTokens> tokens,
        Optional<ReplayGuard> guard,
        List<EndpointListener> listeners,
        List<FlowEndpointCustomizer> customizers) {

    /**
     * Makes the endpoints of all Flows.
     *
     * @param byName the Flows by their names
     */
    public FlowEndpoints of(Map<String, Flow> byName) {
        for (var name : new TreeSet<>(properties.flows().keySet())) {
            if (!byName.containsKey(name)) {
                throw new PenstockConfigurationException(
                        "There are properties penstock.flows.%s, and no Flow has this name.".formatted(name),
                        byName.isEmpty()
                                ? "Add a bean of the type dev.penstock.Flow, or a @FlowController."
                                : "The names are: %s.".formatted(String.join(", ", byName.keySet())));
            }
        }
        var byPath = new LinkedHashMap<String, FlowEndpoint>();
        for (var flow : byName.values()) {
            var path = path(flow);
            var endpoint = endpoint(flow, path);
            if (byPath.putIfAbsent(path, endpoint) != null) {
                throw new PenstockConfigurationException(
                        "Two Flows have the path %s.".formatted(path),
                        "Change penstock.flows.%s.path.".formatted(flow.name()));
            }
        }
        return new FlowEndpoints(byPath);
    }

    private Optional<OneFlow> own(Flow flow) {
        return Optional.ofNullable(properties.flows().get(flow.name()));
    }

    private String path(Flow flow) {
        return own(flow)
                .map(OneFlow::path)
                .filter(path -> !path.isBlank())
                .map(path -> Paths.check("penstock.flows.%s.path".formatted(flow.name()), path))
                .orElseGet(() -> Paths.base(properties.basePath()) + "/" + flow.name());
    }

    private FlowEndpoint endpoint(Flow flow, String path) {
        var builder = FlowEndpoint.builder(flow).keyset(keys(flow));
        var secrets = secrets(flow);
        secrets.ifPresentOrElse(builder::appSecrets, builder::insecurelyAcceptUnsignedRequests);
        builder.flowTokenSignature(properties.flowTokens().signature());
        switch (properties.flowTokens().accept()) {
            case ANY -> {}
            case UNIQUE -> builder.uniqueFlowTokens();
            case ISSUED -> builder.flowTokens(tokens(flow, secrets));
        }
        builder.handlerContext(RequestContext::carry);
        guard.ifPresent(builder::replayGuard);
        jsons.of(flow, own(flow))
                .ifPresent(document -> builder.responseCheck(ScreenModels.of(document), properties.responseCheck()));
        listeners.forEach(builder::listener);
        customizers.forEach(customizer -> customizer.customize(builder, flow));
        try {
            return builder.build().servedAt(path);
        } catch (IllegalStateException incomplete) {
            throw new PenstockConfigurationException(
                    "The Flow %s cannot be served.".formatted(flow.name()), advice(flow, incomplete), incomplete);
        }
    }

    /** In the words of properties, where it is about one. */
    private String advice(Flow flow, IllegalStateException incomplete) {
        boolean isAboutTokens =
                !flow.oncePerSubmission().isEmpty() && properties.flowTokens().accept() == Accepted.ANY;
        return isAboutTokens
                ? ("It answers submissions of %s once, which it can only tell by flow tokens that nobody else has: set"
                                + " penstock.flow-tokens.accept to issued, or to unique if whoever sends the messages"
                                + " makes such tokens.")
                        .formatted(String.join(", ", new TreeSet<>(flow.oncePerSubmission())))
                : String.valueOf(incomplete.getMessage());
    }

    private Supplier<Keyset> keys(Flow flow) {
        var own = own(flow).map(OneFlow::keys).filter(PenstockProperties.Keys::isGiven);
        if (own.isPresent()) {
            return KeysOfProperties.load("penstock.flows.%s.keys".formatted(flow.name()), own.get());
        }
        return keyset.orElseThrow(() -> new PenstockConfigurationException(
                "The Flow %s has no private key.".formatted(flow.name()),
                "Set penstock.keys.private-key-file to the file, penstock.keys.directory to a key ring, or"
                        + " penstock.keys.private-key to the text, for example ${PRIVATE_KEY}."));
    }

    private Optional<AppSecrets> secrets(Flow flow) {
        var own = own(flow).map(OneFlow::app).filter(PenstockProperties.App::isGiven);
        if (own.isPresent()) {
            return AppOfProperties.secrets("penstock.flows.%s.app".formatted(flow.name()), own.get());
        }
        if (secrets.isEmpty() && !properties.app().insecurelyAcceptUnsignedRequests()) {
            throw new PenstockConfigurationException(
                    "The Flow %s has no app secret, so anybody could ask it.".formatted(flow.name()),
                    "Set penstock.app.secret to it, for example ${META_APP_SECRET}, or penstock.app.secret-file to the"
                            + " file that holds it. On your own machine"
                            + " penstock.app.insecurely-accept-unsigned-requests does without.");
        }
        return secrets;
    }

    /** Of its own app, if it has one. */
    private FlowTokens tokens(Flow flow, Optional<AppSecrets> secrets) {
        boolean hasOwnApp = own(flow)
                .map(OneFlow::app)
                .filter(PenstockProperties.App::isGiven)
                .isPresent();
        return hasOwnApp && secrets.isPresent()
                ? FlowTokens.of(secrets.get())
                        .withLifetime(properties.flowTokens().lifetime())
                : tokens.get();
    }
}
