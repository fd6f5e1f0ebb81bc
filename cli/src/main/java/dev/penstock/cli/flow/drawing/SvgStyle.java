package dev.penstock.cli.flow.drawing;

/** Colours, fonts, and what the marks mean. */
final class SvgStyle {

    private SvgStyle() {}

    static String head(int width, double height) {
        return """
                <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%.0f" viewBox="0 0 %d %.0f" role="img">
                  <defs><marker id="arrow" viewBox="0 0 10 10" refX="8" refY="5" markerWidth="7" markerHeight="7" \
                orient="auto-start-reverse"><path d="M0 0 L10 5 L0 10 z" fill="#64748b"/></marker></defs>
                  <style>
                    text { font-family: "Segoe UI", "Helvetica Neue", Arial, sans-serif; text-anchor: middle; }
                    .background { fill: #f8fafc; }
                    .edge { fill: none; stroke: #64748b; stroke-width: 1.8; marker-end: url(#arrow); }
                    .back { stroke: #dc2626; stroke-dasharray: 5 4; }
                    .screen rect { fill: #ffffff; stroke: #94a3b8; stroke-width: 1.6; }
                    .entry rect { fill: #ecfdf5; stroke: #059669; }
                    .terminal rect { fill: #eff6ff; stroke: #2563eb; }
                    .screen rect.inner-frame { fill: none; stroke-width: 0.8; }
                    .id { font-size: 13px; font-weight: 600; fill: #0f172a; }
                    .title { font-size: 12px; fill: #475569; }
                    .endpoint { fill: #f59e0b; stroke: #ffffff; stroke-width: 2; }
                    .legend { font-size: 12px; fill: #475569; text-anchor: start; }
                  </style>
                  <rect class="background" width="100%%" height="100%%"/>
                """.formatted(width, height, width, height);
    }

    static String legend(int x, double y) {
        var legend = new StringBuilder();
        String[][] marks = {{"entry", "opens the Flow"}, {"terminal", "can end the Flow"}};
        int left = x;
        for (String[] mark : marks) {
            legend.append("""
                      <g class="screen %s"><rect x="%d" y="%.0f" width="22" height="14" rx="4"/></g>
                      <text class="legend" x="%d" y="%.0f">%s</text>
                    """.formatted(mark[0], left, y - 11, left + 30, y, mark[1]));
            left += 160;
        }
        legend.append("""
                  <circle class="endpoint" cx="%d" cy="%.0f" r="6"/>
                  <text class="legend" x="%d" y="%.0f">calls the endpoint</text>
                """.formatted(left + 8, y - 4, left + 22, y));
        return legend.toString();
    }

    static String cut(String text, int length) {
        return escaped(
                text.codePointCount(0, text.length()) <= length
                        ? text
                        : text.substring(0, text.offsetByCodePoints(0, length - 1)) + "…");
    }

    /** XML knows no control characters and no half characters. */
    static String escaped(String text) {
        var safe = new StringBuilder();
        text.codePoints().limit(500).forEach(c -> {
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                default -> {
                    boolean isCharacter = c >= ' ' && !(c >= 0xD800 && c <= 0xDFFF) && c != 0xFFFE && c != 0xFFFF;
                    safe.appendCodePoint(isCharacter ? c : '\uFFFD');
                }
            }
        });
        return safe.toString();
    }
}
