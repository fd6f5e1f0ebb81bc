/** Ids that Meta gives: of accounts, phone numbers, Flows and people. */
@NullMarked
package dev.penstock.id;

import org.jspecify.annotations.NullMarked;
