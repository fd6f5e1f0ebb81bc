package dev.penstock.metrics.internal;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.List;

/** Memory, collections, threads, processors and files of this JVM. */
public final class JvmMeters implements AutoCloseable {

    /** Names that promtool does not take for well made: nanoseconds, and a gauge that is called a count. */
    private static final List<String> MISNAMED = List.of("process.cpu.time", "system.cpu.count");

    private final List<JvmGcMetrics> listening;

    private JvmMeters(List<JvmGcMetrics> listening) {
        this.listening = listening;
    }

    /** None. */
    public static JvmMeters none() {
        return new JvmMeters(List.of());
    }

    /** Registers them. */
    public static JvmMeters in(MeterRegistry registry) {
        registry.config().meterFilter(MeterFilter.deny(id -> MISNAMED.contains(id.getName())));
        var collections = new JvmGcMetrics();
        collections.bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        return new JvmMeters(List.of(collections));
    }

    @Override
    public void close() {
        listening.forEach(JvmGcMetrics::close);
    }
}
