package dev.penstock.crypto;

import dev.penstock.UndecryptableRequestException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/** Unwraps with the RSA of the JDK. */
final class JdkKeyUnwrapper implements KeyUnwrapper {

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
    public byte[] unwrap(byte[] wrappedKey) {
        try {
            var cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
            cipher.init(Cipher.DECRYPT_MODE, key, OAEP);
            return cipher.doFinal(wrappedKey);
        } catch (GeneralSecurityException | RuntimeException notForThisKey) {
            throw new UndecryptableRequestException();
        }
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
