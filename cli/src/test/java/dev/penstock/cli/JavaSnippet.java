package dev.penstock.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A block of Java in a page of the documentation. */
record JavaSnippet(Path page, int line, List<String> code) {

    /**
     * All blocks of a page but those that are whole files, which are compiled where they are; the line is that of the
     * first line of code, from 1.
     */
    static List<JavaSnippet> in(Path page) throws IOException {
        var found = new ArrayList<JavaSnippet>();
        var lines = Files.readAllLines(page);
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).strip().equals("```java")) {
                int end = i + 1;
                while (!lines.get(end).strip().equals("```")) {
                    end++;
                }
                var code = List.copyOf(lines.subList(i + 1, end));
                if (code.stream().noneMatch(line -> line.startsWith("import "))) {
                    found.add(new JavaSnippet(page, i + 2, code));
                }
                i = end;
            }
        }
        return found;
    }

    /**
     * The block among imports and the names it takes for granted: as members of a class, or as statements of a method.
     */
    String program(List<String> packages, boolean asMembers) {
        var program = new StringBuilder();
        packages.forEach(name -> program.append("import ").append(name).append(".*; "));
        program.append("class Snippet extends dev.penstock.cli.SnippetStage { ");
        program.append(asMembers ? "\n" : "void run() throws Exception {\n");
        code.forEach(text -> program.append(text).append('\n'));
        return program.append(asMembers ? "}" : "}}").toString();
    }

    /** The line in the page of a line in the program. */
    long lineInPage(long lineInProgram) {
        return line + lineInProgram - 2;
    }
}
