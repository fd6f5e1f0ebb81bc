/** {@code penstock dev} and {@code penstock play}: the phone in a browser, and scenarios without one. */
@NullMarked
package dev.penstock.cli.phone;

import org.jspecify.annotations.NullMarked;
