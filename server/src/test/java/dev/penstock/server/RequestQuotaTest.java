package dev.penstock.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestQuotaTest {

    private final RequestQuota quota = RequestQuota.of(2, 2);
    private final List<String> begun = new ArrayList<>();

    private boolean enter(String name) {
        return quota.enter(() -> begun.add(name));
    }

    @Test
    void beginsSoManyLetsSoManyWaitInOrderAndRefusesTheRest() {
        assertThat(enter("a") && enter("b") && enter("c") && enter("d")).isTrue();
        assertThat(enter("e")).isFalse();
        assertThat(begun).containsExactly("a", "b");

        quota.leave();
        assertThat(begun).containsExactly("a", "b", "c");
        quota.leave();
        assertThat(begun).containsExactly("a", "b", "c", "d");
        assertThat(quota.underWay()).isEqualTo(2);

        quota.leave();
        quota.leave();
        assertThat(quota.underWay()).isZero();
    }

    @Test
    void passesOverThoseThatCannotBegin() {
        enter("a");
        enter("b");
        assertThat(quota.enter(() -> false)).isTrue();
        enter("d");

        quota.leave();

        assertThat(begun).containsExactly("a", "b", "d");
        assertThat(quota.waiting()).isZero();
    }

    @Test
    void givesThePlaceBackOfOneThatCannotBeginAtOnce() {
        assertThat(quota.enter(() -> false)).isTrue();

        assertThat(quota.underWay()).isZero();
    }

    @Test
    void refusesNumbersThatLetNobodyIn() {
        assertThatThrownBy(() -> RequestQuota.of(0, 1)).hasMessageContaining("at least 1 request");
        assertThatThrownBy(() -> RequestQuota.of(1, -1)).hasMessageContaining("no negative number");
    }
}
