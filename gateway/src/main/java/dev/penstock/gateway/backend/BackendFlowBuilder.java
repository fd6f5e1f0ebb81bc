package dev.penstock.gateway.backend;

import dev.penstock.Flow;
import dev.penstock.FlowBuilder;
import dev.penstock.FlowFilter;
import dev.penstock.FlowTexts;
import dev.penstock.gateway.media.BackendMedia;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Builds a {@link Flow} that asks a {@link Backend}.
 *
 * <p>Defaults: no tenant, English texts, a time budget of 8 seconds, no screen answered once per submission, a
 * {@code traceparent} of its own for every request. Not thread-safe.
 */
public final class BackendFlowBuilder {

    final String name;
    final Backend backend;
    Optional<String> tenant = Optional.empty();
    FlowTexts texts = FlowTexts.ENGLISH;
    Duration timeBudget = FlowBuilder.DEFAULT_TIME_BUDGET;
    Set<String> oncePerSubmission = Set.of();
    Optional<BackendMedia> media = Optional.empty();
    BackendListener listener = asked -> {};
    final List<FlowFilter> filters = new ArrayList<>();
    Supplier<String> traceparents = Traceparents::random;

    BackendFlowBuilder(String name, Backend backend) {
        this.name = Objects.requireNonNull(name, "name");
        this.backend = Objects.requireNonNull(backend, "backend");
    }

    /**
     * Sets whose endpoint it is.
     *
     * @param tenant the tenant's name, which the backend sees
     * @return this builder
     */
    public BackendFlowBuilder tenant(String tenant) {
        this.tenant = Optional.of(Objects.requireNonNull(tenant, "tenant"));
        return this;
    }

    /**
     * Sets what people read when the backend has no answer.
     *
     * @param texts default {@link FlowTexts#ENGLISH}
     * @return this builder
     */
    public BackendFlowBuilder texts(FlowTexts texts) {
        this.texts = Objects.requireNonNull(texts, "texts");
        return this;
    }

    /**
     * Sets how long people wait for an answer.
     *
     * @param timeBudget positive, at most 10 seconds; default 8 seconds
     * @return this builder
     * @throws IllegalArgumentException if it is not
     */
    public BackendFlowBuilder timeBudget(Duration timeBudget) {
        var unused = Flow.named(name).timeBudget(timeBudget); // knows the range
        this.timeBudget = timeBudget;
        return this;
    }

    /**
     * Sets the screens whose submissions are answered once: a second tap gets the answer of the first, and the backend
     * is not asked again; see {@link FlowBuilder#oncePerSubmission}.
     *
     * @param screens the ids of screens
     * @return this builder
     */
    public BackendFlowBuilder oncePerSubmission(Collection<String> screens) {
        this.oncePerSubmission = new TreeSet<>(Objects.requireNonNull(screens, "screens"));
        return this;
    }

    /**
     * Opens the files that people choose and lends them to the backend by links. Without it the backend gets what the
     * phone sent, as Meta documents it.
     *
     * @param media opens and lends
     * @return this builder
     */
    public BackendFlowBuilder media(BackendMedia media) {
        this.media = Optional.of(Objects.requireNonNull(media, "media"));
        return this;
    }

    /**
     * Adds a listener.
     *
     * @param listener hears of every question
     * @return this builder
     */
    public BackendFlowBuilder listener(BackendListener listener) {
        var before = this.listener;
        Objects.requireNonNull(listener, "listener");
        this.listener = asked -> {
            before.on(asked);
            listener.on(asked);
        };
        return this;
    }

    /**
     * Puts a filter around every question to the backend. The first one added is the outermost.
     *
     * @param filter the filter
     * @return this builder
     */
    public BackendFlowBuilder around(FlowFilter filter) {
        filters.add(Objects.requireNonNull(filter, "filter"));
        return this;
    }

    /**
     * Sets where the {@code traceparent} of a question comes from.
     *
     * @param traceparents asked on the thread of the handler; gives a header of W3C Trace Context. Default: a new
     *     trace for every question
     * @return this builder
     */
    public BackendFlowBuilder traceparents(Supplier<String> traceparents) {
        this.traceparents = Objects.requireNonNull(traceparents, "traceparents");
        return this;
    }

    /**
     * Builds the Flow.
     *
     * @return the Flow; whoever made the backend closes it
     * @throws IllegalArgumentException if the name or the time budget is not of the form that a {@link Flow} needs
     */
    public Flow build() {
        return new BackendFlow(this).flow();
    }
}
