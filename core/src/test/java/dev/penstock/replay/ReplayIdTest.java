package dev.penstock.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ReplayIdTest {

    private static ReplayId id(String scope, String... parts) {
        var bytes = new byte[parts.length][];
        for (int i = 0; i < parts.length; i++) {
            bytes[i] = parts[i].getBytes(StandardCharsets.UTF_8);
        }
        return ReplayId.of(scope, bytes);
    }

    @Test
    void samePartsAreTheSameThing() {
        assertThat(id("a", "b", "c")).isEqualTo(id("a", "b", "c"));
        assertThat(id("a", "b", "c")).hasSameHashCodeAs(id("a", "b", "c"));
        assertThat(id("a").hex()).matches("[0-9a-f]{64}").isEqualTo(id("a").hex());
    }

    @Test
    void wherePartsBeginAndEndCounts() {
        assertThat(id("a", "bc", "d")).isNotEqualTo(id("a", "b", "cd"));
        assertThat(id("a", "b", "")).isNotEqualTo(id("a", "b"));
        assertThat(id("ab", "c")).isNotEqualTo(id("a", "bc"));
        assertThat(id("a", "b", "c")).isNotEqualTo(id("a", "c", "b"));
    }
}
