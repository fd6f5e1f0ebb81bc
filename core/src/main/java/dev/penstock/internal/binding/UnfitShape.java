package dev.penstock.internal.binding;

/** A type that nothing can be bound to; the message goes on where the name of the component ends. */
final class UnfitShape extends RuntimeException {

    private static final long serialVersionUID = 1;

    UnfitShape(String message) {
        super(message);
    }
}
