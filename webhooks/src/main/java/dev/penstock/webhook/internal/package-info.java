/** Not exported but to the Graph API. */
@NullMarked
package dev.penstock.webhook.internal;

import org.jspecify.annotations.NullMarked;
