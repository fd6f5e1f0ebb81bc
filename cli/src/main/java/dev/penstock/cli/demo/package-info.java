/** {@code penstock demo}: an example to see and to talk to. */
@NullMarked
package dev.penstock.cli.demo;

import org.jspecify.annotations.NullMarked;
