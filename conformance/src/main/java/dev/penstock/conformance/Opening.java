package dev.penstock.conformance;

import dev.penstock.conformance.Craft.Crafted;
import dev.penstock.json.JsonFormatException;
import dev.penstock.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The opened answer, and what is wrong with the way in which it was sealed. Where it does not open as it should, the
 * well-known mistakes are tried, so that the mistake can be named.
 *
 * @param clear the clear answer, if it could be opened at all and is one JSON object
 * @param fault the mistake, if there is one
 */
record Opening(Optional<Map<String, Object>> clear, Optional<Fault> fault) {

    /** The mistakes in sealing an answer, in words. */
    enum Fault {
        NOT_INVERTED("The answer is sealed under the initialization vector as it came: invert every bit of it."),
        JSON_STRING("The answer is a JSON string, with quotation marks: send the Base64 text alone."),
        JSON_WRAPPED("The answer is wrapped in a JSON object: send the Base64 text alone."),
        IN_CLEAR("The answer is clear JSON: encrypt it."),
        WHITE_SPACE("There is white space around the Base64 text."),
        URL_ALPHABET("The answer is Base64url: use the standard alphabet with padding."),
        NOT_BASE64("The answer is sealed but not encoded: send it as Base64 text."),
        SHORT_VECTOR("The answer is sealed under the first 12 bytes of the inverted vector: use all 16."),
        EMPTY("The answer is empty."),
        NOT_AN_OBJECT("The clear answer is not one JSON object."),
        UNKNOWN("The answer opens neither as it should nor in any way of the known mistakes.");

        private final String words;

        Fault(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    static Opening of(Crafted request, byte[] body) {
        if (body.length == 0) {
            return new Opening(Optional.empty(), Optional.of(Fault.EMPTY));
        }
        var opener = new Opener(request);
        var proper = opener.open(body, inverted(request.vector()));
        return proper.isPresent() ? proper(proper.get()) : diagnose(opener, request, body);
    }

    private static Opening proper(byte[] clear) {
        var object = object(clear);
        return new Opening(object, object.isPresent() ? Optional.empty() : Optional.of(Fault.NOT_AN_OBJECT));
    }

    private static Opening diagnose(Opener opener, Crafted request, byte[] body) {
        var inverted = inverted(request.vector());
        var text = new String(body, StandardCharsets.ISO_8859_1);
        var json = object(body);
        if (json.isPresent()) {
            var inside = json.get().values().stream()
                    .filter(String.class::isInstance)
                    .map(value -> ((String) value).getBytes(StandardCharsets.UTF_8))
                    .flatMap(value -> opener.open(value, inverted).stream())
                    .findFirst();
            return inside.isPresent()
                    ? faulty(inside, Fault.JSON_WRAPPED)
                    : new Opening(json, Optional.of(Fault.IN_CLEAR));
        }
        var stripped = text.strip();
        if (stripped.length() > 2 && stripped.startsWith("\"") && stripped.endsWith("\"")) {
            var inside = stripped.substring(1, stripped.length() - 1).replace("\\/", "/");
            return faulty(opener.open(ascii(inside), inverted), Fault.JSON_STRING);
        }
        return faulty(opener.open(body, request.vector()), Fault.NOT_INVERTED)
                .or(() -> faulty(opener.open(ascii(text.replaceAll("\\s", "")), inverted), Fault.WHITE_SPACE))
                .or(() -> faulty(opener.open(ascii(standard(text)), inverted), Fault.URL_ALPHABET))
                .or(() -> faulty(opener.decrypt(body, inverted), Fault.NOT_BASE64))
                .or(() -> faulty(opener.open(body, Arrays.copyOf(inverted, 12)), Fault.SHORT_VECTOR));
    }

    private Opening or(java.util.function.Supplier<Opening> next) {
        return clear.isPresent() ? this : next.get();
    }

    private static Opening faulty(Optional<byte[]> clear, Fault fault) {
        var object = clear.flatMap(Opening::object);
        return new Opening(object, Optional.of(object.isPresent() ? fault : Fault.UNKNOWN));
    }

    private static String standard(String base64Url) {
        var text = base64Url.replace('-', '+').replace('_', '/');
        return text.endsWith("=") ? text : text + "=".repeat((4 - text.length() % 4) % 4);
    }

    private static Optional<Map<String, Object>> object(byte[] clear) {
        try {
            return Optional.of(StrictJson.readObject(clear));
        } catch (JsonFormatException malformed) {
            return Optional.empty();
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] inverted(byte[] vector) {
        var inverted = vector.clone();
        for (int i = 0; i < inverted.length; i++) {
            inverted[i] = (byte) ~inverted[i];
        }
        return inverted;
    }

    /** Whether something is wrong with the content, as far as it could be read. */
    boolean opensTo(Predicate<Map<String, Object>> expected) {
        return clear.filter(expected).isPresent();
    }

    /** Opens with one payload encryption key. */
    private record Opener(Crafted request) {

        Optional<byte[]> open(byte[] base64, byte[] vector) {
            try {
                return decrypt(Base64.getDecoder().decode(base64), vector);
            } catch (IllegalArgumentException notBase64) {
                return Optional.empty();
            }
        }

        Optional<byte[]> decrypt(byte[] sealed, byte[] vector) {
            try {
                var aes = Cipher.getInstance("AES/GCM/NoPadding");
                aes.init(
                        Cipher.DECRYPT_MODE,
                        new SecretKeySpec(request.payloadKey(), "AES"),
                        new GCMParameterSpec(Craft.TAG_BITS, vector));
                return Optional.of(aes.doFinal(sealed));
            } catch (GeneralSecurityException doesNotOpen) {
                return Optional.empty();
            }
        }
    }
}
