/**
 * Business public keys at Meta: registered ({@link dev.penstock.graph.keys.BusinessKeys}), looked at, and registered
 * again when Meta raises an alert.
 */
@NullMarked
package dev.penstock.graph.keys;

import org.jspecify.annotations.NullMarked;
