package dev.penstock.crypto;

import dev.penstock.crypto.internal.Oaep;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.Security;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.jspecify.annotations.Nullable;

/** Unwraps with the RSA of the JDK, and takes the padding off by {@link Oaep}, so that a refusal takes no longer. */
final class JdkKeyUnwrapper implements QuietUnwrapper {

    private static final String BARE_RSA = "RSA/ECB/NoPadding";

    /** The JDK's, because others drop leading zeros; null where it is not installed. */
    private static final @Nullable Provider PROVIDER = Security.getProvider("SunJCE");

    /** Spelled out, since the JDK takes SHA-1 for MGF1 when only a transformation with SHA-256 is named. */
    static final OAEPParameterSpec OAEP =
            new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);

    private final RSAPrivateCrtKey key;
    private final BusinessPublicKey publicKey;

    private JdkKeyUnwrapper(RSAPrivateCrtKey key, BusinessPublicKey publicKey) {
        this.key = key;
        this.publicKey = publicKey;
    }

    static JdkKeyUnwrapper of(RSAPrivateCrtKey key) {
        try {
            var spec = new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent());
            var publicKey = BusinessPublicKey.of(
                    (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(spec));
            return new JdkKeyUnwrapper(key, publicKey);
        } catch (GeneralSecurityException unusable) {
            throw new UnusableKeyException("The RSA key cannot be used by this Java platform.");
        }
    }

    @Override
    public BusinessPublicKey publicKey() {
        return publicKey;
    }

    @Override
    public Optional<byte[]> tryUnwrap(byte[] wrappedKey) {
        if (wrappedKey.length != WRAPPED_KEY_BYTES) {
            return Optional.empty();
        }
        try {
            var cipher = PROVIDER == null ? Cipher.getInstance(BARE_RSA) : Cipher.getInstance(BARE_RSA, PROVIDER);
            cipher.init(Cipher.DECRYPT_MODE, key);
            return Oaep.unpad(padded(cipher.doFinal(wrappedKey)));
        } catch (BadPaddingException greaterThanTheModulus) {
            return Optional.empty();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has RSA.", impossible);
        }
    }

    /** Of the whole length, should a provider have dropped the zeros in front. */
    private static byte[] padded(byte[] block) {
        if (block.length == WRAPPED_KEY_BYTES) {
            return block;
        }
        var whole = new byte[WRAPPED_KEY_BYTES];
        System.arraycopy(block, 0, whole, whole.length - block.length, block.length);
        Arrays.fill(block, (byte) 0);
        return whole;
    }

    @Override
    public String description() {
        return "jdk (Java %s)".formatted(Runtime.version().feature());
    }

    @Override
    public String toString() {
        return "JdkKeyUnwrapper[" + publicKey.id() + "]";
    }
}
