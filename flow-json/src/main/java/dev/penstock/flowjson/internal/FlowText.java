package dev.penstock.flowjson.internal;

import dev.penstock.flowjson.tree.JsonLimits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Turns files and bytes into text, strictly and within the size that Meta takes. */
public final class FlowText {

    private FlowText() {}

    public static Optional<String> load(Path file) {
        try (var in = Files.newInputStream(file)) {
            return decode(in.readNBytes(JsonLimits.MAX_LENGTH + 1));
        } catch (IOException | SecurityException unreadable) {
            return Optional.empty();
        }
    }

    public static Optional<String> decode(byte[] utf8) {
        if (utf8.length > JsonLimits.MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(utf8))
                    .toString());
        } catch (CharacterCodingException malformed) {
            return Optional.empty();
        }
    }
}
