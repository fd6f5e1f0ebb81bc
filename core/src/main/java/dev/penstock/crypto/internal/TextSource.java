package dev.penstock.crypto.internal;

import dev.penstock.crypto.UnusableKeyException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;

/** A text and the place it came from, so that a refusal can name the place. */
public final class TextSource {

    private static final Pattern VARIABLE_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");
    private static final int MAX_SHOWN_PATH = 300;

    private final String place;
    private final String text;

    private TextSource(String place, String text) {
        this.place = place;
        this.text = text;
    }

    /** Reads a file, at most as much as a key may have. */
    public static TextSource file(Path file) {
        var place = "Key file " + shown(file) + ": ";
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(PemText.MAX_LENGTH + 1);
            if (bytes.length > PemText.MAX_LENGTH) {
                throw at(place, Refusals.tooLarge());
            }
            try {
                return new TextSource(place, new String(bytes, charset(bytes)));
            } finally {
                Arrays.fill(bytes, (byte) 0);
            }
        } catch (NoSuchFileException missing) {
            throw new UnusableKeyException(place + "there is no such file. Check the path, relative ones begin at the"
                    + " directory in which the program was started: ls -l");
        } catch (AccessDeniedException denied) {
            throw new UnusableKeyException(
                    place + "this program may not read it. Give it to the user that runs the program:"
                            + " chown USER private.pem && chmod 600 private.pem");
        } catch (IOException failed) {
            var what = Files.isDirectory(file) ? "it is a directory, a file is needed" : "it cannot be read";
            throw new UnusableKeyException(place + what + ". See what it is with: ls -ld private.pem");
        }
    }

    /** Takes the value of an environment variable. */
    public static TextSource variable(Map<String, String> environment, String name) {
        // Whoever mistakes the value for the name must not find the key in a log.
        if (!VARIABLE_NAME.matcher(name).matches()) {
            throw new UnusableKeyException(
                    "The name of the environment variable has to be letters, digits and _, at most"
                            + " 64 characters: give the name, not the value. See the names with: env | cut -d= -f1");
        }
        var value = environment.get(name);
        if (value == null) {
            throw new UnusableKeyException(
                    "Environment variable %s: it is not set. Set it with: export %s=\"$(cat FILE)\""
                            .formatted(name, name));
        }
        return new TextSource("Environment variable " + name + ": ", value);
    }

    /** The text itself. */
    public String text() {
        return text;
    }

    /** The same refusal, with the place in front. */
    public UnusableKeyException named(UnusableKeyException refused) {
        return at(place, refused);
    }

    private static UnusableKeyException at(String place, UnusableKeyException refused) {
        return new UnusableKeyException(place + refused.getMessage());
    }

    /** The path, unless it looks as if the key itself was given for it. */
    private static String shown(Path file) {
        var path = file.toString();
        return path.length() > MAX_SHOWN_PATH || path.contains("-----") ? "(not shown, looks like a key)" : path;
    }

    /** PowerShell writes UTF-16; all else that PEM comes in has ASCII where it matters. */
    private static Charset charset(byte[] bytes) {
        boolean isUtf16 = bytes.length > 1
                && ((bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff)
                        || (bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe));
        return isUtf16 ? StandardCharsets.UTF_16 : StandardCharsets.ISO_8859_1;
    }

    @Override
    public String toString() {
        return "TextSource[" + place.strip() + "]";
    }
}
