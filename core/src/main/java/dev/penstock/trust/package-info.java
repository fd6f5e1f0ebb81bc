/**
 * Who may ask: {@link dev.penstock.trust.RequestSignature} of Meta, {@link dev.penstock.trust.FlowTokens}, and
 * {@link dev.penstock.trust.FlowTokenSignature}.
 */
@NullMarked
package dev.penstock.trust;

import org.jspecify.annotations.NullMarked;
