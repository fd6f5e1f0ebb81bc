/** On AWS Lambda: {@link dev.penstock.lambda.FlowLambda} answers the events of a function URL or an HTTP API. */
@NullMarked
package dev.penstock.lambda;

import org.jspecify.annotations.NullMarked;
