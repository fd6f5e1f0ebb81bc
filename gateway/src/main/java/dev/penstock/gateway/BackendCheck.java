package dev.penstock.gateway;

import dev.penstock.FlowResponse;
import dev.penstock.ScreenRequest;
import dev.penstock.endpoint.ResponseCheck;
import dev.penstock.event.ResponseViolation;
import dev.penstock.flowjson.check.ScreenModels;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks the answers of a backend, without the advice of the models: that is for those who write handlers. */
record BackendCheck(ScreenModels models) implements ResponseCheck {

    @Override
    public List<ResponseViolation> check(ScreenRequest request, FlowResponse response) {
        return models.check(request, response);
    }

    @Override
    public Set<String> screens() {
        return models.screens();
    }

    @Override
    public Optional<Set<String>> followers(String screen) {
        return models.followers(screen);
    }
}
