package dev.penstock.spring.internal;

import dev.penstock.servlet.ServletLimits;
import dev.penstock.spring.PenstockConfigurationException;
import dev.penstock.spring.PenstockProperties;
import org.springframework.util.unit.DataSize;

/** The limits that properties name. */
public final class Limits {

    private Limits() {}

    /** Returns the limits, or refuses what is out of range. */
    public static ServletLimits of(PenstockProperties.Limits properties) {
        try {
            var limits = ServletLimits.defaults()
                    .withMaxConcurrentRequests(properties.maxConcurrentRequests())
                    .withBodyDeadline(properties.bodyDeadline());
            var maxBody = properties.maxBody();
            if (maxBody != null) {
                limits = limits.withMaxBodyBytes(bytes("max-body", maxBody));
            }
            var maxBuffered = properties.maxBuffered();
            return maxBuffered == null ? limits : limits.withMaxBufferedBytes(maxBuffered.toBytes());
        } catch (IllegalArgumentException outOfRange) {
            throw new PenstockConfigurationException(
                    "A property penstock.limits.* is out of range.",
                    String.valueOf(outOfRange.getMessage()),
                    outOfRange);
        }
    }

    private static int bytes(String name, DataSize size) {
        if (size.toBytes() > Integer.MAX_VALUE) {
            throw new PenstockConfigurationException(
                    "penstock.limits.%s is %s.".formatted(name, size), "It is less than 2GB; Meta sends 10 MB.");
        }
        return (int) size.toBytes();
    }
}
