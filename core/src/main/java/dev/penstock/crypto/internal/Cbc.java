package dev.penstock.crypto.internal;

import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.NoSuchPaddingException;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The block ciphers around private keys, in CBC mode with PKCS#7 padding. */
enum Cbc {
    DES_EDE3("DESede", 24, 8),
    AES_128("AES", 16, 16),
    AES_192("AES", 24, 16),
    AES_256("AES", 32, 16);

    private final String algorithm;
    private final int keyBytes;
    private final int blockBytes;

    Cbc(String algorithm, int keyBytes, int blockBytes) {
        this.algorithm = algorithm;
        this.keyBytes = keyBytes;
        this.blockBytes = blockBytes;
    }

    int keyBytes() {
        return keyBytes;
    }

    int blockBytes() {
        return blockBytes;
    }

    /**
     * Decrypts a DER sequence and wipes the key. None of these schemes is authenticated: a wrong passphrase shows as
     * bad padding, or, once in 256 times, as bytes that are no DER sequence.
     */
    byte[] decrypt(byte[] key, byte[] iv, byte[] ciphertext) {
        if (iv.length != blockBytes || ciphertext.length == 0 || ciphertext.length % blockBytes != 0) {
            throw Refusals.damaged();
        }
        byte[] clear;
        try {
            clear = run(Cipher.DECRYPT_MODE, key, iv, ciphertext);
        } catch (BadPaddingException | IllegalBlockSizeException wrong) {
            throw Refusals.wrongPassphrase();
        }
        if (!DerReader.isOneSequence(clear)) {
            Arrays.fill(clear, (byte) 0);
            throw Refusals.wrongPassphrase();
        }
        return clear;
    }

    /** Encrypts, and wipes the key. */
    byte[] encrypt(byte[] key, byte[] iv, byte[] clear) {
        try {
            return run(Cipher.ENCRYPT_MODE, key, iv, clear);
        } catch (BadPaddingException | IllegalBlockSizeException impossible) {
            throw new IllegalStateException("Encryption pads by itself.", impossible);
        }
    }

    private byte[] run(int mode, byte[] key, byte[] iv, byte[] input)
            throws BadPaddingException, IllegalBlockSizeException {
        try {
            var cipher = Cipher.getInstance(algorithm + "/CBC/PKCS5Padding");
            cipher.init(mode, new SecretKeySpec(key, algorithm), new IvParameterSpec(iv));
            return cipher.doFinal(input);
        } catch (NoSuchAlgorithmException | NoSuchPaddingException missing) {
            throw Refusals.notInThisJava(algorithm + " in CBC mode");
        } catch (BadPaddingException | IllegalBlockSizeException result) {
            throw result;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Key and initialization vector have the right lengths.");
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }
}
