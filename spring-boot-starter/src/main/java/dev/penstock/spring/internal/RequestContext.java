package dev.penstock.spring.internal;

import io.micrometer.context.ContextSnapshotFactory;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Takes along what belongs to a thread: the MDC, and whatever is registered, such as trace and security context. */
public final class RequestContext {

    private static final ContextSnapshotFactory SNAPSHOTS =
            ContextSnapshotFactory.builder().build();

    private RequestContext() {}

    /** Returns work that does the same with the context that is here now. */
    public static Runnable carry(Runnable work) {
        @Nullable Map<String, String> mdc = MDC.getCopyOfContextMap();
        var inContext = SNAPSHOTS.captureAll().wrap(work);
        return () -> {
            if (mdc != null) {
                MDC.setContextMap(mdc);
            }
            inContext.run(); // on a thread of its own, so nothing has to be put back
        };
    }
}
