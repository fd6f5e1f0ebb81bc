package dev.penstock.crypto.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class ScryptTest {

    @Test
    void givesTheKnownAnswersOfRfc7914() {
        assertThat(derive(new Scrypt(1024, 8, 16), "password", "NaCl"))
                .isEqualTo("fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
                        + "2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640");
        assertThat(derive(new Scrypt(16384, 8, 1), "pleaseletmein", "SodiumChloride"))
                .isEqualTo("7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
                        + "d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887");
    }

    private static String derive(Scrypt scrypt, String passphrase, String salt) {
        return HexFormat.of()
                .formatHex(scrypt.derive(passphrase.toCharArray(), salt.getBytes(StandardCharsets.US_ASCII), 64));
    }
}
