package dev.penstock.nativersa;

import dev.penstock.crypto.BusinessPublicKey;
import java.security.GeneralSecurityException;
import java.security.spec.MGF1ParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/** Wraps keys as a phone does, with the JDK, which is not what is tested here. */
final class Blocks {

    private Blocks() {}

    static byte[] wrap(BusinessPublicKey key, byte[] clear) {
        return wrap(key, clear, "");
    }

    static byte[] wrap(BusinessPublicKey key, byte[] clear, String label) {
        var spec = new OAEPParameterSpec(
                "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, new PSource.PSpecified(label.getBytes()));
        try {
            var cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
            cipher.init(Cipher.ENCRYPT_MODE, key.rsaPublicKey(), spec);
            return cipher.doFinal(clear);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
