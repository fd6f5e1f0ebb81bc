package dev.penstock.nativersa;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.penstock.UndecryptableRequestException;
import dev.penstock.crypto.spi.KeyUnwrapper;
import dev.penstock.crypto.spi.KeyUnwrapperUnavailableException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * An {@code EVP_PKEY_CTX} set up for RSA-OAEP with SHA-256 throughout, and the memory for one operation. For one thread
 * at a time. It is freed when nothing refers to it any more.
 */
final class DecryptionContext {

    private static final String[][] OAEP = {
        {"rsa_padding_mode", "oaep"}, {"rsa_oaep_md", "sha256"}, {"rsa_mgf1_md", "sha256"}
    };

    private final NativeKey key;
    private final MemorySegment context;
    private final MemorySegment input;
    private final MemorySegment output;
    private final MemorySegment outputLength;

    private DecryptionContext(NativeKey key, MemorySegment context, Arena arena) {
        this.key = key;
        this.context = context;
        this.input = arena.allocate(KeyUnwrapper.WRAPPED_KEY_BYTES);
        this.output = arena.allocate(KeyUnwrapper.WRAPPED_KEY_BYTES);
        this.outputLength = arena.allocate(JAVA_LONG); // size_t; where that is shorter, it is the first bytes of these
    }

    @SuppressWarnings("restricted") // a pointer is given its end of life
    static DecryptionContext of(NativeKey key) {
        var libcrypto = key.libcrypto();
        var arena = Arena.ofAuto();
        try {
            var pointer = (MemorySegment) libcrypto.contextNew().invokeExact(key.address(), MemorySegment.NULL);
            if (pointer.equals(MemorySegment.NULL)) {
                throw new KeyUnwrapperUnavailableException("OpenSSL makes no context for the key.");
            }
            var context = pointer.reinterpret(arena, p -> Native.free(libcrypto.contextFree(), p));
            succeed((int) libcrypto.decryptInit().invokeExact(context));
            for (var setting : OAEP) {
                succeed((int) libcrypto
                        .contextControl()
                        .invokeExact(context, arena.allocateFrom(setting[0]), arena.allocateFrom(setting[1])));
            }
            return new DecryptionContext(key, context, arena);
        } catch (KeyUnwrapperUnavailableException said) {
            throw said;
        } catch (Throwable failed) {
            throw Native.broken(failed);
        }
    }

    private static void succeed(int result) {
        if (result <= 0) {
            throw new KeyUnwrapperUnavailableException("OpenSSL has no RSA-OAEP with SHA-256.");
        }
    }

    byte[] decrypt(byte[] block) {
        MemorySegment.copy(block, 0, input, JAVA_BYTE, 0, block.length);
        outputLength.set(JAVA_LONG, 0, output.byteSize());
        var libcrypto = key.libcrypto();
        try {
            int result = (int) libcrypto.decrypt().invoke(context, output, outputLength, input, (long) block.length);
            if (result <= 0) {
                libcrypto.clearErrors().invokeExact();
                throw new UndecryptableRequestException();
            }
            return output.asSlice(0, outputLength.get(JAVA_LONG, 0)).toArray(JAVA_BYTE);
        } catch (UndecryptableRequestException undecryptable) {
            throw undecryptable;
        } catch (Throwable failed) {
            throw Native.broken(failed);
        } finally {
            output.fill((byte) 0);
        }
    }
}
