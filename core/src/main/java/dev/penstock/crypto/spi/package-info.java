/** What a provider of RSA implements: a native library, a KMS, an HSM. */
@NullMarked
package dev.penstock.crypto.spi;

import org.jspecify.annotations.NullMarked;
