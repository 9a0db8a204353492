package io.aula.social.comment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BodyTest {
    private static final List<String> PATH = List.of("bodyMarkdown");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\n\n",
                "\u00a0",
                "\u200b",
                "\u202e",
                " \u00a0\u200b\u2060\ufeff ",
                "&nbsp;",
                "&#8203;",
                "![a cat](https://cats.example/1.png)",
                "![](x)",
                "---",
                ">",
                "- ",
                "#",
                "```\n```",
                "[\u200b](https://a.example)",
                "**\u200b**",
                "\u2028",
                "\u3164"
            })
    void whatWouldShowNothingIsNoComment(String typed) {
        assertThat(Body.refusal(typed, PATH)).contains(new Refusal.Empty(PATH));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "0", ".", "👍", "👩‍👩‍👧", "`code`", "![](x) look", "ñ", "<b>", "- x"})
    void whatShowsSomethingIs(String typed) {
        assertThat(Body.refusal(typed, PATH)).isEmpty();
    }

    @Test
    void textIsKeptComposedAndTrimmedByWhatCanBeSeen() {
        assertThat(Body.of("\u200b Espan\u0303a\r\nline \u00a0").markdown()).isEqualTo("Espa\u00f1a\nline");
    }

    @Test
    void aTextBeyondTenThousandCharactersIsTooLong() {
        assertThat(Body.refusal("x".repeat(10_000), PATH)).isEmpty();
        assertThat(Body.refusal("x".repeat(10_001), PATH)).contains(new Refusal.TooLong(10_000, PATH));
    }
}
