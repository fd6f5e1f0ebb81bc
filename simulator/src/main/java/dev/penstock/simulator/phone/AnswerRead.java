package dev.penstock.simulator.phone;

import dev.penstock.flowjson.FlowScreen;
import dev.penstock.testing.AnswerData;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * How a phone reads the data of answers, where clients differ or are not known.
 *
 * @param data what becomes of what the screen has already
 * @param allowsMissingKeys whether an answer may leave out what the screen declares, as one client was observed to
 *     allow; projects report that phones refuse such answers
 */
record AnswerRead(AnswerData data, boolean allowsMissingKeys) {

    static final AnswerRead STANDARD = new AnswerRead(AnswerData.MERGE, false);

    /**
     * Which declared names the screen must have.
     *
     * @param isFromList whether a {@code NavigationList} asked, after which one client was observed to demand them all
     * @param isStay whether the answer only keeps the person on the screen with a message
     */
    Set<String> needed(FlowScreen screen, boolean isFromList, boolean isStay) {
        Set<String> declared = screen.dataModel().properties().keySet();
        boolean saysWhatIsRequired = screen.node()
                .object("data")
                .flatMap(model -> model.array("required"))
                .isPresent();
        return isFromList || !(allowsMissingKeys || isStay || saysWhatIsRequired)
                ? declared
                : screen.dataModel().required();
    }

    /** What the screen has afterwards. */
    Map<String, Object> onScreen(Map<String, Object> answered, Map<String, Object> before) {
        Map<String, Object> all = new LinkedHashMap<>(data == AnswerData.MERGE ? before : Map.of());
        all.putAll(answered);
        return Collections.unmodifiableMap(all);
    }
}
