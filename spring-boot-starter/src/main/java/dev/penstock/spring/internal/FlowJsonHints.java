package dev.penstock.spring.internal;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/** Puts the Flow JSON of an application into native images. */
final class FlowJsonHints implements RuntimeHintsRegistrar {

    FlowJsonHints() {}

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
        hints.resources().registerPattern("flows/*.json");
    }
}
