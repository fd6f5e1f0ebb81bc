/** Opening and sealing: business private keys in every wrapping, the encrypted request, and its one answer. */
@NullMarked
package dev.penstock.crypto;

import org.jspecify.annotations.NullMarked;
