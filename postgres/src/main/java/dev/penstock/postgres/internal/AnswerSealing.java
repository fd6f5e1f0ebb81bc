package dev.penstock.postgres.internal;

import dev.penstock.json.StrictJson;
import dev.penstock.postgres.FlowAnswerRules;
import dev.penstock.postgres.KeyEncryption;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Parts what is sealed of an answer from what is not, and seals and opens it. */
public record AnswerSealing(Optional<KeyEncryption> encryption) {

    private static final String FIELDS = "fields";
    private static final String RAW = "raw";

    /**
     * The content of an answer as the table has it.
     *
     * @param clear the fields that anybody may read
     * @param sealedNames the names of the others
     * @param sealed the others; empty if there are none
     * @param raw what Meta delivered, sealed if there is a key id
     * @param keyId under which key; empty if the Flow seals nothing
     */
    public record Content(
            Map<String, Object> clear,
            Set<String> sealedNames,
            Optional<byte[]> sealed,
            byte[] raw,
            Optional<String> keyId) {}

    /** The raw message holds every field, so it is sealed as soon as the Flow seals any. */
    public Content seal(byte[] id, Map<String, Object> fields, Map<String, Object> raw, Set<String> names) {
        if (names.isEmpty()) {
            return new Content(fields, Set.of(), Optional.empty(), StrictJson.write(raw), Optional.empty());
        }
        var clear = new LinkedHashMap<String, Object>();
        var secret = new LinkedHashMap<String, Object>();
        boolean all = names.contains(FlowAnswerRules.EVERY_FIELD);
        fields.forEach((name, value) -> (all || names.contains(name) ? secret : clear).put(name, value));
        var key = encryption.orElseThrow();
        return new Content(
                clear,
                secret.keySet(),
                secret.isEmpty()
                        ? Optional.empty()
                        : Optional.of(key.seal(StrictJson.write(secret), belongsTo(FIELDS, id))),
                key.seal(StrictJson.write(raw), belongsTo(RAW, id)),
                Optional.of(key.keyId()));
    }

    /** Whether what is sealed can be asked for. */
    public boolean canOpen() {
        return encryption.isPresent();
    }

    public Map<String, Object> openFields(byte[] id, String keyId, byte[] sealed) {
        return StrictJson.readObject(encryption.orElseThrow().open(keyId, sealed, belongsTo(FIELDS, id)));
    }

    public Map<String, Object> openRaw(byte[] id, String keyId, byte[] sealed) {
        return StrictJson.readObject(encryption.orElseThrow().open(keyId, sealed, belongsTo(RAW, id)));
    }

    private static byte[] belongsTo(String part, byte[] id) {
        return ("penstock-answer " + part + " " + HexFormat.of().formatHex(id)).getBytes(StandardCharsets.US_ASCII);
    }
}
