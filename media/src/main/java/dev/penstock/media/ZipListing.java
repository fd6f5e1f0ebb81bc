package dev.penstock.media;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The names in a ZIP archive, read from its central directory (APPNOTE 4.3.12 and 4.3.16). Nothing is inflated, so that
 * an archive that blows up costs nothing.
 */
final class ZipListing {

    private static final int END_SIGNATURE = 0x06054b50;
    private static final int ENTRY_SIGNATURE = 0x02014b50;
    private static final int END_LENGTH = 22;
    private static final int ENTRY_LENGTH = 46;
    private static final int MAX_COMMENT = 0xFFFF;
    private static final int MAX_ENTRIES = 4_096;
    private static final int FIRST_NAME = 30;
    private static final String ODF_NAME = "mimetype";

    private final ByteBuffer archive;
    private final Set<String> names;

    private ZipListing(ByteBuffer archive, Set<String> names) {
        this.archive = archive;
        this.names = names;
    }

    /** Reads the listing; empty for what is damaged, or is split, or has more entries than any document. */
    static Optional<ZipListing> of(byte[] file) {
        var archive = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int end = endRecord(archive);
        if (end < 0) {
            return Optional.empty();
        }
        int count = archive.getShort(end + 10) & 0xFFFF;
        int at = archive.getInt(end + 16);
        if (count == 0 || count > MAX_ENTRIES) {
            return Optional.empty();
        }
        var names = new HashSet<String>();
        for (int i = 0; i < count; i++) {
            if (at < 0 || at > end - ENTRY_LENGTH || archive.getInt(at) != ENTRY_SIGNATURE) {
                return Optional.empty();
            }
            int nameLength = archive.getShort(at + 28) & 0xFFFF;
            int rest = (archive.getShort(at + 30) & 0xFFFF) + (archive.getShort(at + 32) & 0xFFFF);
            if (at + ENTRY_LENGTH + nameLength + rest > end) {
                return Optional.empty();
            }
            names.add(new String(file, at + ENTRY_LENGTH, nameLength, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT));
            at += ENTRY_LENGTH + nameLength + rest;
        }
        return Optional.of(new ZipListing(archive, names));
    }

    /** Where the record at the end begins: behind it there is nothing but its comment. */
    private static int endRecord(ByteBuffer archive) {
        int last = archive.capacity() - END_LENGTH;
        for (int at = last; at >= Math.max(0, last - MAX_COMMENT); at--) {
            if (archive.getInt(at) == END_SIGNATURE && (archive.getShort(at + 20) & 0xFFFF) == last - at) {
                return at;
            }
        }
        return -1;
    }

    /** A document if it is listed like one; one with macros is nothing that we know. */
    Optional<FileType> type() {
        if (names.stream().anyMatch(name -> name.endsWith("vbaproject.bin"))) {
            return Optional.empty();
        }
        if (names.contains("[content_types].xml")) {
            return ofOfficeOpenXml();
        }
        return names.contains(ODF_NAME) ? ofOpenDocument() : Optional.of(FileType.ZIP);
    }

    private Optional<FileType> ofOfficeOpenXml() {
        if (names.contains("word/document.xml")) {
            return Optional.of(FileType.DOCX);
        }
        if (names.contains("xl/workbook.xml")) {
            return Optional.of(FileType.XLSX);
        }
        return names.contains("ppt/presentation.xml") ? Optional.of(FileType.PPTX) : Optional.of(FileType.ZIP);
    }

    /**
     * OpenDocument: the first entry is called {@code mimetype} and is the MIME type, not compressed (ODF 1.3, part 2,
     * 3.3).
     */
    private Optional<FileType> ofOpenDocument() {
        var file = archive.array();
        for (var type : new FileType[] {FileType.ODT, FileType.ODS, FileType.ODP}) {
            if (TypeRecognition.hasAscii(file, FIRST_NAME, ODF_NAME + type.mimeType())
                    && archive.getInt(22) == type.mimeType().length()) {
                return Optional.of(type);
            }
        }
        return Optional.of(FileType.ZIP);
    }
}
