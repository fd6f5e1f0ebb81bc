/**
 * Walks the whole chain from the key at Meta to the answer of the endpoint, and names what is broken and how to repair
 * it. Begin with {@link dev.penstock.doctor.Doctor}; each part of the chain has checks of its own.
 */
@NullMarked
package dev.penstock.doctor;

import org.jspecify.annotations.NullMarked;
