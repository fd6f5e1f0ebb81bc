package dev.penstock.spring.slice;

import dev.penstock.NextScreen;
import dev.penstock.spring.annotation.FlowController;
import dev.penstock.spring.annotation.OnInit;
import dev.penstock.spring.annotation.OnScreen;

@FlowController("visit")
class Visit {

    private final Clinic.Calendar calendar;

    Visit(Clinic.Calendar calendar) {
        this.calendar = calendar;
    }

    @OnInit
    NextScreen begin() {
        return NextScreen.of("DAY").with("free", calendar.free());
    }

    @OnScreen("DAY")
    NextScreen choose() {
        return NextScreen.of("DAY").with("free", "not a number");
    }
}
