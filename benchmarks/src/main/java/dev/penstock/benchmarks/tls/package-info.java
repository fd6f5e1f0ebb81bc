/** What a TLS handshake costs. */
@org.jspecify.annotations.NullMarked
package dev.penstock.benchmarks.tls;
