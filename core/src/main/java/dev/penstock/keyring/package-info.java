/** The private keys of an endpoint over time: kept, exchanged without a pause, read anew while serving. */
@NullMarked
package dev.penstock.keyring;

import org.jspecify.annotations.NullMarked;
