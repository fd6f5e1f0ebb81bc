package dev.penstock.media;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Makes a name that can be used out of one that a device sent (docs/reference/protocol.md, section 9.1: hostile). What
 * is special to a file system, a shell, a browser's download or a reader's eye is taken out; the ending follows the
 * contents.
 */
final class SafeFileName {

    private static final int MAX_CHARACTERS = 100;
    private static final int MAX_BYTES = 200;
    private static final int MAX_READ = 4_096;
    private static final String UNNAMED = "file";

    /** Windows takes these for devices, whatever ending they have. */
    private static final Pattern DEVICE = Pattern.compile(
            "(con|prn|aux|nul|clock\\$|conin\\$|conout\\$|com[0-9¹²³]|lpt[0-9¹²³])\\s*(\\..*)?",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private SafeFileName() {}

    static String of(String sent, FileType type) {
        var cut = sent.length() > MAX_READ ? sent.substring(sent.length() - MAX_READ) : sent;
        var name = Normalizer.normalize(lastSegment(cut), Normalizer.Form.NFC)
                .codePoints()
                .filter(SafeFileName::isKept)
                .map(SafeFileName::plain)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .replaceAll(" {2,}", " ");
        return withEnding(withoutEdges(name), type);
    }

    private static String lastSegment(String path) {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }

    /** Neither controls nor what is invisible or turns the direction of reading, such as U+202E; nothing unpaired. */
    private static boolean isKept(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private static int plain(int codePoint) {
        if (Character.getType(codePoint) == Character.SPACE_SEPARATOR) {
            return ' ';
        }
        return "<>:\"|?*;&$`'%{}".indexOf(codePoint) >= 0 ? '_' : codePoint;
    }

    /** A dot in front hides a file, a hyphen is an option to a program, a dot or space behind is dropped by Windows. */
    private static String withoutEdges(String name) {
        int from = 0;
        int to = name.length();
        while (from < to && ".- ~".indexOf(name.charAt(from)) >= 0) {
            from++;
        }
        while (to > from && ". ".indexOf(name.charAt(to - 1)) >= 0) {
            to--;
        }
        return name.substring(from, to);
    }

    private static String withEnding(String name, FileType type) {
        int dot = name.lastIndexOf('.');
        boolean fits =
                dot > 0 && type.endings().contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
        var ending = fits ? name.substring(dot) : "." + type.endings().getFirst();
        var stem = shortened(fits ? name.substring(0, dot) : name, ending.length());
        var usable = stem.isEmpty() ? UNNAMED : stem;
        return (DEVICE.matcher(usable).matches() ? "_" + usable : usable) + ending;
    }

    private static String shortened(String stem, int ending) {
        int room = MAX_CHARACTERS - 1 - ending;
        int bytes = MAX_BYTES - 1 - ending;
        var kept = new StringBuilder();
        for (int codePoint : stem.codePoints().limit(room).toArray()) {
            bytes -= Character.toString(codePoint).getBytes(StandardCharsets.UTF_8).length;
            if (bytes < 0) {
                break;
            }
            kept.appendCodePoint(codePoint);
        }
        return withoutEdges(kept.toString());
    }
}
