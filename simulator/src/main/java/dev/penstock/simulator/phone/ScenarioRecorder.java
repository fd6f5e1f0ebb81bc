package dev.penstock.simulator.phone;

/** Writes down what was done in a session, as a scenario that can be played again. */
final class ScenarioRecorder {

    private ScenarioRecorder() {}

    static String record(PhoneSession session) {
        return "";
    }
}
