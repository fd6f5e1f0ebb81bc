/** Business public keys at Meta, and the life of the private keys behind them. */
@NullMarked
package dev.penstock.graph.keys;

import org.jspecify.annotations.NullMarked;
