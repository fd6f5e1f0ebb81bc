package dev.penstock.gateway.config;

import dev.penstock.flowjson.FlowJson;
import dev.penstock.flowjson.check.ScreenModels;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** Many tenants have the same Flow JSON: what was made of it is kept once for each content. Thread-safe. */
final class FlowJsonCache {

    private static final int KEPT = 1_000;
    private static final int VERSION_DIGITS = 8;

    private final Map<String, ScreenModels> byContent =
            Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, ScreenModels> eldest) {
                    return size() > KEPT;
                }
            });

    ScreenModels models(byte[] json) {
        return byContent.computeIfAbsent(hash(json), hash -> ScreenModels.of(FlowJson.parse(json)));
    }

    /** Sets contents apart, for people: the begin of what {@code sha256sum} says. */
    static String version(byte[] json) {
        return hash(json).substring(0, VERSION_DIGITS);
    }

    private static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256.", impossible);
        }
    }
}
