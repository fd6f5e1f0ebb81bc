/** {@code penstock keys}: business key pairs, here and at Meta. */
@NullMarked
package dev.penstock.cli.keys;

import org.jspecify.annotations.NullMarked;
