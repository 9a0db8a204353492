package io.aula.social.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BodyTest {
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
        assertThat(Body.fault(typed)).contains(Body.Fault.EMPTY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "0", ".", "👍", "👩‍👩‍👧", "`code`", "![](x) look", "ñ", "<b>", "- x"})
    void whatShowsSomethingIs(String typed) {
        assertThat(Body.fault(typed)).isEmpty();
    }

    @Test
    void textIsKeptComposedAndTrimmedByWhatCanBeSeen() {
        assertThat(Body.of("\u200b Espan\u0303a\r\nline \u00a0").markdown()).isEqualTo("Espa\u00f1a\nline");
    }

    @Test
    void aTextBeyondTenThousandCharactersIsTooLong() {
        assertThat(Body.fault("x".repeat(10_000))).isEmpty();
        assertThat(Body.fault("x".repeat(10_001))).contains(Body.Fault.TOO_LONG);
    }

    @Test
    void aTextThatCallsAThousandPeopleIsRefused() {
        StringBuilder crowd = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            crowd.append("@p").append(i).append(' ');
        }
        assertThat(Body.fault(crowd.toString())).contains(Body.Fault.TOO_MANY_MENTIONS);
        assertThat(Body.fault("@ana ".repeat(100))).isEmpty();
    }

    @Test
    void twoThousandQuotesInEachOtherAreAText() {
        assertThat(Body.fault(">".repeat(2_000) + " x")).isEmpty();
    }
}
