package dev.penstock.gateway.backend;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Headers of W3C Trace Context, version 00: a new trace and span, sampled. */
final class Traceparents {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int TRACE_BYTES = 16;
    private static final int SPAN_BYTES = 8;

    private Traceparents() {}

    static String random() {
        var bytes = new byte[TRACE_BYTES + SPAN_BYTES];
        RANDOM.nextBytes(bytes);
        bytes[0] |= 1; // an id of zeros only is none
        bytes[TRACE_BYTES] |= 1;
        var hex = HexFormat.of();
        return "00-%s-%s-01"
                .formatted(
                        hex.formatHex(bytes, 0, TRACE_BYTES),
                        hex.formatHex(bytes, TRACE_BYTES, TRACE_BYTES + SPAN_BYTES));
    }
}
