/**
 * Opening and sealing: business private keys in every wrapping ({@link dev.penstock.crypto.PrivateKeys}), the
 * encrypted request ({@link dev.penstock.crypto.EncryptedRequest}), and its one answer ({@link
 * dev.penstock.crypto.OpenedRequest}, which keeps a nonce from being used twice).
 */
@NullMarked
package dev.penstock.crypto;

import org.jspecify.annotations.NullMarked;
