/** The HTTP benchmark: a server process pinned to its cores, a generator on another, see {@code benchmarks/http.sh}. */
@NullMarked
package dev.penstock.benchmarks.http;

import org.jspecify.annotations.NullMarked;
