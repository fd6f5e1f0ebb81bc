package dev.penstock.nativersa;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.penstock.crypto.spi.KeyUnwrapperUnavailableException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The few functions of OpenSSL's libcrypto that are needed, as its manual pages describe them.
 *
 * <p>C's {@code long} and {@code size_t} have different sizes on different platforms; the linker knows them.
 */
record Libcrypto(
        String version,
        MethodHandle d2iAutoPrivateKey,
        MethodHandle keyFree,
        MethodHandle contextNew,
        MethodHandle contextFree,
        MethodHandle decryptInit,
        MethodHandle contextControl,
        MethodHandle decrypt,
        MethodHandle clearErrors) {

    private static final long OLDEST = 0x30000000L;
    private static final int VERSION_TEXT = 0;
    private static final int LONGEST_VERSION_TEXT = 200;

    private static final AtomicReference<@Nullable Libcrypto> LOADED = new AtomicReference<>();

    /**
     * The one of this process, since to bind its functions takes longer than a key does; if it fails, it is tried
     * again.
     */
    static Libcrypto loaded() {
        var known = LOADED.get();
        if (known == null) {
            known = load();
            LOADED.set(known);
        }
        return known;
    }

    /** Loads it by the names it has on the platforms; by no path, so that the system decides which one is trusted. */
    private static Libcrypto load() {
        for (var name : names()) {
            var library = open(name);
            if (library != null) {
                return bind(name, library);
            }
        }
        throw new KeyUnwrapperUnavailableException("There is no %s on this machine.".formatted(names()));
    }

    private static List<String> names() {
        var os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (os.startsWith("windows")) {
            return List.of("libcrypto-3-x64.dll");
        }
        return os.startsWith("mac") ? List.of("libcrypto.3.dylib") : List.of("libcrypto.so.3");
    }

    @SuppressWarnings("restricted") // what this module is for
    private static @Nullable SymbolLookup open(String name) {
        try {
            return SymbolLookup.libraryLookup(name, Arena.global());
        } catch (IllegalArgumentException absent) {
            return null;
        } catch (IllegalCallerException forbidden) {
            throw new KeyUnwrapperUnavailableException(
                    "Native access is forbidden: start java with --enable-native-access=ALL-UNNAMED.");
        }
    }

    private static Libcrypto bind(String name, SymbolLookup library) {
        var linker = Linker.nativeLinker();
        MemoryLayout cLong = linker.canonicalLayouts().get("long");
        MemoryLayout size = linker.canonicalLayouts().get("size_t");
        var bound = new Binder(linker, library);
        long number = versionNumber(bound.function("OpenSSL_version_num", FunctionDescriptor.of(cLong)));
        if (number < OLDEST) {
            throw new KeyUnwrapperUnavailableException("%s is older than OpenSSL 3.".formatted(name));
        }
        var text = versionText(bound.function("OpenSSL_version", FunctionDescriptor.of(ADDRESS, JAVA_INT)));
        return new Libcrypto(
                "%s, %s".formatted(text, name),
                bound.function("d2i_AutoPrivateKey", FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS, cLong)),
                bound.function("EVP_PKEY_free", FunctionDescriptor.ofVoid(ADDRESS)),
                bound.function("EVP_PKEY_CTX_new", FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS)),
                bound.function("EVP_PKEY_CTX_free", FunctionDescriptor.ofVoid(ADDRESS)),
                bound.function("EVP_PKEY_decrypt_init", FunctionDescriptor.of(JAVA_INT, ADDRESS)),
                bound.function("EVP_PKEY_CTX_ctrl_str", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS)),
                bound.function(
                        "EVP_PKEY_decrypt", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, size)),
                bound.function("ERR_clear_error", FunctionDescriptor.ofVoid()));
    }

    private static long versionNumber(MethodHandle function) {
        try {
            return ((Number) function.invoke()).longValue() & 0xffffffffL;
        } catch (Throwable failed) {
            throw Native.broken(failed);
        }
    }

    @SuppressWarnings("restricted") // a text whose length the pointer does not tell
    private static String versionText(MethodHandle function) {
        try {
            var words = ((MemorySegment) function.invokeExact(VERSION_TEXT))
                    .reinterpret(LONGEST_VERSION_TEXT)
                    .getString(0)
                    .split(" ", -1);
            return words.length > 1 ? words[0] + " " + words[1] : words[0];
        } catch (Throwable failed) {
            throw Native.broken(failed);
        }
    }

    private record Binder(Linker linker, SymbolLookup library) {

        @SuppressWarnings("restricted") // what this module is for
        MethodHandle function(String name, FunctionDescriptor type) {
            var address = library.find(name)
                    .orElseThrow(() -> new KeyUnwrapperUnavailableException(
                            "The libcrypto of this machine has no function %s.".formatted(name)));
            return linker.downcallHandle(address, type);
        }
    }
}
