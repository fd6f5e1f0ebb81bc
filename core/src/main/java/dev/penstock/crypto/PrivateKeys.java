package dev.penstock.crypto;

import dev.penstock.crypto.internal.PrivateKeyText;
import dev.penstock.crypto.internal.TextSource;
import java.nio.file.Path;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads, makes and writes business private keys: RSA with 2048 bits.
 *
 * <p>Every common wrapping is read:
 *
 * <ul>
 *   <li>PKCS#8, {@code BEGIN PRIVATE KEY}, and PKCS#1, {@code BEGIN RSA PRIVATE KEY};
 *   <li>encrypted PKCS#8, {@code BEGIN ENCRYPTED PRIVATE KEY}: PBES2 with PBKDF2 (HMAC with SHA-1 or any SHA-2) and
 *       AES or triple DES in CBC mode; also SHA-1 with triple DES, the older scheme of PKCS#12, if the passphrase is
 *       ASCII;
 *   <li>PKCS#1 encrypted by the header {@code DEK-Info}, AES or triple DES in CBC mode.
 * </ul>
 *
 * <p>There may be text, quotation marks and certificates around the key, and Base64 around it all. Line ends may be
 * those of Windows, a literal {@code \n}, escaped once or more often, or a space each, as environment variables tend to
 * have them.
 *
 * <p>Each key is checked when it is read: its size, and that its numbers belong together. Everything that cannot be
 * used is refused with an {@link UnusableKeyException} that names what was found. Texts have at most 65,536 characters,
 * and the work to decrypt one is bounded: 10,000,000 iterations. What is not read, such as scrypt, is refused with the
 * command that converts it.
 *
 * <p>A passphrase array stays the caller's, who should wipe it; copies made here are wiped. A text and a key cannot be
 * wiped, Java's strings and numbers being immutable. A passphrase given for a key that is not encrypted is not used.
 *
 * <p>Thread-safe; nothing is kept.
 */
public final class PrivateKeys {

    private static final int MIN_PASSPHRASE_LENGTH = 4;

    private PrivateKeys() {}

    /**
     * Reads a key that is not encrypted.
     *
     * @param text the PEM, in any of the forms above
     * @return the key
     * @throws UnusableKeyException if there is not exactly one private key in the text, or it cannot be used
     */
    public static RSAPrivateCrtKey parse(String text) {
        Objects.requireNonNull(text, "text");
        return PrivateKeyText.read(text, null);
    }

    /**
     * Reads a key that may be encrypted.
     *
     * @param text the PEM, in any of the forms above
     * @param passphrase what it is encrypted with; an empty one counts as none
     * @return the key
     * @throws UnusableKeyException if there is not exactly one private key in the text, or it cannot be used
     */
    public static RSAPrivateCrtKey parse(String text, char[] passphrase) {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(passphrase, "passphrase");
        return PrivateKeyText.read(text, passphrase);
    }

    /**
     * Reads a key that is not encrypted from a file.
     *
     * @param file the PEM file, at most 65,536 bytes
     * @return the key
     * @throws UnusableKeyException if the file cannot be read, there is not exactly one private key in it, or the key
     *     cannot be used
     */
    public static RSAPrivateCrtKey load(Path file) {
        Objects.requireNonNull(file, "file");
        return read(TextSource.file(file), null);
    }

    /**
     * Reads a key that may be encrypted from a file.
     *
     * @param file the PEM file, at most 65,536 bytes
     * @param passphrase what it is encrypted with; an empty one counts as none
     * @return the key
     * @throws UnusableKeyException if the file cannot be read, there is not exactly one private key in it, or the key
     *     cannot be used
     */
    public static RSAPrivateCrtKey load(Path file, char[] passphrase) {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(passphrase, "passphrase");
        return read(TextSource.file(file), passphrase);
    }

    /**
     * Reads a key that is not encrypted from an environment variable.
     *
     * @param variable the name of the variable, which holds the key itself and not the name of a file
     * @return the key
     * @throws UnusableKeyException if the variable is not set, there is not exactly one private key in it, or the key
     *     cannot be used
     */
    public static RSAPrivateCrtKey fromEnv(String variable) {
        Objects.requireNonNull(variable, "variable");
        return fromEnv(System.getenv(), variable);
    }

    /**
     * Reads a key that may be encrypted from an environment variable.
     *
     * @param variable the name of the variable, which holds the key itself and not the name of a file
     * @param passphraseVariable the name of the variable that holds the passphrase; it has to be set, and an empty
     *     value counts as no passphrase
     * @return the key
     * @throws UnusableKeyException if a variable is not set, there is not exactly one private key in the first, or the
     *     key cannot be used
     */
    public static RSAPrivateCrtKey fromEnv(String variable, String passphraseVariable) {
        Objects.requireNonNull(variable, "variable");
        Objects.requireNonNull(passphraseVariable, "passphraseVariable");
        return fromEnv(System.getenv(), variable, passphraseVariable);
    }

    static RSAPrivateCrtKey fromEnv(Map<String, String> environment, String variable) {
        return read(TextSource.variable(environment, variable), null);
    }

    static RSAPrivateCrtKey fromEnv(Map<String, String> environment, String variable, String passphraseVariable) {
        var key = TextSource.variable(environment, variable);
        var passphrase =
                TextSource.variable(environment, passphraseVariable).text().toCharArray();
        try {
            return read(key, passphrase);
        } finally {
            Arrays.fill(passphrase, '\0');
        }
    }

    /**
     * Makes a new key: RSA with 2048 bits and the public exponent 65537, from the JDK's secure randomness.
     *
     * @return the key
     */
    public static RSAPrivateCrtKey generate() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(new RSAKeyGenParameterSpec(BusinessPublicKey.BITS, RSAKeyGenParameterSpec.F4));
            return (RSAPrivateCrtKey) generator.generateKeyPair().getPrivate();
        } catch (NoSuchAlgorithmException | InvalidAlgorithmParameterException impossible) {
            throw new IllegalStateException("Every Java platform makes RSA keys with 2048 bits.", impossible);
        }
    }

    /**
     * Writes a key that everybody can read who sees the text: PKCS#8, {@code BEGIN PRIVATE KEY}.
     *
     * @param key the key
     * @return the PEM, ready for {@link PrivateKeyFile#create(Path, String)}
     * @throws UnusableKeyException if it has another size, or its numbers do not belong together
     */
    public static String clearPem(RSAPrivateCrtKey key) {
        Objects.requireNonNull(key, "key");
        return PrivateKeyText.write(key);
    }

    /**
     * Writes a key encrypted: PKCS#8, {@code BEGIN ENCRYPTED PRIVATE KEY}, with PBES2 of PBKDF2-HMAC-SHA256 (600,000
     * iterations) and AES-256-CBC. {@code openssl pkey} reads it. Salt and initialization vector are new each time.
     *
     * @param key the key
     * @param passphrase what to encrypt it with, at least 4 characters, the least that {@code openssl} takes; the
     *     scheme is as good as the passphrase, so choose a long one
     * @return the PEM, ready for {@link PrivateKeyFile#create(Path, String)}
     * @throws IllegalArgumentException if the passphrase is too short
     * @throws UnusableKeyException if the key has another size, or its numbers do not belong together
     */
    public static String encryptedPem(RSAPrivateCrtKey key, char[] passphrase) {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(passphrase, "passphrase");
        if (passphrase.length < MIN_PASSPHRASE_LENGTH) {
            throw new IllegalArgumentException(
                    "The passphrase has %d characters, at least %d are needed: choose a longer one."
                            .formatted(passphrase.length, MIN_PASSPHRASE_LENGTH));
        }
        return PrivateKeyText.write(key, passphrase, new SecureRandom());
    }

    /** Reads, and says in a refusal where the text came from. */
    private static RSAPrivateCrtKey read(TextSource source, char @Nullable [] passphrase) {
        try {
            return PrivateKeyText.read(source.text(), passphrase);
        } catch (UnusableKeyException refused) {
            throw source.named(refused);
        }
    }
}
