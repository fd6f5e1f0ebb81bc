/** The Graph API: keys, Flows, messages, and webhooks. */
@NullMarked
package dev.penstock.graph;

import org.jspecify.annotations.NullMarked;
