/** RSA by the libcrypto of the operating system, through Java's foreign function interface. */
@NullMarked
package dev.penstock.nativersa;

import org.jspecify.annotations.NullMarked;
