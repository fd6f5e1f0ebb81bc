package dev.penstock.nativersa;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** What calls of native functions have in common. */
final class Native {

    private Native() {}

    static void free(MethodHandle function, MemorySegment pointer) {
        try {
            function.invokeExact(pointer);
        } catch (Throwable failed) {
            throw broken(failed);
        }
    }

    /** A native function throws nothing, so this is a bug of ours, or the JVM's last breath. */
    static RuntimeException broken(Throwable failed) {
        if (failed instanceof Error error) {
            throw error;
        }
        return new IllegalStateException("A call of libcrypto failed.", failed);
    }
}
