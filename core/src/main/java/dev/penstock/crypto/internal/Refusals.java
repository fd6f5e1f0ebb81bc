package dev.penstock.crypto.internal;

import dev.penstock.crypto.UnusableKeyException;

/**
 * Every sentence with which a key is refused: what was found, and the command that helps. No sentence takes anything
 * from inside a key; names of ciphers and numbers of bits are all that varies.
 */
public final class Refusals {

    private static final String GENERATE = " Make one with: penstock keys generate";
    private static final String CONVERT =
            " Convert it with: openssl pkcs8 -topk8 -v2 aes-256-cbc -in private.pem -out converted.pem";

    private Refusals() {}

    // What the text is as a whole.

    static UnusableKeyException empty() {
        return refusal("There is no key: the text is empty. Check what was to fill it, or make a key with:"
                + " penstock keys generate");
    }

    public static UnusableKeyException tooLarge() {
        return refusal(
                "The text is larger than %d bytes, and no key file is: give the PEM file of the key alone. See where"
                                .formatted(PemText.MAX_LENGTH)
                        + " it is with: grep -n BEGIN FILE");
    }

    static UnusableKeyException notAKey() {
        return refusal("This is no key: there is no line -----BEGIN ...-----, and it is not the Base64 of such a text."
                + " See what it is with: file FILE");
    }

    static UnusableKeyException binary() {
        return refusal("This is a binary key (DER or PKCS#12), PEM is needed. Convert it with: openssl pkey -inform DER"
                + " -in private.der -out private.pem, or for PKCS#12: openssl pkcs12 -nocerts -in private.p12"
                + " -out private.pem");
    }

    static UnusableKeyException bareBase64() {
        return refusal("This is Base64 without the lines -----BEGIN ...----- and -----END ...-----: give the whole PEM"
                + " file. For one line only, take the Base64 of the whole file: base64 -w0 FILE");
    }

    static UnusableKeyException truncated() {
        return refusal(
                "The key is truncated: a line -----BEGIN ...----- has no -----END ...----- of the same name. Copy"
                        + " the file again, and check it with: openssl pkey -noout -in FILE. An env file takes one"
                        + " line only: give it the Base64 of the file: base64 -w0 FILE");
    }

    static UnusableKeyException lettersForLineEnds() {
        return refusal(
                "The line ends of the key have become the letter n: something took the backslash of each \\n away."
                        + " Escape it once more, or give the Base64 of the file: base64 -w0 FILE");
    }

    static UnusableKeyException damaged() {
        return refusal(
                "The key is damaged: its Base64 or DER is cut off or malformed. Copy the file again, and check it"
                        + " with: openssl pkey -in private.pem -noout");
    }

    // Something else than a private key, or than one.

    static UnusableKeyException manyPrivateKeys(int count) {
        return refusal(
                "There are %d private keys in the text, one is needed: put each into a file of its own. Count them"
                                .formatted(count)
                        + " with: grep -c 'PRIVATE KEY-----' FILE");
    }

    static UnusableKeyException certificate() {
        return refusal(
                "This is a certificate, which holds the public key only: give the private key that belongs to it."
                        + " Find it with: grep -l 'PRIVATE KEY-----' *.pem");
    }

    static UnusableKeyException publicKey() {
        return refusal(
                "This is a public key, the private key is needed: give the private key from which it was made. It"
                        + " is in the file that has this line: grep -l 'PRIVATE KEY-----' *.pem");
    }

    static UnusableKeyException certificateRequest() {
        return refusal("This is a certificate request, a private key is needed." + GENERATE);
    }

    static UnusableKeyException openSsh(boolean isPrivate) {
        return isPrivate
                ? refusal(
                        "This is an OpenSSH private key, PEM is needed. Should it be RSA with 2048 bits, convert a copy"
                                + " of it in place with: ssh-keygen -p -m PEM -f copy-of-key")
                : refusal("This is an OpenSSH public key, PEM is needed. Should it be RSA with 2048 bits, convert it"
                        + " with: ssh-keygen -e -m PKCS8 -f id_rsa.pub");
    }

    static UnusableKeyException otherBlock() {
        return refusal("There is PEM in the text, but no RSA key in it. See what it is with: grep -n BEGIN FILE");
    }

    // A key, but not one that WhatsApp Flows takes.

    static UnusableKeyException algorithm(String found) {
        return refusal("This is %s key, WhatsApp Flows takes RSA with 2048 bits only.".formatted(found) + GENERATE);
    }

    public static UnusableKeyException bits(int bits) {
        return refusal("The RSA key has %d bits, WhatsApp Flows takes 2048 only.".formatted(bits) + GENERATE);
    }

    static UnusableKeyException manyPrimes() {
        return refusal("The RSA key is made of more than two primes, which is not supported." + GENERATE);
    }

    static UnusableKeyException withoutPrimes() {
        return refusal("The RSA key has only modulus and private exponent, its primes are missing: export it again in"
                + " full, or make a new one with: penstock keys generate");
    }

    static UnusableKeyException inconsistent() {
        return refusal("The numbers of the RSA key do not belong together, so the key is damaged: restore it from a"
                + " backup. Check it with: openssl rsa -check -noout -in private.pem");
    }

    static UnusableKeyException weakPublicKey() {
        return refusal("The numbers of the RSA public key cannot be right: modulus and exponent have to be odd, the"
                + " exponent at least 3 and at most 256 bits. Export it again with: openssl pkey -in"
                + " private.pem -pubout");
    }

    // Encryption around a private key.

    static UnusableKeyException passphraseMissing() {
        return refusal(
                "The private key is encrypted and no passphrase was given: give its passphrase. Should nobody know"
                        + " it, make a new key with: penstock keys generate");
    }

    static UnusableKeyException wrongPassphrase() {
        return refusal(
                "The passphrase does not open the private key: it is another one (a line end behind it counts), or"
                        + " the file is damaged. Try it with: openssl pkey -in private.pem -noout");
    }

    static UnusableKeyException unknownCipher(String name) {
        return refusal("The private key is encrypted in a way that is not supported, %s.".formatted(name) + CONVERT);
    }

    static UnusableKeyException tooCostly(String what) {
        return refusal("The encryption of the private key asks for too much work, %s.".formatted(what) + CONVERT);
    }

    static UnusableKeyException notInThisJava(String algorithm) {
        return refusal("This Java has no %s, which the private key needs.".formatted(algorithm) + CONVERT);
    }

    // A public key was wanted.

    static UnusableKeyException privateKeyForPublic() {
        return refusal(
                "This is a private key, the public key is needed. A private key should never leave the machine that"
                        + " uses it: if this one was sent to somebody, make a new one. The public half comes from:"
                        + " openssl pkey -in private.pem -pubout");
    }

    static UnusableKeyException manyPublicKeys(int count) {
        return refusal(
                "There are %d public keys or certificates in the text, one is needed: put each into a file of its"
                                .formatted(count)
                        + " own. Count them with: grep -c BEGIN public.pem");
    }

    private static UnusableKeyException refusal(String sentence) {
        return new UnusableKeyException(sentence);
    }
}
