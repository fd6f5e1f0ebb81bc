/** Business public keys at Meta: bringing them there, and knowing what is there. */
@NullMarked
package dev.penstock.graph.keys;

import org.jspecify.annotations.NullMarked;
