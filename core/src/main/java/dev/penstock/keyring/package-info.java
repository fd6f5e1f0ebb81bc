/**
 * The private keys of an endpoint over time. {@link dev.penstock.keyring.KeyRing} keeps them,
 * {@link dev.penstock.keyring.KeyRotation} exchanges them without a pause,
 * {@link dev.penstock.keyring.ReloadingKeyset} reads them anew while serving.
 */
@NullMarked
package dev.penstock.keyring;

import org.jspecify.annotations.NullMarked;
