package dev.penstock.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The tutorial as a reader takes it: the files that it shows, each after a line that ends with its name, and its blocks
 * of shell lines.
 */
record Tutorial(Map<String, String> files, List<String> shell) {

    static final Path PAGE = Project.root().resolve("docs/tutorial.md");

    /** A block that begins so goes on until it is stopped, while the reader goes on in another terminal. */
    private static final String KEEPS_RUNNING = "# keeps running";

    private static final Pattern NAME = Pattern.compile("`([^`]+)`:$");

    static Tutorial read() throws IOException {
        var files = new LinkedHashMap<String, String>();
        var shell = new ArrayList<String>();
        var lines = Files.readAllLines(PAGE);
        var before = "";
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).startsWith("```")) {
                before = lines.get(i).isBlank() ? before : lines.get(i);
                continue;
            }
            int end = i + 1;
            while (!lines.get(end).equals("```")) {
                end++;
            }
            var block = String.join("\n", lines.subList(i + 1, end)) + "\n";
            var name = NAME.matcher(before);
            if (lines.get(i).equals("```sh")) {
                shell.add(block);
            } else if (name.find()) {
                files.put(name.group(1), block);
            }
            before = "";
            i = end;
        }
        return new Tutorial(files, shell);
    }

    static boolean keepsRunning(String block) {
        return block.startsWith(KEEPS_RUNNING);
    }
}
