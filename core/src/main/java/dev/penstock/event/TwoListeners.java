package dev.penstock.event;

/** One listener after another. */
record TwoListeners(EndpointListener first, EndpointListener second) implements EndpointListener {

    @Override
    public void on(EndpointEvent event) {
        first.on(event);
        second.on(event);
    }

    @Override
    public void onStep(RequestStep step) {
        first.onStep(step);
        second.onStep(step);
    }

    @Override
    public EndpointListener at(EndpointLabels endpoint) {
        return new TwoListeners(first.at(endpoint), second.at(endpoint));
    }
}
