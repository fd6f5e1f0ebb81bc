package dev.penstock.doctor;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;

/** Whether a certificate is for a host: its subject alternative names, with a star for the first label only. */
final class CertificateNames {

    private static final int MAX_NAME = 100;
    private static final Pattern COMMON_NAME = Pattern.compile("(?:^|,)CN=((?:\\\\.|[^,\\\\])+)");
    private static final int DNS = 2;
    private static final int IP = 7;

    private CertificateNames() {}

    static boolean match(X509Certificate certificate, String host) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            if (names == null) {
                return false;
            }
            var wanted = host.toLowerCase(Locale.ROOT);
            return names.stream().anyMatch(name -> matches(name, wanted));
        } catch (CertificateParsingException damaged) {
            return false;
        }
    }

    /** The common name, or what there is in its place; cut short, since whoever answers may write anything there. */
    static String shortName(X500Principal name) {
        var text = name.getName();
        var common = COMMON_NAME.matcher(text);
        var shown = common.find() ? common.group(1) : text;
        return shown.substring(0, Math.min(MAX_NAME, shown.length()));
    }

    private static boolean matches(List<?> name, String host) {
        if (name.size() < 2 || !(name.get(0) instanceof Integer type) || !(name.get(1) instanceof String text)) {
            return false;
        }
        var pattern = text.toLowerCase(Locale.ROOT);
        if (type == IP) {
            return pattern.equals(host);
        }
        int dot = host.indexOf('.');
        return type == DNS
                && (pattern.equals(host)
                        || (pattern.startsWith("*.")
                                && dot > 0
                                && pattern.substring(1).equals(host.substring(dot))));
    }
}
