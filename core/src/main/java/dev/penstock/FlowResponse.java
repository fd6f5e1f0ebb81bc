package dev.penstock;

/**
 * What a handler answers: a {@link NextScreen}, a {@link Completion}, or an {@link InvalidFlowToken}.
 *
 * <p>Health checks and error notifications are answered by the endpoint itself.
 */
public sealed interface FlowResponse permits NextScreen, Completion, InvalidFlowToken {}
