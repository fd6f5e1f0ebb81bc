package dev.penstock.simulator.phone.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.regex.Pattern;

/** The files of the page, from the jar. */
final class PageFiles {

    record PageFile(byte[] bytes, String type) {}

    /** No dot but the one before the ending, so no way up. */
    private static final Pattern NAME = Pattern.compile("(/[a-z0-9-]{1,40}){1,4}\\.(html|js|css|svg)");

    private PageFiles() {}

    static Optional<PageFile> find(String path) {
        String name = path.equals("/") ? "/index.html" : path;
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        try (InputStream file = PageFiles.class.getResourceAsStream(name.substring(1))) {
            return file == null ? Optional.empty() : Optional.of(new PageFile(file.readAllBytes(), typeOf(name)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The page's own file %s cannot be read.".formatted(name), unreadable);
        }
    }

    private static String typeOf(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "html" -> "text/html; charset=utf-8";
            case "js" -> "text/javascript; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            default -> "image/svg+xml";
        };
    }
}
