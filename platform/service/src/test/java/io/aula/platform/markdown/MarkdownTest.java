package io.aula.platform.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MarkdownTest {
    private final Markdown markdown = new Markdown();

    @Test
    void keepsWhatMarkdownIsFor() {
        assertThat(markdown.html("**Hola** `select` [docs](https://www.postgresql.org)"))
                .isEqualTo("<p><strong>Hola</strong> <code>select</code> <a"
                        + " href=\"https://www.postgresql.org\" rel=\"nofollow noopener ugc\">docs</a></p>");
    }

    @Test
    void showsHtmlAsTheTextThatItIs() {
        assertThat(markdown.html("a <b>bold</b> move")).isEqualTo("<p>a &lt;b&gt;bold&lt;/b&gt; move</p>");
    }

    @Test
    void aSingleLineBreakStaysOne() {
        assertThat(markdown.html("one\ntwo\r\nthree\n\nfour")).isEqualTo("<p>one<br>two<br>three</p>\n<p>four</p>");
        assertThat(markdown.html("- a\n  b")).contains("a<br>b");
        assertThat(markdown.html("```\na\nb\n```")).contains("a\nb");
    }

    @Test
    void drawsTablesAndTasks() {
        String table = markdown.html("| a | b |\n|---|--:|\n| 1 | <b> |\n");
        assertThat(table).contains("<table>", "<th>a</th>", "<td align=\"right\">&lt;b&gt;</td>");
        assertThat(markdown.html("- [ ] read\n- [x] write\n- [link] no")).contains("☐ read", "☑ write", "[link] no");
        assertThat(markdown.html("~~gone~~")).contains("<del>gone</del>");
    }

    @ParameterizedTest
    @ValueSource(strings = {">", "- ", "1. ", "*a ", "**", "[", "![", "`", "_a_", "<", "> - ", "*a **b "})
    void tenThousandMarksAreShownAndEndNothing(String mark) {
        String nested = mark.repeat(10_000 / mark.length());
        assertThat(markdown.html(nested + "\n\nx")).hasSizeLessThan(1_000_000).contains("x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "[x](javascript:alert(1))",
                "[x](JaVaScRiPt:alert(1))",
                "[x](data:text/html;base64,PHNjcmlwdD4=)",
                "![x](https://evil.example/track.gif)",
                "<svg/onload=alert(1)>",
                "<iframe src=javascript:alert(1)>",
                "[x](https://a.example \"onmouseover=alert(1)\")",
                "<style>*{display:none}</style>",
                "[x](java\tscript:alert(1))",
                "[x](&#106;avascript:alert(1))",
            })
    void nothingInATextRunsOrLoads(String hostile) {
        var page = org.jsoup.Jsoup.parse(markdown.html(hostile));
        assertThat(page.select("script, img, svg, iframe, style, object, embed, form"))
                .isEmpty();
        page.getAllElements()
                .forEach(element -> element.attributes().forEach(attribute -> {
                    assertThat(attribute.getKey()).doesNotStartWith("on").isIn("href", "rel");
                    assertThat(attribute.getValue().toLowerCase(Locale.ROOT)).doesNotContain("script:", "data:");
                }));
    }
}
