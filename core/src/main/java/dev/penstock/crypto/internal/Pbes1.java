package dev.penstock.crypto.internal;

import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.NoSuchPaddingException;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.PBEParameterSpec;

/**
 * The scheme of PKCS#12, SHA-1 with triple DES (RFC 7292, appendix B), as the JDK has it: for passphrases of ASCII
 * characters only.
 */
final class Pbes1 {

    static final String SHA1_3DES = "1.2.840.113549.1.12.1.3";

    private static final String ALGORITHM = "PBEWithSHA1AndDESede";
    private static final int BLOCK_BYTES = 8;
    private static final int MAX_SALT_BYTES = 1024;

    private Pbes1() {}

    static byte[] decrypt(DerReader scheme, char[] passphrase, byte[] ciphertext) {
        var parameters = scheme.sequence();
        scheme.expectEnd();
        var salt = parameters.octets();
        int iterations = EncryptedPkcs8.iterations(parameters);
        parameters.expectEnd();
        if (salt.length == 0
                || salt.length > MAX_SALT_BYTES
                || ciphertext.length == 0
                || ciphertext.length % BLOCK_BYTES != 0) {
            throw Refusals.damaged();
        }
        expectAscii(passphrase);
        var clear = decrypt(passphrase, new PBEParameterSpec(salt, iterations), ciphertext);
        if (!DerReader.isOneSequence(clear)) {
            Arrays.fill(clear, (byte) 0);
            throw Refusals.wrongPassphrase();
        }
        return clear;
    }

    /** With another one the JDK says the same as of a wrong one, or something else, depending on its version. */
    private static void expectAscii(char[] passphrase) {
        for (char c : passphrase) {
            if (c < ' ' || c > '~') {
                throw Refusals.unknownCipher("SHA-1 and triple DES with a passphrase that is not ASCII");
            }
        }
    }

    private static byte[] decrypt(char[] passphrase, PBEParameterSpec parameters, byte[] ciphertext) {
        var spec = new PBEKeySpec(passphrase);
        try {
            var cipher = Cipher.getInstance(ALGORITHM);
            cipher.init(
                    Cipher.DECRYPT_MODE, SecretKeyFactory.getInstance(ALGORITHM).generateSecret(spec), parameters);
            return cipher.doFinal(ciphertext);
        } catch (NoSuchAlgorithmException | NoSuchPaddingException missing) {
            throw Refusals.notInThisJava(ALGORITHM);
        } catch (BadPaddingException | IllegalBlockSizeException wrong) {
            throw Refusals.wrongPassphrase();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Passphrase, salt and iterations were checked.");
        } finally {
            spec.clearPassword();
        }
    }
}
