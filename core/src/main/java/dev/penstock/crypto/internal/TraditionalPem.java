package dev.penstock.crypto.internal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The encryption that older OpenSSL versions put around PKCS#1, told in the header DEK-Info. Its key derivation
 * ({@code EVP_BytesToKey}) is one round of MD5, so the passphrase is all the protection there is.
 */
final class TraditionalPem {

    private static final int SALT_BYTES = 8;

    private TraditionalPem() {}

    static byte[] decrypt(String cipherName, String hexIv, char @Nullable [] passphrase, byte[] ciphertext) {
        var cipher = switch (cipherName) {
            case "DES-EDE3-CBC" -> Cbc.DES_EDE3;
            case "AES-128-CBC" -> Cbc.AES_128;
            case "AES-192-CBC" -> Cbc.AES_192;
            case "AES-256-CBC" -> Cbc.AES_256;
            default -> throw Refusals.unknownCipher(cipherName);
        };
        if (hexIv.length() != 2 * cipher.blockBytes()) {
            throw Refusals.damaged();
        }
        var iv = HexFormat.of().parseHex(hexIv);
        return cipher.decrypt(key(Passphrase.needed(passphrase), iv, cipher.keyBytes()), iv, ciphertext);
    }

    /** The beginning of D1 D2 …, where each D is the MD5 hash of the D before it, the passphrase and the salt. */
    private static byte[] key(char[] passphrase, byte[] iv, int length) {
        var secret = Passphrase.utf8(passphrase);
        var key = new byte[length];
        var block = new byte[0];
        try {
            var md5 = MessageDigest.getInstance("MD5");
            for (int done = 0; done < length; done += block.length) {
                md5.update(block);
                md5.update(secret);
                md5.update(iv, 0, SALT_BYTES);
                Arrays.fill(block, (byte) 0);
                block = md5.digest();
                System.arraycopy(block, 0, key, done, Math.min(block.length, length - done));
            }
            return key;
        } catch (NoSuchAlgorithmException missing) {
            throw Refusals.notInThisJava("MD5");
        } finally {
            Arrays.fill(block, (byte) 0);
            Arrays.fill(secret, (byte) 0);
        }
    }
}
