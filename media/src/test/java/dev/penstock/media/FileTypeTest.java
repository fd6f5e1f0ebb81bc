package dev.penstock.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileTypeTest {

    private static final String PDF = "%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n";

    @ParameterizedTest
    @CsvSource({
        "ffd8ffe000104a46494600, JPEG",
        "89504e470d0a1a0a0000000d, PNG",
        "474946383961, GIF",
        "474946383761, GIF",
        "524946460000000057454250, WEBP",
        "49492a00, TIFF",
        "4d4d002a, TIFF",
        "255044462d312e37, PDF",
        "1f8b0800, GZIP",
        "377abcaf271c, SEVEN_ZIP",
        "000001ba, MPEG",
        "000001b3, MPEG",
        "00000018667479706865696300000000686569636d696631, HEIC",
        "0000001c667479706d6966310000000068656963, HEIC",
        "0000001c667479706d69663100000000617669666d696631, AVIF",
        "00000014667479706d696631000000006d736631, HEIF",
        "00000014667479706d703432000000006d703432, MP4",
        "00000018667479706d34612000000000, ",
        "ffffffff667479706d703432, ",
        "0000000c667479706d7034, ",
        "48656c6c6f0a, TEXT",
        "efbbbf48656c6c6f, TEXT",
        "d985d8b1d8add8a8d8a7, TEXT",
        "4d5a9000, ",
        "7f454c46, ",
        "d0cf11e0a1b11ae1, ",
        "48656c6c6f00, ",
        "ff48656c6c6f, ",
        "504b0304, ",
        "504b0506, "
    })
    void recognisesBeginnings(String hex, FileType type) {
        var bytes = HexFormat.of().parseHex(hex);

        if (type == null) {
            assertThat(FileType.of(bytes)).isEmpty();
        } else {
            assertThat(FileType.of(bytes)).contains(type);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>", " \n<!DOCTYPE html>", "\uFEFF<svg onload=x>", "<?php", "<?xml version='1.0'?>"})
    void markupIsNoText(String text) {
        assertThat(FileType.of(text.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u00EF\u00BB\u00BF",
                "\n",
                "\r\n",
                "\r\n\r\n\t ",
                "\u0000\u0000\u0001",
                "scanned by a printer\n",
                "\u00FF\u00FE",
                "\u00EF\u00BB\u00BF\n",
                "%!PS-Adobe-3.0 "
            })
    void aPdfMayHaveSomethingBeforeItsHeader(String before) {
        assertThat(FileType.of(latin1(before + PDF))).contains(FileType.PDF);
        assertThat(FileType.of(latin1(before + "%PDF-1.4\n\u00E2\u00E3\u00CF\u00D3\n1 0 obj")))
                .contains(FileType.PDF);
    }

    @Test
    void theHeaderOfAPdfStandsWithinItsFirstBytes() {
        assertThat(FileType.of(latin1(" ".repeat(1_024 - "%PDF-".length()) + PDF)))
                .contains(FileType.PDF);
        assertThat(FileType.of(latin1(" ".repeat(1_024) + PDF))).contains(FileType.TEXT);
        assertThat(FileType.of(latin1("\u0000".repeat(1_024) + PDF))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>", " <!DOCTYPE html>\n", "\u00EF\u00BB\u00BF<svg onload=x>"})
    void markupBeforeTheHeaderIsNoPdf(String before) {
        assertThat(FileType.of(latin1(before + PDF))).isEmpty();
    }

    @Test
    void aTextThatSpeaksOfTheHeaderIsAText() {
        assertThat(FileType.of(latin1("A PDF begins with %PDF-1.7 and so on."))).contains(FileType.TEXT);
    }

    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void recognisesOfficeDocuments() throws IOException {
        assertThat(FileType.of(zip("[Content_Types].xml", "word/document.xml"))).contains(FileType.DOCX);
        assertThat(FileType.of(zip("[Content_Types].xml", "xl/workbook.xml"))).contains(FileType.XLSX);
        assertThat(FileType.of(zip("[Content_Types].xml", "ppt/presentation.xml")))
                .contains(FileType.PPTX);
        assertThat(FileType.of(zip("[Content_Types].xml", "other"))).contains(FileType.ZIP);
        assertThat(FileType.of(zip("word/document.xml"))).contains(FileType.ZIP);
    }

    @Test
    void recognisesOpenDocuments() throws IOException {
        for (var type : new FileType[] {FileType.ODT, FileType.ODS, FileType.ODP}) {
            assertThat(FileType.of(openDocument(type.mimeType()))).contains(type);
        }
        assertThat(FileType.of(openDocument("application/vnd.oasis.opendocument.text-template")))
                .contains(FileType.ZIP);
    }

    @Test
    void documentsWithMacrosAreNothing() throws IOException {
        assertThat(FileType.of(zip("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")))
                .isEmpty();
        assertThat(FileType.of(zip("[Content_Types].xml", "xl/workbook.xml", "xl/VBAPROJECT.BIN")))
                .isEmpty();
    }

    @Test
    void damagedArchivesAreNothing() throws IOException {
        var whole = zip("[Content_Types].xml", "word/document.xml");
        for (int length = 0; length < whole.length; length++) {
            assertThat(FileType.of(Arrays.copyOf(whole, length))).isNotEqualTo(FileType.of(whole));
        }
        var behind = Arrays.copyOf(whole, whole.length + 4);
        assertThat(FileType.of(behind)).isEmpty();
    }

    @Test
    void everyMimeTypeOfThePickersIsKnownButTheOldBinaryOnes() {
        assertThat(Arrays.stream(FileType.values()).map(FileType::mimeType))
                .doesNotHaveDuplicates()
                .hasSize(24 - 3);
    }

    @Property
    void noBytesMakeItFail(@ForAll byte[] bytes) {
        assertThat(FileType.of(bytes)).isNotNull();
    }

    @Property(tries = 300)
    void noArchiveMakesItFail(@ForAll int at, @ForAll byte value) throws IOException {
        var bytes = zip("[Content_Types].xml", "word/document.xml", "mimetype");
        bytes[Math.floorMod(at, bytes.length)] = value;

        assertThat(FileType.of(bytes)).isNotNull();
    }

    private static byte[] zip(String... names) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (var name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write("content".getBytes(StandardCharsets.UTF_8));
            }
        }
        return out.toByteArray();
    }

    private static byte[] openDocument(String mimeType) throws IOException {
        var content = mimeType.getBytes(StandardCharsets.US_ASCII);
        var entry = new ZipEntry("mimetype");
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        var crc = new CRC32();
        crc.update(content);
        entry.setCrc(crc.getValue());
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            zip.putNextEntry(entry);
            zip.write(content);
            zip.putNextEntry(new ZipEntry("content.xml"));
        }
        return out.toByteArray();
    }
}
