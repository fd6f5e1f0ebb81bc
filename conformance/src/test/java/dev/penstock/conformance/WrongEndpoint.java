package dev.penstock.conformance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.json.StrictJson;
import dev.penstock.testing.EndpointAccess;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.RequestSignature;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.MGF1ParameterSpec;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;

/**
 * A little endpoint on the JDK's HTTP server, right but for the mistakes that are planted. None of our endpoint is
 * used.
 */
final class WrongEndpoint implements AutoCloseable {

    static final String SECRET = "0123456789abcdef0123456789abcdef";
    static final String PREVIOUS_SECRET = "fedcba9876543210fedcba9876543210";
    static final String TOKEN = "a-token-that-is-accepted";

    /** What can be wrong with it. */
    enum Mistake {
        NO_SIGNATURE_CHECK,
        ODD_SIGNATURE_THROWS,
        SIGNATURE_CHECKED_LAST,
        TAG_FAILURE_IS_500,
        UNDECRYPTABLE_IS_400,
        MALFORMED_IS_500,
        VECTOR_NOT_INVERTED,
        ANSWER_IS_JSON_STRING,
        ANSWER_IS_JSON_OBJECT,
        PING_IN_CLEAR,
        REFUSAL_IN_CLEAR,
        TOKEN_NOT_VERIFIED,
        ANY_FIELD_CALLED_ERROR,
        ERRORS_NOT_RECOGNISED,
        DATA_TAKEN_FOR_GRANTED,
        NULL_IN_DATA,
        ANSWERED_ANEW,
        SMALL_BODIES_ONLY,
        TOKEN_SIGNATURE_NOT_VERIFIED,
        TOKEN_SIGNATURE_REQUIRED,
        TOKEN_SIGNATURE_REQUIRED_OF_ERRORS,
        ALGORITHM_OF_THE_TOKEN,
        EXPIRY_NOT_HELD_TO,
        TOKEN_NOT_COMPARED,
        BROKEN_TOKEN_SIGNATURE_IS_500,
        TOKEN_SIGNATURE_REFUSED
    }

    private final RSAPrivateCrtKey key = PrivateKeys.generate();
    private final RequestSignature signature = RequestSignature.of(AppSecrets.of(SECRET));
    private final Map<String, byte[]> answered = new java.util.concurrent.ConcurrentHashMap<>();
    private final Set<Mistake> mistakes;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private WrongEndpoint(Set<Mistake> mistakes) throws IOException {
        this.mistakes = mistakes;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 128);
        server.createContext("/flow", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    static WrongEndpoint with(Mistake... mistakes) throws IOException {
        return new WrongEndpoint(Set.of(mistakes));
    }

    /** Without a signature. */
    EndpointAccess access() {
        return EndpointAccess.of(
                URI.create(
                        "http://127.0.0.1:%d/flow".formatted(server.getAddress().getPort())),
                BusinessPublicKey.of(key));
    }

    ConformanceTarget.Builder target() {
        return ConformanceTarget.of(access().signedBy(signature))
                .flowToken(TOKEN)
                .previousSignature(RequestSignature.of(AppSecrets.of(PREVIOUS_SECRET)))
                .submission("FIRST", Map.of("name", "Somebody"));
    }

    /** What is answered: a status and a body. */
    private record Answer(int status, byte[] body) {

        static Answer of(int status) {
            return new Answer(status, new byte[0]);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestMethod().equals("POST")) {
                exchange.sendResponseHeaders(405, -1);
                return;
            }
            var body = exchange.getRequestBody()
                    .readNBytes(mistakes.contains(Mistake.SMALL_BODIES_ONLY) ? 100_001 : 15_000_001);
            var header = exchange.getRequestHeaders().getFirst(RequestSignature.HEADER);
            var answer = answer(body, header == null ? "" : header);
            boolean json = mistakes.contains(Mistake.ANSWER_IS_JSON_STRING)
                    || mistakes.contains(Mistake.ANSWER_IS_JSON_OBJECT);
            exchange.getResponseHeaders().set("Content-Type", json ? "application/json" : "text/plain");
            exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        }
    }

    private Answer answer(byte[] body, String header) {
        if (body.length > (mistakes.contains(Mistake.SMALL_BODIES_ONLY) ? 100_000 : 15_000_000)) {
            return Answer.of(413);
        }
        if (mistakes.contains(Mistake.ODD_SIGNATURE_THROWS) && header.length() != 71) {
            return Answer.of(500);
        }
        boolean signed = mistakes.contains(Mistake.NO_SIGNATURE_CHECK)
                || signature.check(body, header).isValid();
        if (!signed && !mistakes.contains(Mistake.SIGNATURE_CHECKED_LAST)) {
            return Answer.of(432);
        }
        var answer = answer(body);
        return signed ? answer : answer.status() == 200 ? Answer.of(432) : answer;
    }

    private Answer answer(byte[] body) {
        byte[] wrapped;
        byte[] vector;
        byte[] data;
        try {
            var fields = StrictJson.readObject(body);
            wrapped = bytes(fields, "encrypted_aes_key");
            vector = bytes(fields, "initial_vector");
            data = bytes(fields, "encrypted_flow_data");
            if (vector.length != 16) {
                throw new IllegalArgumentException("vector");
            }
        } catch (RuntimeException malformed) {
            return Answer.of(mistakes.contains(Mistake.MALFORMED_IS_500) ? 500 : 400);
        }
        int undecryptable = mistakes.contains(Mistake.UNDECRYPTABLE_IS_400) ? 400 : 421;
        byte[] aesKey;
        try {
            var rsa = Cipher.getInstance("RSA/ECB/OAEPPadding");
            rsa.init(
                    Cipher.DECRYPT_MODE,
                    key,
                    new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT));
            aesKey = rsa.doFinal(wrapped);
        } catch (GeneralSecurityException | RuntimeException doesNotUnwrap) {
            return Answer.of(undecryptable);
        }
        byte[] clear;
        try {
            if (aesKey.length != 16) {
                throw new GeneralSecurityException("length");
            }
            clear = aes(Cipher.DECRYPT_MODE, aesKey, vector, data);
        } catch (GeneralSecurityException | RuntimeException doesNotOpen) {
            return Answer.of(mistakes.contains(Mistake.TAG_FAILURE_IS_500) ? 500 : undecryptable);
        }
        try {
            return answer(StrictJson.readObject(clear), aesKey, vector);
        } catch (GeneralSecurityException | RuntimeException failed) {
            return Answer.of(mistakes.contains(Mistake.DATA_TAKEN_FOR_GRANTED) ? 500 : 400);
        }
    }

    private Answer answer(Map<String, Object> request, byte[] aesKey, byte[] vector) throws GeneralSecurityException {
        var action = (String) request.get("action");
        if (action.equals("ping")) {
            Map<String, Object> active = Map.of("data", Map.of("status", "active"));
            return mistakes.contains(Mistake.PING_IN_CLEAR)
                    ? new Answer(200, StrictJson.write(active))
                    : sealed(200, active, aesKey, vector);
        }
        if (mistakes.contains(Mistake.TOKEN_SIGNATURE_REQUIRED_OF_ERRORS)
                && !request.containsKey("flow_token_signature")) {
            return sealed(427, Map.of("error_msg", "No."), aesKey, vector);
        }
        Map<?, ?> data = (Map<?, ?>)
                (mistakes.contains(Mistake.DATA_TAKEN_FOR_GRANTED)
                        ? java.util.Objects.requireNonNull(request.get("data"))
                        : request.getOrDefault("data", Map.of()));
        if (isErrorNotification(data)) {
            return sealed(200, Map.of("data", Map.of("acknowledged", true)), aesKey, vector);
        }
        if (!mistakes.contains(Mistake.TOKEN_NOT_VERIFIED) && !TOKEN.equals(request.get("flow_token"))) {
            Map<String, Object> refusal = Map.of("error_msg", "Please ask for a new message.");
            return mistakes.contains(Mistake.REFUSAL_IN_CLEAR)
                    ? new Answer(427, StrictJson.write(refusal))
                    : sealed(427, refusal, aesKey, vector);
        }
        var verdict = new JwtCheck(SECRET, PREVIOUS_SECRET, mistakes).status(request);
        if (verdict == 500) {
            return Answer.of(500);
        }
        if (verdict != 200) {
            return sealed(427, Map.of("error_msg", "Please ask for a new message."), aesKey, vector);
        }
        var id = Base64.getEncoder().encodeToString(vector);
        if (mistakes.contains(Mistake.ANSWERED_ANEW)) {
            return sealed(200, screen(), aesKey, vector);
        }
        synchronized (answered) {
            var before = answered.get(id);
            if (before == null) {
                before = sealed(200, screen(), aesKey, vector).body();
                answered.put(id, before);
            }
            return new Answer(200, before);
        }
    }

    private boolean isErrorNotification(Map<?, ?> data) {
        if (mistakes.contains(Mistake.ERRORS_NOT_RECOGNISED)) {
            return false;
        }
        if (mistakes.contains(Mistake.ANY_FIELD_CALLED_ERROR)) {
            return data.get("error") instanceof String error && !error.isEmpty();
        }
        return data.containsKey("error_message") && (data.containsKey("error") || data.containsKey("error_key"));
    }

    private Map<String, Object> screen() {
        var data = new LinkedHashMap<String, Object>();
        data.put("number", UUID.randomUUID().toString());
        if (mistakes.contains(Mistake.NULL_IN_DATA)) {
            data.put("comment", null);
        }
        return Map.of("screen", "FIRST", "data", Collections.unmodifiableMap(data));
    }

    private Answer sealed(int status, Map<String, Object> clear, byte[] aesKey, byte[] vector)
            throws GeneralSecurityException {
        var used = vector.clone();
        for (int i = 0; i < used.length && !mistakes.contains(Mistake.VECTOR_NOT_INVERTED); i++) {
            used[i] ^= (byte) 0xff;
        }
        var text = Base64.getEncoder().encodeToString(aes(Cipher.ENCRYPT_MODE, aesKey, used, StrictJson.write(clear)));
        if (mistakes.contains(Mistake.ANSWER_IS_JSON_STRING)) {
            text = '"' + text + '"';
        } else if (mistakes.contains(Mistake.ANSWER_IS_JSON_OBJECT)) {
            text = "{\"response\":\"" + text + "\"}";
        }
        return new Answer(status, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] aes(int mode, byte[] key, byte[] vector, byte[] data) throws GeneralSecurityException {
        var aes = Cipher.getInstance("AES/GCM/NoPadding");
        aes.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, vector));
        return aes.doFinal(data);
    }

    private static byte[] bytes(Map<String, Object> fields, String name) {
        return Base64.getDecoder().decode((String) fields.get(name));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
