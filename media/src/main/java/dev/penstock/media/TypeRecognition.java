package dev.penstock.media;

import dev.penstock.json.JsonFormatException;
import dev.penstock.json.StrictUtf8;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Recognises files by how they begin, ZIP archives by what is listed in them, and texts by having nothing else in them.
 */
final class TypeRecognition {

    private static final int BOX_HEADER = 8;
    private static final int BRAND = 4;
    private static final int MAX_BRANDS_BYTES = 256;
    private static final int PDF_HEADER_WITHIN = 1_024;
    private static final String PDF_HEADER = "%PDF-";
    private static final String PDF_END = "%%EOF";

    private record Beginning(FileType type, int... bytes) {
        boolean isOf(byte[] file) {
            return file.length >= bytes.length
                    && IntStream.range(0, bytes.length).allMatch(i -> (file[i] & 0xFF) == bytes[i]);
        }
    }

    private static final List<Beginning> BEGINNINGS = List.of(
            new Beginning(FileType.JPEG, 0xFF, 0xD8, 0xFF),
            new Beginning(FileType.PNG, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'),
            new Beginning(FileType.GIF, 'G', 'I', 'F', '8', '7', 'a'),
            new Beginning(FileType.GIF, 'G', 'I', 'F', '8', '9', 'a'),
            new Beginning(FileType.TIFF, 'I', 'I', 42, 0),
            new Beginning(FileType.TIFF, 'M', 'M', 0, 42),
            new Beginning(FileType.PDF, '%', 'P', 'D', 'F', '-'),
            new Beginning(FileType.GZIP, 0x1F, 0x8B, 8),
            new Beginning(FileType.SEVEN_ZIP, '7', 'z', 0xBC, 0xAF, 0x27, 0x1C),
            new Beginning(FileType.MPEG, 0, 0, 1, 0xBA),
            new Beginning(FileType.MPEG, 0, 0, 1, 0xB3));

    private static final List<FileType> BY_BRAND = List.of(FileType.AVIF, FileType.HEIC, FileType.HEIF, FileType.MP4);

    private TypeRecognition() {}

    static Optional<FileType> typeOf(byte[] file) {
        for (var beginning : BEGINNINGS) {
            if (beginning.isOf(file)) {
                return Optional.of(beginning.type());
            }
        }
        if (hasAscii(file, 0, "RIFF") && hasAscii(file, 8, "WEBP")) {
            return Optional.of(FileType.WEBP);
        }
        if (hasAscii(file, 4, "ftyp")) {
            return ofBrands(file);
        }
        if (hasAscii(file, 0, "PK\u0003\u0004")) {
            return ZipListing.of(file).flatMap(ZipListing::type);
        }
        boolean isText = isPlainText(file);
        if (isPdfWithSomethingBefore(file, isText)) {
            return Optional.of(FileType.PDF);
        }
        return isText ? Optional.of(FileType.TEXT) : Optional.empty();
    }

    /**
     * Readers take a PDF whose header stands anywhere in the first 1,024 bytes (PDF Reference 1.7, appendix H.3, note
     * 13), and programs do write a byte order mark, line ends or other bytes before it. A text that only speaks of such
     * a header has no end of a PDF, and what begins like HTML would run in a browser that guesses.
     */
    private static boolean isPdfWithSomethingBefore(byte[] file, boolean isText) {
        var start = new String(file, 0, Math.min(file.length, PDF_HEADER_WITHIN), StandardCharsets.ISO_8859_1);
        int header = start.indexOf(PDF_HEADER);
        if (header < 0 || beginsLikeMarkup(withoutByteOrderMark(start))) {
            return false;
        }
        return !isText || new String(file, header, file.length - header, StandardCharsets.ISO_8859_1).contains(PDF_END);
    }

    private static String withoutByteOrderMark(String latin1) {
        return latin1.startsWith("\u00EF\u00BB\u00BF") ? latin1.substring(3) : latin1;
    }

    /**
     * ISO base media: the box {@code ftyp} has a major brand, a version and compatible brands (ISO/IEC 14496-12, 4.3).
     * The brand that says most decides.
     */
    private static Optional<FileType> ofBrands(byte[] file) {
        int end = Math.min(file.length, Math.min(boxLength(file), MAX_BRANDS_BYTES));
        var found = EnumSet.noneOf(FileType.class);
        for (int at = BOX_HEADER; at + BRAND <= end; at += BRAND) {
            brand(file, at).ifPresent(found::add);
        }
        return BY_BRAND.stream().filter(found::contains).findFirst();
    }

    private static int boxLength(byte[] file) {
        return ByteBuffer.wrap(file).getInt();
    }

    private static Optional<FileType> brand(byte[] file, int at) {
        return switch (new String(file, at, BRAND, StandardCharsets.ISO_8859_1)) {
            case "heic", "heix", "heim", "heis", "hevc", "hevx" -> Optional.of(FileType.HEIC);
            case "mif1", "msf1" -> Optional.of(FileType.HEIF);
            case "avif", "avis" -> Optional.of(FileType.AVIF);
            case "isom", "iso2", "iso4", "iso5", "iso6", "mp41", "mp42", "avc1", "M4V ", "MSNV" ->
                Optional.of(FileType.MP4);
            default -> Optional.empty();
        };
    }

    /** HTML or SVG that is called a text would run scripts in a browser that guesses. */
    private static boolean isPlainText(byte[] file) {
        try {
            var text = StrictUtf8.decode(file);
            return text.chars().allMatch(TypeRecognition::isPrintable) && !beginsLikeMarkup(text);
        } catch (JsonFormatException notUtf8) {
            return false;
        }
    }

    private static boolean isPrintable(int c) {
        return c == '\n' || c == '\r' || c == '\t' || c == '\f' || !Character.isISOControl(c);
    }

    private static boolean beginsLikeMarkup(String text) {
        int first = 0;
        while (first < text.length()
                && (Character.isWhitespace(text.charAt(first)) || text.charAt(first) == '\uFEFF')) {
            first++;
        }
        return text.startsWith("<", first);
    }

    static boolean hasAscii(byte[] file, int at, String text) {
        if (at + text.length() > file.length) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (file[at + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
