package dev.penstock.cli.phone;

import dev.penstock.json.StrictJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

/** What the page in the browser does, without one. */
final class PageClient implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI page;
    private final String token;

    PageClient(URI page) {
        this.page = page;
        this.token = page.getQuery().substring("token=".length());
    }

    Map<String, Object> state() throws IOException, InterruptedException {
        return answer(request("/api/state?after=-1").GET().build());
    }

    void send(Map<String, Object> event) throws IOException, InterruptedException {
        answer(request("/api/event")
                .POST(HttpRequest.BodyPublishers.ofByteArray(StrictJson.write(event)))
                .build());
    }

    /** Whether a text is somewhere on the phone. */
    boolean shows(String text) throws IOException, InterruptedException {
        return String.valueOf(state().get("phone")).contains(text);
    }

    /** The key of the input of this name on the screen that is shown. */
    String keyOf(String name) throws IOException, InterruptedException {
        if (state().get("phone") instanceof Map<?, ?> phone
                && phone.get("screen") instanceof Map<?, ?> screen
                && screen.get("components") instanceof List<?> components) {
            for (var component : components) {
                if (component instanceof Map<?, ?> input && name.equals(input.get("name"))) {
                    return String.valueOf(input.get("key"));
                }
            }
        }
        throw new AssertionError("No input \"%s\" is shown.".formatted(name));
    }

    /** What "Save as scenario" downloads. */
    String scenario() throws IOException, InterruptedException {
        return text(request("/api/scenario").GET().build());
    }

    /** Taps the footer of the screen that is shown, if one is. */
    boolean tapFooter() throws IOException, InterruptedException {
        if (state().get("phone") instanceof Map<?, ?> phone
                && phone.get("screen") instanceof Map<?, ?> screen
                && screen.get("footer") instanceof Map<?, ?> footer) {
            send(Map.of("type", "tap", "key", String.valueOf(footer.get("key"))));
            return true;
        }
        return false;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(page.resolve(path)).header("X-Penstock-Token", token);
    }

    private Map<String, Object> answer(HttpRequest request) throws IOException, InterruptedException {
        return StrictJson.readObject(text(request));
    }

    private String text(HttpRequest request) throws IOException, InterruptedException {
        var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("status " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    @Override
    public void close() {
        http.close();
    }
}
