/** {@code penstock flow}: Flow JSON documents, and Flows at Meta. */
@NullMarked
package dev.penstock.cli.flow;

import org.jspecify.annotations.NullMarked;
