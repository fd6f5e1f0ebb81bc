package dev.penstock.simulator.phone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.flowjson.FlowJson;
import dev.penstock.simulator.internal.PlainValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PickingFilesTest {

    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 1};
    private static final String PICKER = "screens[0].layout.children[0]";
    private static final String SEND = "screens[0].layout.children[1]";

    private static PhoneSession open(String picker) {
        var phone = PhoneSession.builder(FlowJson.parse("""
                        {"version": "7.3", "screens": [{"id": "FILES", "title": "Files", "terminal": true,
                          "layout": {"type": "SingleColumnLayout", "children": [%s,
                           {"type": "Footer", "label": "Send",
                            "on-click-action": {"name": "complete", "payload": {"files": "${form.files}"}}}]}}]}
                        """.formatted(picker).getBytes(StandardCharsets.UTF_8)))
                .build();
        phone.apply(new PhoneEvent.Open());
        return phone;
    }

    private static PhoneSession photos(String limits) {
        return open("{\"type\": \"PhotoPicker\", \"name\": \"files\", \"label\": \"Photos\"%s}".formatted(limits));
    }

    private static PhoneSession documents(String limits) {
        return open("{\"type\": \"DocumentPicker\", \"name\": \"files\", \"label\": \"Papers\"%s}".formatted(limits));
    }

    private static List<?> picked(PhoneSession phone) {
        return (List<?>) phone.form().getOrDefault("files", List.of());
    }

    @Test
    void takesOnlyTheTypesThatTheFlowAllows() {
        PhoneSession phone = documents(", \"allowed-mime-types\": [\"application/pdf\", \"image/jpeg\"]");

        phone.attach(PICKER, "letter.docx", "", new byte[10]);

        assertThat(picked(phone)).isEmpty();
        assertThat(phone.message()).contains("This type of file is not allowed. Choose one of these: jpeg, jpg, pdf.");
        phone.attach(PICKER, "letter.pdf", "application/pdf", new byte[10]);
        assertThat(picked(phone)).hasSize(1);
    }

    @Test
    void takesEveryDocumentedTypeUnlessTheFlowSaysLess() {
        PhoneSession phone = documents("");

        phone.attach(PICKER, "letter.DOCX", "application/octet-stream", new byte[10]);
        phone.attach(PICKER, "page.html", "text/html", new byte[10]);

        assertThat(picked(phone))
                .singleElement()
                .isInstanceOfSatisfying(
                        PickedFile.class, file -> assertThat(file.mimeType()).endsWith("wordprocessingml.document"));
    }

    @Test
    void takesNothingButImagesAsPhotos() {
        PhoneSession phone = photos("");

        phone.attach(PICKER, "a.txt", "text/plain", new byte[10]);

        assertThat(picked(phone)).isEmpty();
        assertThat(phone.message()).contains("This is not a photo.");
    }

    @Test
    void takesNoMoreFilesAndNoLargerOnesThanAllowed() {
        PhoneSession phone = photos(", \"max-uploaded-photos\": 1, \"max-file-size-kb\": 1");

        phone.attach(PICKER, "large.jpg", "image/jpeg", new byte[1025]);
        assertThat(phone.message()).contains("The file is larger than 1 KB.");
        phone.attach(PICKER, "a.jpg", "image/jpeg", new byte[1024]);
        phone.attach(PICKER, "b.jpg", "image/jpeg", new byte[10]);

        assertThat(picked(phone)).hasSize(1);
        assertThat(phone.message()).contains("You can add 1 photo at most.");
    }

    @Test
    void asksForAsManyAsTheFlowWants() {
        PhoneSession phone = photos(", \"min-uploaded-photos\": 2");
        phone.attach(PICKER, "a.jpg", "image/jpeg", JPEG);

        phone.apply(new PhoneEvent.Tap(SEND, Optional.empty()));

        assertThat(phone.isOpen()).isTrue();
        assertThat(component(phone).get("error")).isEqualTo("Add at least 2 photos.");
    }

    @Test
    void showsAPhotoButNotWhatOnlyClaimsToBeOne() {
        PhoneSession phone = photos("");
        phone.attach(PICKER, "a.jpg", "image/jpeg", JPEG);
        phone.attach(PICKER, "b.svg", "image/svg+xml", "<svg/>".getBytes(StandardCharsets.UTF_8));

        var files = PlainValue.list(component(phone).get("files"));

        assertThat(files).hasSize(2);
        assertThat(PlainValue.map(files.getFirst()).get("preview").toString()).startsWith("/preview/");
        assertThat(PlainValue.map(files.getLast()).get("preview")).isNull();
        String id = PlainValue.text(PlainValue.map(files.getFirst()).get("id"));
        assertThat(phone.preview(id).orElseThrow().type()).isEqualTo("image/jpeg");
    }

    @Test
    void completesWithTenFilesAndNotWithEleven() {
        PhoneSession phone = photos("");
        for (int i = 0; i < 11; i++) {
            phone.attach(PICKER, i + ".jpg", "image/jpeg", JPEG);
        }
        phone.apply(new PhoneEvent.Tap(SEND, Optional.empty()));
        assertThat(phone.isOpen()).isTrue();
        assertThat(phone.message()).contains("A response can carry 10 files and 100 MB at most.");

        phone.apply(new PhoneEvent.Remove(PICKER, ((PickedFile) picked(phone).getFirst()).mediaId()));
        phone.apply(new PhoneEvent.Tap(SEND, Optional.empty()));

        assertThat((List<?>) phone.response().orElseThrow().get("files")).hasSize(10);
    }

    @Test
    void completesWithNoMoreThanAHundredMegabytes() {
        var large = new PickedFile("m", "u", "f", "t", 60L * 1024 * 1024, "", "", "", "", "");

        assertThat(FileRules.responseProblem(Map.of("files", List.of(large)))).isEmpty();
        assertThat(FileRules.responseProblem(Map.of("files", List.of(large), "more", List.of(large))))
                .isPresent();
    }

    private static Map<?, ?> component(PhoneSession phone) {
        Map<?, ?> screen = PlainValue.map(phone.view().get("screen"));
        return PlainValue.map(PlainValue.list(screen.get("components")).getFirst());
    }
}
