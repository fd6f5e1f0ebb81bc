package dev.penstock.cli.speed;

import dev.penstock.Flow;
import dev.penstock.NextScreen;
import dev.penstock.cli.speed.Samples.Speed;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.KeyUnwrappers;
import dev.penstock.crypto.Keyset;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.crypto.spi.KeyUnwrapper;
import dev.penstock.crypto.spi.KeyUnwrapperUnavailableException;
import dev.penstock.endpoint.EndpointRequest;
import dev.penstock.endpoint.FlowEndpoint;
import dev.penstock.endpoint.FlowEndpointBuilder;
import dev.penstock.json.StrictJson;
import dev.penstock.testing.RequestEnvelope;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.RequestSignature;
import java.security.GeneralSecurityException;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.MGF1ParameterSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/**
 * Measures providers of RSA and the whole way of a request in turn, so that other work on the machine touches all
 * alike.
 */
final class SpeedMeasurement {

    /** The clear request has about so many bytes. */
    static final int REQUEST_BYTES = 500;

    private static final int BATCH = 16;

    private final RSAPrivateCrtKey key = PrivateKeys.generate();
    private final BusinessPublicKey publicKey = BusinessPublicKey.of(key);
    private final AppSecrets secrets = AppSecrets.of("only-for-measuring-0123456789");
    private final Map<String, KeyUnwrapper> providers = new LinkedHashMap<>();
    private final Map<String, String> unavailable = new LinkedHashMap<>();

    SpeedMeasurement() {
        for (var provider : KeyUnwrappers.providers()) {
            try {
                providers.put(provider, KeyUnwrappers.of(key, provider));
            } catch (KeyUnwrapperUnavailableException why) {
                unavailable.put(provider, why.getMessage());
            }
        }
    }

    /**
     * What was measured.
     *
     * @param rsa of each provider, the bare RSA operation
     * @param descriptions of each provider
     * @param unavailable the providers that cannot be used here, and why
     * @param fastest the provider with which whole requests were measured
     * @param request the whole way of a request
     */
    record Result(
            Map<String, Speed> rsa,
            Map<String, String> descriptions,
            Map<String, String> unavailable,
            String fastest,
            Speed request) {}

    Result measure(Duration time) {
        var fastest = fastestOf(rsa(List.copyOf(providers.keySet()), time.dividedBy(5)));
        var whole = new WholeRequests(fastest);
        whole.warmUp(time.dividedBy(2));
        round(new LinkedHashMap<>(), new Samples(), whole, time.dividedBy(5));
        var rsa = new LinkedHashMap<String, Samples>();
        var request = new Samples();
        round(rsa, request, whole, time);
        var speeds = speeds(rsa);
        var descriptions = new LinkedHashMap<String, String>();
        providers.forEach((name, provider) -> descriptions.put(name, provider.description()));
        return new Result(speeds, descriptions, unavailable, fastest, request.speed());
    }

    /** Only the RSA of one provider. */
    Speed rsaOf(String provider, Duration time) {
        rsa(List.of(provider), time.dividedBy(4));
        return rsa(List.of(provider), time).values().iterator().next();
    }

    private KeyUnwrapper unwrapper(String provider) {
        return Objects.requireNonNull(providers.get(provider));
    }

    boolean has(String provider) {
        return providers.containsKey(provider);
    }

    private Map<String, Speed> rsa(List<String> names, Duration time) {
        var samples = new LinkedHashMap<String, Samples>();
        long end = System.nanoTime() + time.toNanos();
        do {
            names.forEach(name -> rsaBatch(name, samples));
        } while (System.nanoTime() < end);
        return speeds(samples);
    }

    private void round(Map<String, Samples> rsa, Samples request, WholeRequests whole, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        do {
            providers.keySet().forEach(name -> rsaBatch(name, rsa));
            whole.batch(request);
        } while (System.nanoTime() < end);
    }

    private void rsaBatch(String name, Map<String, Samples> samples) {
        var provider = unwrapper(name);
        var block = block();
        samples.computeIfAbsent(name, n -> new Samples()).run(BATCH, () -> provider.unwrap(block));
    }

    private static Map<String, Speed> speeds(Map<String, Samples> samples) {
        var speeds = new LinkedHashMap<String, Speed>();
        samples.forEach((name, s) -> speeds.put(name, s.speed()));
        return speeds;
    }

    private static String fastestOf(Map<String, Speed> speeds) {
        return speeds.entrySet().stream()
                .min((a, b) -> Double.compare(
                        a.getValue().processorMicros(), b.getValue().processorMicros()))
                .orElseThrow()
                .getKey();
    }

    /** A payload encryption key, wrapped as a phone does. */
    private byte[] block() {
        try {
            var cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    publicKey.rsaPublicKey(),
                    new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT));
            return cipher.doFinal(new byte[KeyUnwrapper.KEY_BYTES]);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has RSA-OAEP.", impossible);
        }
    }

    private static byte[] clear() {
        var request = new LinkedHashMap<String, Object>();
        request.put("version", "3.0");
        request.put("action", "data_exchange");
        request.put("screen", "FORM");
        request.put("flow_token", "measure");
        request.put("data", Map.of("note", "x".repeat(REQUEST_BYTES - 110)));
        return StrictJson.write(request);
    }

    /** An endpoint, and requests that it has not seen: distinct, encrypted and signed. */
    private final class WholeRequests {

        private static final int WARM_UP_REQUESTS = 30_000;

        private final RequestSignature meta = RequestSignature.of(secrets);
        private final KeyUnwrapper unwrapper;
        private final FlowEndpoint endpoint;

        WholeRequests(String provider) {
            unwrapper = unwrapper(provider);
            endpoint = endpoint(unwrapper).build();
        }

        private FlowEndpointBuilder endpoint(KeyUnwrapper with) {
            return FlowEndpoint.builder(Flow.named("speed")
                            .onScreen("FORM", request -> NextScreen.of("FORM"))
                            .build())
                    .keyset(Keyset.of(with))
                    .appSecrets(secrets);
        }

        /**
         * Lets the compiler see everything but RSA often, which needs no compiler, by answering one request again and
         * again.
         */
        void warmUp(Duration atMost) {
            var forgetful = endpoint(new Remembering(unwrapper))
                    .replayGuard((id, patience, maker) -> maker.get())
                    .build();
            var request = signed();
            long end = System.nanoTime() + atMost.toNanos();
            for (int i = 0; i < WARM_UP_REQUESTS && System.nanoTime() < end; i++) {
                answer(forgetful, request);
            }
        }

        private EndpointRequest signed() {
            var body = RequestEnvelope.seal(clear(), publicKey).body();
            return EndpointRequest.of(body, meta.sign(body));
        }

        void batch(Samples samples) {
            var signed = new ArrayList<EndpointRequest>();
            for (int i = 0; i < BATCH; i++) {
                signed.add(signed());
            }
            samples.run(BATCH, () -> answer(endpoint, signed.removeLast()));
        }

        private static void answer(FlowEndpoint endpoint, EndpointRequest request) {
            int status = endpoint.answer(request).status();
            if (status != 200) {
                throw new IllegalStateException("The endpoint that is measured answered " + status + ".");
            }
        }
    }

    /** Unwraps once, and from then on gives what it gave then. */
    private static final class Remembering implements KeyUnwrapper {

        private final KeyUnwrapper unwrapper;
        private byte[] last = {};

        Remembering(KeyUnwrapper unwrapper) {
            this.unwrapper = unwrapper;
        }

        @Override
        public BusinessPublicKey publicKey() {
            return unwrapper.publicKey();
        }

        @Override
        public byte[] unwrap(byte[] wrappedKey) {
            if (last.length == 0) {
                last = unwrapper.unwrap(wrappedKey);
            }
            return last.clone();
        }
    }
}
