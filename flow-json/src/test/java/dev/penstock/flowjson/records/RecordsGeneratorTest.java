package dev.penstock.flowjson.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.FlowData;
import dev.penstock.flowjson.Corpus;
import dev.penstock.flowjson.FlowJson;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class RecordsGeneratorTest {

    private static final FlowJson DOCUMENT = FlowJson.parse("""
            {"version": "7.3", "data_api_version": "3.0", "routing_model": {"APPOINTMENT": ["SUMMARY"]}, "screens": [
             {"id": "APPOINTMENT", "title": "Appointment", "data": {
               "min_date": {"type": "string", "__example__": "2026-01-01"},
               "is_open": {"type": "boolean", "__example__": true},
               "seats": {"type": "number", "__example__": 4},
               "price": {"type": "number", "__example__": 9.5},
               "class": {"type": "string", "__example__": ""},
               "slots": {"type": "array", "items": {"type": "object", "properties": {
                 "id": {"type": "string"}, "title": {"type": "string"}, "alt-text": {"type": "string"}}}, "__example__": []}},
              "layout": {"type": "SingleColumnLayout", "children": [
               {"type": "DatePicker", "name": "day", "label": "Day",
                "on-select-action": {"name": "data_exchange", "payload": {"trigger": "day", "day": "${form.day}"}}},
               {"type": "CheckboxGroup", "name": "extras", "label": "Extras", "data-source": "${data.slots}"},
               {"type": "Footer", "label": "Next", "on-click-action": {"name": "data_exchange", "payload": {
                 "trigger": "next", "day": "${form.day}", "extras": "${form.extras}", "seats": "${data.seats}"}}}]}},
             {"id": "SUMMARY", "title": "Summary", "terminal": true,
              "layout": {"type": "SingleColumnLayout", "children": [
               {"type": "OptIn", "name": "terms", "label": "Terms"},
               {"type": "Footer", "label": "Done", "on-click-action": {"name": "complete", "payload": {
                 "terms": "${form.terms}", "day": "${screen.APPOINTMENT.form.day}"}}}]}}]}
            """);

    @Test
    void writesWhatAPersonWouldHaveWritten() {
        assertThat(RecordsGenerator.of(DOCUMENT).generate("com.example.booking", "BookingScreens"))
                .isEqualTo("""
                package com.example.booking;

                import com.fasterxml.jackson.annotation.JsonProperty;
                import java.time.LocalDate;
                import java.util.List;
                import java.util.Optional;

                /** What the screens of the Flow are given and send. Generated from the Flow JSON; change that instead. */
                public final class BookingScreens {

                    private BookingScreens() {}

                    /** What the screen APPOINTMENT is given. */
                    public record AppointmentData(
                            String minDate,
                            boolean isOpen,
                            int seats,
                            double price,
                            @JsonProperty("class") String classValue,
                            List<Slot> slots) {

                        public record Slot(String id, String title, @JsonProperty("alt-text") String altText) {}
                    }

                    /** What the screen APPOINTMENT sends to the endpoint. */
                    public record AppointmentSubmission(
                            String trigger,
                            LocalDate day,
                            Optional<List<String>> extras,
                            Optional<Integer> seats) {}

                    /** What the screen SUMMARY completes the Flow with. */
                    public record SummaryCompletion(boolean terms, LocalDate day) {}
                }
                """);
    }

    @Test
    void refusesNamesThatAreNotJava() {
        RecordsGenerator generator = RecordsGenerator.of(DOCUMENT);

        assertThatThrownBy(() -> generator.generate("com.Example", "A")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> generator.generate("com.example", "a b")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void generatesRecordsThatTakeAndGiveTheData(@TempDir Path folder) throws Exception {
        try (var loader = compile(folder, RecordsGenerator.of(DOCUMENT).generate("generated", "Screens"))) {
            Class<?> submission = loader.loadClass("generated.Screens$AppointmentSubmission");
            Object value = FlowData.from(Map.of("trigger", "next", "day", "2026-01-31", "extras", List.of("1")))
                    .as(submission);
            assertThat(read(value, "day")).isEqualTo(LocalDate.of(2026, 1, 31));
            assertThat(read(value, "extras")).isEqualTo(Optional.of(List.of("1")));
            assertThat(read(value, "seats")).isEqualTo(Optional.empty());

            Map<String, Object> given = Map.of(
                    "min_date",
                    "x",
                    "is_open",
                    true,
                    "seats",
                    4,
                    "price",
                    9.5,
                    "class",
                    "c",
                    "slots",
                    List.of(Map.of("id", "1", "title", "t", "alt-text", "a")));
            Object data = FlowData.from(given).as(loader.loadClass("generated.Screens$AppointmentData"));
            assertThat(FlowData.from(data)).isEqualTo(FlowData.from(given));
        }
    }

    @Test
    void survivesNamesThatAreNotJava(@TempDir Path folder) throws Exception {
        FlowJson hostile = FlowJson.parse("""
                {"version": "7.3", "screens": [{"id": "*/ A", "data": {
                  "a b": {"type": "string"}, "a_b": {"type": "string"}, "1": {"type": "string"}, "\\n\\"\\\\": {"type": "string"},
                  "é": {"type": "string"}, "hashCode": {"type": "string"}, "": {"type": "string"},
                  "string": {"type": "object", "properties": {"string": {"type": "object", "properties": {"string": {"type": "string"}}}}},
                  "screens": {"type": "object", "properties": {"x": {"type": "string"}}}}},
                 {"id": "A", "data": {"a": {"type": "string"}}}, {"id": "a", "data": {"a": {"type": "string"}}}]}
                """);

        compile(folder, RecordsGenerator.of(hostile).generate("generated", "Screens"))
                .close();
    }

    @TestFactory
    Stream<DynamicTest> generatesSourcesThatCompile(@TempDir Path folder) throws IOException {
        return Corpus.entries().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.name(), () -> {
                    Path own = Files.createDirectories(folder.resolve(entry.name()));
                    compile(
                                    own,
                                    RecordsGenerator.of(FlowJson.parse(entry.text()))
                                            .generate("generated", "Screens"))
                            .close();
                }));
    }

    private static Object read(Object value, String component) throws Exception {
        Method accessor = value.getClass().getMethod(component);
        return accessor.invoke(value);
    }

    private static URLClassLoader compile(Path folder, String source) throws IOException {
        Path file = Files.writeString(
                Files.createDirectories(folder.resolve("generated")).resolve("Screens.java"), source);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        var messages = new StringWriter();
        boolean compiled = compiler.getTask(
                        messages,
                        null,
                        null,
                        List.of(
                                "-d",
                                folder.toString(),
                                "-proc:none",
                                "-classpath",
                                System.getProperty("java.class.path")),
                        null,
                        compiler.getStandardFileManager(null, null, null).getJavaFileObjects(file))
                .call();
        assertThat(compiled).as(messages + "\n" + source).isTrue();
        return new URLClassLoader(new URL[] {folder.toUri().toURL()}, RecordsGeneratorTest.class.getClassLoader());
    }
}
