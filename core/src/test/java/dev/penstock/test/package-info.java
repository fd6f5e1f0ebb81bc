/** What the tests of several packages share: a phone, a conversation, keys, vectors. */
@NullMarked
package dev.penstock.test;

import org.jspecify.annotations.NullMarked;
