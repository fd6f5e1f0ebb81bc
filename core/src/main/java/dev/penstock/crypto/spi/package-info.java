/**
 * What a provider of RSA implements: a native library, a KMS, an HSM. Begin with
 * {@link dev.penstock.crypto.spi.KeyUnwrapper}.
 */
@NullMarked
package dev.penstock.crypto.spi;

import org.jspecify.annotations.NullMarked;
