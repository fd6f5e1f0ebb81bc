package dev.penstock.gateway.measure;

import dev.penstock.test.TestKeys;
import java.security.GeneralSecurityException;
import java.security.spec.MGF1ParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/** The RSA operation of a request and nothing else, by the JDK. */
final class RsaFloor {

    private static final OAEPParameterSpec OAEP =
            new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);

    private final byte[] wrapped;

    RsaFloor() throws GeneralSecurityException {
        var rsa = Cipher.getInstance("RSA/ECB/OAEPPadding");
        rsa.init(Cipher.ENCRYPT_MODE, TestKeys.CURRENT_PUBLIC.rsaPublicKey(), OAEP);
        wrapped = rsa.doFinal(new byte[16]);
    }

    /** How long it took. */
    long once() throws GeneralSecurityException {
        long begun = System.nanoTime();
        var rsa = Cipher.getInstance("RSA/ECB/OAEPPadding");
        rsa.init(Cipher.DECRYPT_MODE, TestKeys.CURRENT, OAEP);
        rsa.doFinal(wrapped);
        return System.nanoTime() - begun;
    }
}
