package dev.penstock.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The pages that people read: README files, and everything under docs. */
final class Documentation {

    private Documentation() {}

    static List<Path> pages() throws IOException {
        var root = Project.root();
        try (var files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .filter(file -> file.startsWith(root.resolve("docs"))
                            || String.valueOf(file.getFileName()).equals("README.md"))
                    .sorted()
                    .toList();
        }
    }
}
