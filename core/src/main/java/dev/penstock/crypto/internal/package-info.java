/** Reading and writing keys: PEM, DER, and the encryption schemes around private keys. Not exported. */
@NullMarked
package dev.penstock.crypto.internal;

import org.jspecify.annotations.NullMarked;
